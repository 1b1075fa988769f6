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
import { type LstmWeights, lstm, randomLstmWeights } from "./lstm.ts";
import { exactRow, lstmStep64, relativeError64 } from "./test-support/sixty-four-digit-cells.ts";

/** One unit, one feature, and every weight a number of its own. */
const one: LstmWeights = {
  inputWeight: matrixFromRows([[0.1, 0.2, 0.3, 0.4]], "f64"),
  recurrentWeight: matrixFromRows([[0.5, 0.6, 0.7, 0.8]], "f64"),
  bias: matrixFromRows([[0.9, 1, -1.1, 1.2]], "f64"),
};
const peepholes = matrixFromRows([[1.3, -1.4, 1.5]], "f64");

const row = (...entries: number[]) => matrix(1, entries.length, entries, "f64");

function stepOf(weights: LstmWeights, x: Matrix, h: Matrix, c: Matrix): { h: Matrix; c: Matrix } {
  const tape = new Tape({ precision: "f64" });
  const next = lstm(weights).step(tape.constant(x), { h: tape.constant(h), c: tape.constant(c) });
  expect(Object.keys(next)).toEqual(["h", "c"]);
  return { h: next.h.value, c: next.c.value };
}

test("by hand: the blocks are i, f, g, o, and the cell is not squashed before the sum", () => {
  const { h, c } = stepOf(one, row(2), row(0.25), row(-3));
  const i = sigmoid(0.1 * 2 + 0.5 * 0.25 + 0.9);
  const f = sigmoid(0.2 * 2 + 0.6 * 0.25 + 1);
  const g = tanh(0.3 * 2 + 0.7 * 0.25 - 1.1);
  const o = sigmoid(0.4 * 2 + 0.8 * 0.25 + 1.2);
  expect(c.data[0]).toBeCloseTo(f * -3 + i * g, 14);
  expect(h.data[0]).toBeCloseTo(o * tanh(f * -3 + i * g), 14);
});

test("by hand with peepholes: i and f see c, and o sees the new c", () => {
  const { h, c } = stepOf({ ...one, peepholes }, row(2), row(0.25), row(-3));
  const i = sigmoid(0.1 * 2 + 0.5 * 0.25 + 0.9 + 1.3 * -3);
  const f = sigmoid(0.2 * 2 + 0.6 * 0.25 + 1 - 1.4 * -3);
  const g = tanh(0.3 * 2 + 0.7 * 0.25 - 1.1);
  const next = f * -3 + i * g;
  const o = sigmoid(0.4 * 2 + 0.8 * 0.25 + 1.2 + 1.5 * next);
  expect(c.data[0]).toBeCloseTo(next, 14);
  expect(h.data[0]).toBeCloseTo(o * tanh(next), 14);
});

test("c may grow beyond 1, and h stays between −1 and 1", () => {
  const open = { ...one, bias: matrixFromRows([[40, 40, 40, 40]], "f64") };
  const { h, c } = stepOf(open, row(0), row(0), row(5));
  expect(c.data[0]).toBe(6);
  expect(h.data[0]).toBe(tanh(6));
});

test.each([
  { hidden: 2, withPeepholes: false },
  { hidden: 5, withPeepholes: false },
  { hidden: 3, withPeepholes: true },
])(
  "agrees with 64-digit arithmetic: $hidden units, peepholes: $withPeepholes",
  ({ hidden, withPeepholes }) => {
    const draw = random(hidden);
    const weights = {
      ...randomLstmWeights(draw, 3, hidden, { precision: "f64" }),
      ...(withPeepholes && { peepholes: normalMatrix(draw, 1, 3 * hidden, 1, "f64") }),
    };
    const x = normalMatrix(draw, 1, 3, 1, "f64");
    const h = normalMatrix(draw, 1, hidden, 1, "f64");
    const c = normalMatrix(draw, 1, hidden, 1, "f64");
    const expected = lstmStep64(weights, exactRow(x), exactRow(h), exactRow(c));
    const received = stepOf(weights, x, h, c);
    // Sums of up to 10 terms below 3, as in rnn.test.ts; the largest entries are above 0.1.
    const tolerance = (2 * 10 * 3 * 2 ** -53) / 0.1;
    expect(relativeError64(received.h, [expected.h])).toBeLessThan(tolerance);
    expect(relativeError64(received.c, [expected.c])).toBeLessThan(tolerance);
  },
);

