import {
  checkGradient,
  type Matrix,
  matrix,
  matrixFromRows,
  normalMatrix,
  precisionOf,
  probe,
  random,
  sigmoid,
  Tape,
  type Tensor,
  tanh,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { type GruSettings, type GruWeights, gru, randomGruWeights } from "./gru.ts";
import { exactRow, gruStep64, relativeError64 } from "./test-support/sixty-four-digit-cells.ts";

/** Two units that see each other, one feature, and every weight a number of its own. */
const two = {
  inputWeight: matrixFromRows([[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]], "f64"),
  recurrentWeight: matrixFromRows(
    [
      [0.7, 0.8, 0.9, -1, 1.1, -1.2],
      [-1.3, 1.4, 1.5, 1.6, -1.7, 1.8],
    ],
    "f64",
  ),
  bias: matrixFromRows([[-0.1, 0.2, 0.3, -0.4, 0.5, -0.6]], "f64"),
};
const recurrentBias = matrixFromRows([[0.25, -0.35]], "f64");
const before: GruWeights = { ...two, reset: "before" };
const after: GruWeights = { ...two, reset: "after", recurrentBias };

function stepOf(weights: GruSettings, x: Matrix, h: Matrix): Matrix {
  const tape = new Tape({ precision: "f64" });
  return gru(weights).step(tape.constant(x), { h: tape.constant(h) }).h.value;
}

describe("by hand: the blocks are r, z, n, and z keeps", () => {
  const [x, h1, h2] = [2, 0.5, -0.75];
  const r1 = sigmoid(0.1 * x + 0.7 * h1 - 1.3 * h2 - 0.1);
  const r2 = sigmoid(0.2 * x + 0.8 * h1 + 1.4 * h2 + 0.2);
  const z1 = sigmoid(0.3 * x + 0.9 * h1 + 1.5 * h2 + 0.3);
  const z2 = sigmoid(0.4 * x - 1 * h1 + 1.6 * h2 - 0.4);
  test.each([
    {
      weights: before,
      n1: tanh(0.5 * x + 1.1 * (r1 * h1) - 1.7 * (r2 * h2) + 0.5),
      n2: tanh(0.6 * x - 1.2 * (r1 * h1) + 1.8 * (r2 * h2) - 0.6),
    },
    {
      weights: after,
      n1: tanh(0.5 * x + r1 * (1.1 * h1 - 1.7 * h2 + 0.25) + 0.5),
      n2: tanh(0.6 * x + r2 * (-1.2 * h1 + 1.8 * h2 - 0.35) - 0.6),
    },
  ])("reset $weights.reset the product", ({ weights, n1, n2 }) => {
    const received = stepOf(weights, matrix(1, 1, [x], "f64"), matrix(1, 2, [h1, h2], "f64"));
    expect(received.data[0]).toBeCloseTo(z1 * h1 + (1 - z1) * n1, 14);
    expect(received.data[1]).toBeCloseTo(z2 * h2 + (1 - z2) * n2, 14);
  });
});

test.each(["before", "after"] as const)("agrees with 64-digit arithmetic, reset %s", (reset) => {
  const draw = random(3);
  for (const hidden of [2, 5]) {
    const weights = randomGruWeights(draw, 3, hidden, { reset, precision: "f64" });
    const [x, h] = [normalMatrix(draw, 1, 3, 1, "f64"), normalMatrix(draw, 1, hidden, 1, "f64")];
    // Sums of up to 10 terms below 3, as in rnn.test.ts; the largest entries are above 0.1.
    const tolerance = (2 * 10 * 3 * 2 ** -53) / 0.1;
    const expected = gruStep64(weights, exactRow(x), exactRow(h));
    expect(relativeError64(stepOf(weights, x, h), [expected])).toBeLessThan(tolerance);
  }
});

test("the two forms are different functions: with the same random weights, outputs differ by more than a tenth", () => {
  const draw = random(1);
  const common = randomGruWeights(draw, 8, 16, { reset: "before", precision: "f64" });
  const weight = normalMatrix(draw, 16, 48, 1, "f64");
  const [x, h] = [normalMatrix(draw, 1, 8, 1, "f64"), normalMatrix(draw, 1, 16, 1, "f64")];
  const weights = { ...common, recurrentWeight: weight };
  const first = stepOf({ ...weights, reset: "before" }, x, h);
  const second = stepOf({ ...weights, reset: "after", recurrentBias: matrix(1, 16, undefined, "f64") }, x, h);
  const differences = first.data.map((entry, at) => Math.abs(entry - (second.data[at] as number)));
  expect(Math.max(...differences)).toBeGreaterThan(0.1);
});

test("with one unit, and no second bias, the two forms are the same function", () => {
  const draw = random(1);
  const weights = randomGruWeights(draw, 2, 1, { reset: "before", precision: "f64" });
  const [x, h] = [normalMatrix(draw, 1, 2, 1, "f64"), normalMatrix(draw, 1, 1, 1, "f64")];
  const second = stepOf({ ...weights, reset: "after", recurrentBias: matrix(1, 1, undefined, "f64") }, x, h);
  expect(second.data[0]).toBeCloseTo(stepOf(weights, x, h).data[0] as number, 15);
});

test.each([
  ["before", "f32"],
  ["before", "f64"],
  ["after", "f32"],
  ["after", "f64"],
] as const)(
  "an update gate at 1 copies the state bit for bit, and at 0 forgets it: reset %s, %s",
  (reset, precision) => {
    const draw = random(5);
    const drawn = randomGruWeights(draw, 3, 4, { reset, precision });
    const [x, h] = [normalMatrix(draw, 6, 3, 1, precision), normalMatrix(draw, 6, 4, 1, precision)];
    const stepAt = (bias: number) => {
      const biases = matrix(1, 12, drawn.bias.data, precision);
      biases.data.fill(bias, 4, 8);
      const tape = new Tape({ precision });
      const state = { h: tape.constant(h) };
      return gru({ ...drawn, bias: biases }).step(tape.constant(x), state).h.value;
    };
    expect(stepAt(1000)).toEqual(h);
    expect(stepAt(-1000)).not.toEqual(h);
    expect(stepAt(-1000).data.every((entry) => Math.abs(entry) <= 1)).toBe(true);
  },
);

test("its weights are the given matrices, and its sizes are theirs", () => {
  const cell = gru(after);
  const values = cell.parameters().map(({ value }) => value);
  const given = [two.inputWeight, two.recurrentWeight, two.bias, recurrentBias];
  expect(values).toHaveLength(4);
  expect(values.every((value, place) => value === given[place])).toBe(true);
  expect(gru(before).parameters()).toHaveLength(3);
  const wide = gru(randomGruWeights(random(1), 5, 3));
  expect([wide.inputSize, wide.hiddenSize, wide.stateNames, wide.label]).toEqual([5, 3, ["h"], undefined]);
});

test.each(["before", "after"] as const)("the gradient reaches x and h, reset %s", (reset) => {
  const draw = random(2);
  const cell = gru(randomGruWeights(draw, 3, 2, { reset, precision: "f64" }));
  const [x, h] = [normalMatrix(draw, 4, 3, 1, "f64"), normalMatrix(draw, 4, 2, 1, "f64")];
  expect(checkGradient((_, x, h) => cell.step(x as Tensor, { h: h as Tensor }).h, [x, h]).passed).toBe(true);
});

test("a label names the weights", () => {
  const tape = new Tape({ precision: "f64" });
  const cell = gru({ ...after, label: "encoder" });
  const h = tape.constant(matrix(1, 2, undefined, "f64"));
  cell.step(tape.constant(matrix(1, 1, undefined, "f64")), { h });
  expect(probe(tape).map(({ label, rows, columns }) => `${label} ${rows}×${columns}`)).toEqual([
    "encoder input weight 1×6",
    "encoder recurrent weight 2×6",
    "encoder bias 1×6",
    "encoder recurrent bias 1×2",
  ]);
  expect(cell.label).toBe("encoder");
});

describe("randomGruWeights", () => {
  test("draws uniform on ±1/√hidden: input weight, recurrent weight, bias, recurrent bias", () => {
    const weights = randomGruWeights(random(1), 5, 16);
    if (weights.reset !== "after") throw new Error("the reset is after the product unless told");
    const matrices = [weights.inputWeight, weights.recurrentWeight, weights.bias, weights.recurrentBias];
    expect(matrices.map(({ rows, columns }) => [rows, columns])).toEqual([
      [5, 48],
      [16, 48],
      [1, 48],
      [1, 16],
    ]);
    const draw = random(1);
    for (const { data } of matrices) expect(data).toEqual(data.map(() => 0.25 * (2 * draw.next() - 1)));
    expect(matrices.map(precisionOf)).toEqual(["f32", "f32", "f32", "f32"]);
  });

  test("has no second bias when the reset is before, and the precision that is asked for", () => {
    const { reset, ...matrices } = randomGruWeights(random(1), 5, 16, { reset: "before", precision: "f64" });
    expect(reset).toBe("before");
    expect(Object.keys(matrices)).toEqual(["inputWeight", "recurrentWeight", "bias"]);
    expect(Object.values(matrices).map(precisionOf)).toEqual(["f64", "f64", "f64"]);
    const second = randomGruWeights(random(1), 5, 16, { precision: "f64" });
    expect(second.reset === "after" && precisionOf(second.recurrentBias)).toBe("f64");
  });

  test("sets every entry of the z block to the keep bias, and draws all else as without one", () => {
    const drawn = randomGruWeights(random(1), 5, 4);
    const kept = randomGruWeights(random(1), 5, 4, { keepBias: 3 });
    expect([...kept.bias.data]).toEqual(
      Array.from(drawn.bias.data, (entry, at) => (at >= 4 && at < 8 ? 3 : entry)),
    );
    expect({ ...kept, bias: undefined }).toEqual({ ...drawn, bias: undefined });
    expect(() => randomGruWeights(random(1), 5, 4, { keepBias: Number.NaN })).toThrow(
      "randomGruWeights: expected the keep bias to be a finite number, came NaN",
    );
  });
});

describe("refuses", () => {
  const f32 = { inputWeight: matrix(1, 6), recurrentWeight: matrix(2, 6), bias: matrix(1, 6) };
  const whole = { ...f32, reset: "after", recurrentBias: matrix(1, 2) } as const;
  const tape = new Tape();
  const [x, h] = [tape.constant(matrix(3, 1)), tape.constant(matrix(3, 2))];
  const draw = random(1);
  test.each<[string, () => unknown, string]>([
    [
      "no settings",
      () => gru(undefined as never),
      'gru: expected a record of settings, came undefined. Likely fix: write gru({ inputWeight, recurrentWeight, bias, reset: "before" }).',
    ],
    [
      "no word on the reset",
      () => gru(f32 as never),
      'gru: expected reset to be "before" or "after" the product with the recurrent weight, came undefined. Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
    [
      "an unknown reset",
      () => gru({ ...f32, reset: "sideways" } as never),
      'gru: expected reset to be "before" or "after" the product with the recurrent weight, came "sideways". Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
    [
      "reset after without the second bias",
      () => gru({ ...f32, reset: "after" } as never),
      "gru, recurrentBias: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a second bias of three blocks",
      () => gru({ ...whole, recurrentBias: matrix(1, 6) }),
      "gru: expected recurrentBias of shape 1×2, (1, hidden), came 1×6. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "NaN in the second bias",
      () => gru({ ...whole, recurrentBias: matrix(1, 2, [0, Number.NaN]) }),
      "gru: expected finite numbers in recurrentBias, came NaN in row 0, column 1. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "gates that are not 3 · hidden wide",
      () => gru({ ...whole, recurrentWeight: matrix(2, 8) }),
      "gru: expected recurrentWeight of shape 2×6, (hidden, 3 · hidden), came 2×8. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "gates that are not 3 · hidden wide, reset before",
      () => gru({ ...f32, reset: "before", inputWeight: matrix(1, 2) }),
      "gru: expected inputWeight of shape 1×6, (input, 3 · hidden), came 1×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a bias of another width",
      () => gru({ ...f32, reset: "before", bias: matrix(1, 2) }),
      "gru: expected bias of shape 1×6, (1, 3 · hidden), came 1×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an empty label",
      () => gru({ ...whole, label: "" }),
      'gru: expected a label of at least one character, came "". Likely fix: leave it out, or name the cell: "encoder".',
    ],
    [
      "x of another width",
      () => gru(whole).step(h, { h }),
      "gru: expected an input with 1 columns, the input size, came 3×2. Likely fix: one example is one row; the columns are its features at this step.",
    ],
    [
      "a state of another shape",
      () => gru({ ...whole, label: "a" }).step(x, { h: x }),
      'gru "a": expected a state h of shape 3×2, (batch, hidden), came 3×1. Likely fix: give each example of the batch a row, and each hidden unit a column.',
    ],
    [
      "a seed in place of a stream",
      () => randomGruWeights(1 as never, 1, 1),
      "randomGruWeights: expected a stream of random numbers, came 1. Likely fix: pass random(1), where 1 is the seed.",
    ],
    [
      "a negative input size",
      () => randomGruWeights(draw, -2, 1),
      "randomGruWeights: expected inputSize to be a whole number from 1 on, came -2. Likely fix: pass inputSize as a count.",
    ],
    [
      "a hidden size of 0",
      () => randomGruWeights(draw, 1, 0),
      "randomGruWeights: expected hiddenSize to be a whole number from 1 on, came 0. Likely fix: pass hiddenSize as a count.",
    ],
    [
      "random weights of an unknown reset",
      () => randomGruWeights(draw, 1, 1, { reset: true as never }),
      'randomGruWeights: expected reset to be "before" or "after" the product with the recurrent weight, came true. Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
