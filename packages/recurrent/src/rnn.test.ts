import { activations, relu } from "@vanishing/activations";
import {
  checkGradient,
  jacobian,
  matrix,
  matrixFromRows,
  normalMatrix,
  precisionOf,
  probe,
  random,
  Tape,
  type Tensor,
  tanh,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { exactRow, relativeError64, rnnStep64 } from "./test-support/sixty-four-digit-cells.ts";

const weights = {
  inputWeight: matrixFromRows([[1, 2]], "f64"),
  recurrentWeight: matrixFromRows(
    [
      [10, 20],
      [30, 40],
    ],
    "f64",
  ),
  bias: matrixFromRows([[100, 200]], "f64"),
};

const identity = { name: "identity", value: (x: number) => x, derivative: () => 1 };

function stepOf(settings: Parameters<typeof rnn>[0], x: number[][], h: number[][]) {
  const tape = new Tape({ precision: "f64" });
  const state = { h: tape.constant(matrixFromRows(h, "f64")) };
  return rnn(settings).step(tape.constant(matrixFromRows(x, "f64")), state).h.value;
}

test("with the identity h′ = x·U + h·W + b, row by row", () => {
  const h = [
    [1, 0],
    [0, 1],
  ];
  expect(stepOf({ ...weights, activation: identity }, [[1], [3]], h)).toEqual(
    // 1 + 10 + 100, 2 + 20 + 200; 3 + 30 + 100, 6 + 40 + 200
    matrixFromRows(
      [
        [111, 222],
        [133, 246],
      ],
      "f64",
    ),
  );
});

test("any row of the table of activations stands for f", () => {
  const small = { ...weights, bias: matrixFromRows([[-30, 0.5]], "f64") };
  for (const activation of Object.values(activations)) {
    expect(stepOf({ ...small, activation }, [[0.25]], [[0, 0]]).data).toEqual(
      Float64Array.of(activation.value(-29.75), activation.value(1)),
    );
  }
  expect(stepOf({ ...small, activation: relu }, [[0.25]], [[0, 0]]).data).toEqual(Float64Array.of(0, 1));
});

test("f is tanh unless told", () => {
  expect(stepOf({ ...weights, bias: matrix(1, 2, undefined, "f64") }, [[0.25]], [[0, 0]]).data).toEqual(
    Float64Array.of(tanh(0.25), tanh(0.5)),
  );
});

test("agrees with 64-digit arithmetic", () => {
  const draw = random(1);
  for (const hidden of [2, 5]) {
    const drawn = randomRnnWeights(draw, 3, hidden, { precision: "f64" });
    const [x, h] = [normalMatrix(draw, 1, 3, 1, "f64"), normalMatrix(draw, 1, hidden, 1, "f64")];
    const tape = new Tape({ precision: "f64" });
    const received = rnn(drawn).step(tape.constant(x), { h: tape.constant(h) }).h.value;
    // Sums of up to 9 terms below 3: each sum and product is off by at most 2^−53 of them, and the largest state is above 0.1.
    const tolerance = (2 * 9 * 3 * 2 ** -53) / 0.1;
    expect(relativeError64(received, [rnnStep64(drawn, exactRow(x), exactRow(h))])).toBeLessThan(tolerance);
  }
});

test("its weights are the given matrices, used in every step, and its sizes are theirs", () => {
  const cell = rnn(weights);
  const values = cell.parameters().map(({ value }) => value);
  expect(values).toHaveLength(3);
  expect(values[0]).toBe(weights.inputWeight);
  expect(values[1]).toBe(weights.recurrentWeight);
  expect(values[2]).toBe(weights.bias);
  expect([cell.inputSize, cell.hiddenSize, cell.stateNames, cell.label]).toEqual([1, 2, ["h"], undefined]);
});

test("the gradient reaches x and h", () => {
  const draw = random(2);
  const cell = rnn(randomRnnWeights(draw, 3, 2, { precision: "f64" }));
  const [x, h] = [normalMatrix(draw, 4, 3, 1, "f64"), normalMatrix(draw, 4, 2, 1, "f64")];
  expect(checkGradient((_, x, h) => cell.step(x as Tensor, { h: h as Tensor }).h, [x, h]).passed).toBe(true);
  // A step with the identity is linear: its Jacobian in h is Wᵀ.
  const linear = rnn({ ...weights, activation: identity });
  const received = jacobian(
    (tape, h) => linear.step(tape.constant(matrix(1, 1, undefined, "f64")), { h }).h,
    matrix(1, 2, undefined, "f64"),
  );
  expect(received.data).toEqual(Float64Array.of(10, 30, 20, 40));
});

test("a label names the weights", () => {
  const tape = new Tape({ precision: "f64" });
  const cell = rnn({ ...weights, label: "encoder" });
  const h = tape.constant(matrix(1, 2, undefined, "f64"));
  cell.step(tape.constant(matrix(1, 1, undefined, "f64")), { h });
  expect(probe(tape).map(({ label, rows, columns }) => `${label} ${rows}×${columns}`)).toEqual([
    "encoder input weight 1×2",
    "encoder recurrent weight 2×2",
    "encoder bias 1×2",
  ]);
  expect(cell.label).toBe("encoder");
});

describe("randomRnnWeights", () => {
  test("draws uniform on ±1/√hidden: input weight, recurrent weight, bias", () => {
    const [inputs, hidden] = [400, 100];
    const { inputWeight, recurrentWeight, bias } = randomRnnWeights(random(1), inputs, hidden);
    expect([inputWeight, recurrentWeight, bias].map(({ rows, columns }) => [rows, columns])).toEqual([
      [inputs, hidden],
      [hidden, hidden],
      [1, hidden],
    ]);
    const [draw, limit] = [random(1), Math.fround(0.1)];
    for (const { data } of [inputWeight, recurrentWeight, bias]) {
      for (const entry of data) expect(entry).toBe(Math.fround(0.1 * (2 * draw.next() - 1)));
      expect(data.every((entry) => Math.abs(entry) <= limit)).toBe(true);
    }
  });

  test("is f32 unless told", () => {
    expect(Object.values(randomRnnWeights(random(1), 2, 3)).map(precisionOf)).toEqual(["f32", "f32", "f32"]);
    const f64 = randomRnnWeights(random(1), 2, 3, { precision: "f64" });
    expect(Object.values(f64).map(precisionOf)).toEqual(["f64", "f64", "f64"]);
  });
});

describe("refuses", () => {
  const f32 = { inputWeight: matrix(1, 2), recurrentWeight: matrix(2, 2), bias: matrix(1, 2) };
  const spoilt = matrixFromRows([
    [1, 2],
    [3, Number.NaN],
  ]);
  const on = (x: unknown, state: unknown, label?: string) =>
    rnn({ ...f32, ...(label !== undefined && { label }) }).step(x as never, state as never);
  const tape = new Tape();
  const [x, h] = [tape.constant(matrix(3, 1)), tape.constant(matrix(3, 2))];
  const old = new Tape();
  const stale = old.constant(matrix(3, 1));
  old.reset();
  test.each<[string, () => unknown, string]>([
    [
      "no settings",
      () => rnn(undefined as never),
      "rnn: expected a record of settings, came undefined. Likely fix: write rnn({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "a missing weight",
      () => rnn({ ...f32, recurrentWeight: undefined } as never),
      "rnn, recurrentWeight: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "NaN",
      () => rnn({ ...f32, recurrentWeight: spoilt }),
      "rnn: expected finite numbers in recurrentWeight, came NaN in row 1, column 1. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "infinity",
      () => rnn({ ...f32, bias: matrix(1, 2, [-Infinity, 0]) }),
      "rnn: expected finite numbers in bias, came -Infinity in row 0, column 0. Likely fix: look for the step that made it; one such number spoils every later state.",
    ],
    [
      "mixed precisions",
      () => rnn({ ...f32, bias: matrix(1, 2, undefined, "f64") }),
      "rnn: expected bias in f32, as inputWeight, came f64. Likely fix: give all weights one precision with convertPrecision.",
    ],
    [
      "no hidden unit",
      () => rnn({ ...f32, recurrentWeight: matrix(0, 0) }),
      "rnn: expected the hidden size to be a whole number from 1 on, came 0. Likely fix: pass the hidden size as a count.",
    ],
    [
      "a recurrent weight that is not square",
      () => rnn({ ...f32, recurrentWeight: matrix(2, 3) }),
      "rnn: expected recurrentWeight of shape 2×2, (hidden, hidden), came 2×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "an input weight of another width",
      () => rnn({ ...f32, inputWeight: matrix(1, 3) }),
      "rnn: expected inputWeight of shape 1×2, (input, hidden), came 1×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a bias column",
      () => rnn({ ...f32, bias: matrix(2, 1) }),
      "rnn: expected bias of shape 1×2, (1, hidden), came 2×1. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a bias of another width",
      () => rnn({ ...f32, bias: matrix(1, 3) }),
      "rnn: expected bias of shape 1×2, (1, hidden), came 1×3. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "a bias of two rows",
      () => rnn({ ...f32, bias: matrix(2, 2) }),
      "rnn: expected bias of shape 1×2, (1, hidden), came 2×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "what is no activation",
      () => rnn({ ...f32, activation: Math.tanh as never }),
      "rnn: expected an elementwise function { name, value(x), derivative(x) }, came a function without value(x), derivative(x). Likely fix: pass one object with all three.",
    ],
    [
      "an empty label",
      () => rnn({ ...f32, label: "" }),
      'rnn: expected a label of at least one character, came "". Likely fix: leave it out, or name the cell: "encoder".',
    ],
    [
      "a label that is no text",
      () => rnn({ ...f32, label: 3 as never }),
      'rnn: expected a label of at least one character, came 3. Likely fix: leave it out, or name the cell: "encoder".',
    ],
    [
      "a matrix for x",
      () => on(matrix(3, 1), { h }),
      "rnn: expected a tensor, came an object (Object). Likely fix: wrap a matrix with tape.constant(matrix).",
    ],
    [
      "no x",
      () => on(undefined, { h }),
      "rnn: expected a tensor, came undefined. Likely fix: wrap a matrix with tape.constant(matrix).",
    ],
    [
      "x from before a reset",
      () => on(stale, { h }),
      "rnn: expected a tensor made since the tape's last reset, came one made before it. Likely fix: build the computation anew in each step, and copy what you need before tape.reset().",
    ],
    [
      "x of another width",
      () => on(h, { h }, "decoder"),
      'rnn "decoder": expected an input with 1 columns, the input size, came 3×2. Likely fix: one example is one row; the columns are its features at this step.',
    ],
    [
      "no state",
      () => on(x, undefined),
      "rnn, state h: expected a tensor, came undefined. Likely fix: wrap a matrix with tape.constant(matrix) or tape.parameter(matrix).",
    ],
    [
      "a state of another tape",
      () => on(x, { h: new Tape().constant(matrix(3, 2)) }),
      "rnn, state h: expected a tensor of this tape (f32), came one of another tape (f32). Likely fix: make both with the same tape; a value can cross over as tape.constant(tensor.value).",
    ],
    [
      "a state of another width",
      () => on(x, { h: x }),
      "rnn: expected a state h of shape 3×2, (batch, hidden), came 3×1. Likely fix: give each example of the batch a row, and each hidden unit a column.",
    ],
    [
      "a state of another batch",
      () => on(x, { h: tape.constant(matrix(1, 2)) }),
      "rnn: expected a state h of shape 3×2, (batch, hidden), came 1×2. Likely fix: give each example of the batch a row, and each hidden unit a column.",
    ],
    [
      "weights of another precision than the tape",
      () => rnn(weights).step(x, { h }),
      'parameter: expected an f32 matrix, as everything on this tape, came an f64 matrix. Likely fix: use convertPrecision(matrix, "f32") or new Tape({ precision: "f64" }).',
    ],
    [
      "a seed in place of a stream",
      () => randomRnnWeights(1 as never, 1, 1),
      "randomRnnWeights: expected a stream of random numbers, came 1. Likely fix: pass random(1), where 1 is the seed.",
    ],
    [
      "a negative input size",
      () => randomRnnWeights(random(1), -1, 1),
      "randomRnnWeights: expected inputSize to be a whole number from 1 on, came -1. Likely fix: pass inputSize as a count.",
    ],
    [
      "a hidden size of 0",
      () => randomRnnWeights(random(1), 1, 0),
      "randomRnnWeights: expected hiddenSize to be a whole number from 1 on, came 0. Likely fix: pass hiddenSize as a count.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