test("its weights are the given matrices, and its sizes are theirs", () => {
  const cell = lstm({ ...one, peepholes });
  const values = cell.parameters().map(({ value }) => value);
  const given = [one.inputWeight, one.recurrentWeight, one.bias, peepholes];
  expect(values).toHaveLength(4);
  expect(values.every((value, place) => value === given[place])).toBe(true);
  expect(lstm(one).parameters()).toHaveLength(3);
  const wide = lstm(randomLstmWeights(random(1), 5, 3));
  expect([wide.inputSize, wide.hiddenSize, wide.stateNames, wide.label]).toEqual([
    5,
    3,
    ["h", "c"],
    undefined,
  ]);
});

test.each([false, true])("the gradient reaches x, h and c, with peepholes: %s", (withPeepholes) => {
  const draw = random(2);
  const cell = lstm({
    ...randomLstmWeights(draw, 3, 2, { precision: "f64" }),
    ...(withPeepholes && { peepholes: normalMatrix(draw, 1, 6, 1, "f64") }),
  });
  const inputs = [3, 2, 2].map((width) => normalMatrix(draw, 4, width, 1, "f64"));
  const report = checkGradient((_, ...tensors) => {
    const [x, h, c] = tensors as [Tensor, Tensor, Tensor];
    const next = cell.step(x, { h, c });
    return next.h.concat([next.c], "columns");
  }, inputs);
  expect(report.passed).toBe(true);
});

test("a label names the weights", () => {
  const tape = new Tape({ precision: "f64" });
  const cell = lstm({ ...one, peepholes, label: "encoder" });
  const zero = tape.constant(matrix(1, 1, undefined, "f64"));
  cell.step(zero, { h: zero, c: zero });
  expect(probe(tape).map(({ label, rows, columns }) => `${label} ${rows}×${columns}`)).toEqual([
    "encoder input weight 1×4",
    "encoder recurrent weight 1×4",
    "encoder bias 1×4",
    "encoder peepholes 1×3",
  ]);
  expect(cell.label).toBe("encoder");
});

describe("randomLstmWeights", () => {
  test("draws uniform on ±1/√hidden: input weight, recurrent weight, bias", () => {
    const { inputWeight, recurrentWeight, bias, peepholes } = randomLstmWeights(random(1), 5, 16);
    expect(peepholes).toBeUndefined();
    expect([inputWeight, recurrentWeight, bias].map(({ rows, columns }) => [rows, columns])).toEqual([
      [5, 64],
      [16, 64],
      [1, 64],
    ]);
    const draw = random(1);
    for (const { data } of [inputWeight, recurrentWeight, bias]) {
      expect(data).toEqual(data.map(() => 0.25 * (2 * draw.next() - 1)));
    }
  });

  test("a forget bias fills the f block alone", () => {
    const { bias } = randomLstmWeights(random(1), 5, 4, { forgetBias: 1.5 });
    const { bias: drawn } = randomLstmWeights(random(1), 5, 4);
    expect([...bias.data.subarray(4, 8)]).toEqual([1.5, 1.5, 1.5, 1.5]);
    expect(bias.data.subarray(0, 4)).toEqual(drawn.data.subarray(0, 4));
    expect(bias.data.subarray(8)).toEqual(drawn.data.subarray(8));
    expect(drawn.data.every((entry) => Math.abs(entry) <= 0.5)).toBe(true);
    expect(randomLstmWeights(random(1), 5, 4, { forgetBias: 0 }).bias.data[4]).toBe(0);
  });

  test("is f32 unless told", () => {
    expect(Object.values(randomLstmWeights(random(1), 2, 3)).map(precisionOf)).toEqual(["f32", "f32", "f32"]);
    const f64 = randomLstmWeights(random(1), 2, 3, { precision: "f64", forgetBias: 1 });
    expect(Object.values(f64).map(precisionOf)).toEqual(["f64", "f64", "f64"]);
  });
});

describe("refuses", () => {
  const f32 = { inputWeight: matrix(1, 8), recurrentWeight: matrix(2, 8), bias: matrix(1, 8) };
  const tape = new Tape();
  const [x, state] = [tape.constant(matrix(3, 1)), tape.constant(matrix(3, 2))];
  const draw = random(1);
  test.each<[string, () => unknown, string]>([
    [
      "no settings",
      () => lstm(undefined as never),
      "lstm: expected a record of settings, came undefined. Likely fix: write lstm({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "a nested array",
      () => lstm({ ...f32, bias: [[1]] as never }),
      "lstm, bias: expected a matrix, came an array of length 1. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "gates that are not 4 · hidden wide",
      () => lstm({ ...f32, recurrentWeight: matrix(2, 6) }),
      "lstm: expected recurrentWeight of shape 2×8, (hidden, 4 · hidden), came 2×6. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an input weight that is not 4 · hidden wide",
      () => lstm({ ...f32, inputWeight: matrix(1, 2) }),
      "lstm: expected inputWeight of shape 1×8, (input, 4 · hidden), came 1×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a bias of another width",
      () => lstm({ ...f32, bias: matrix(1, 2) }),
      "lstm: expected bias of shape 1×8, (1, 4 · hidden), came 1×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "peepholes of four blocks",
      () => lstm({ ...f32, peepholes: matrix(1, 8) }),
      "lstm: expected peepholes of shape 1×6, (1, 3 · hidden), came 1×8. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "peepholes that are no matrix",
      () => lstm({ ...f32, peepholes: 3 as never }),
      "lstm, peepholes: expected a matrix, came 3. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "NaN in the peepholes",
      () => lstm({ ...f32, peepholes: matrix(1, 6, new Array(6).fill(Number.NaN)) }),
      "lstm: expected finite numbers in peepholes, came NaN in row 0, column 0. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "an empty label",
      () => lstm({ ...f32, label: "" }),
      'lstm: expected a label of at least one character, came "". Likely fix: leave it out, or name the cell: "encoder".',
    ],
    [
      "x of another width",
      () => lstm(f32).step(state, { h: state, c: state }),
      "lstm: expected an input with 1 columns, the input size, came 3×2. Likely fix: one example is one row; the columns are its features at this step.",
    ],
    [
      "a state without c",
      () => lstm(f32).step(x, { h: state } as never),
      "lstm, state c: expected a tensor, came undefined. Likely fix: wrap a matrix with tape.constant(matrix) or tape.parameter(matrix).",
    ],
    [
      "c of another shape",
      () => lstm({ ...f32, label: "a" }).step(x, { h: state, c: x }),
      'lstm "a": expected a state c of shape 3×2, (batch, hidden), came 3×1. Likely fix: give each example of the batch a row, and each hidden unit a column.',
    ],
    [
      "a seed in place of a stream",
      () => randomLstmWeights(1 as never, 1, 1),
      "randomLstmWeights: expected a stream of random numbers, came 1. Likely fix: pass random(1), where 1 is the seed.",
    ],
    [
      "an input size of 0",
      () => randomLstmWeights(draw, 0, 1),
      "randomLstmWeights: expected inputSize to be a whole number from 1 on, came 0. Likely fix: pass inputSize as a count.",
    ],
    [
      "a hidden size that is not whole",
      () => randomLstmWeights(draw, 1, 1.5),
      "randomLstmWeights: expected hiddenSize to be a whole number from 1 on, came 1.5. Likely fix: pass hiddenSize as a count.",
    ],
    [
      "an infinite forget bias",
      () => randomLstmWeights(draw, 1, 1, { forgetBias: Infinity }),
      "randomLstmWeights: expected the forget bias to be a finite number, came Infinity. Likely fix: 1 is usual; forgetBiasFor(steps) gives the one for a half-life.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
