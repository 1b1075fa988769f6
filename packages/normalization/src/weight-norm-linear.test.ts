import {
  checkGradient,
  linear,
  matrix,
  matrixFromRows,
  normalMatrix,
  probe,
  random,
  Tape,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { relativeError } from "./test-support/on-a-tape.ts";
import { weightNormLinear } from "./weight-norm-linear.ts";

const weight = matrixFromRows(
  [
    [3, 0],
    [-4, 2],
  ],
  "f64",
);
const bias = matrixFromRows([[10, 20]], "f64");

test("its parameters are the given weight as the direction, its norms as the gain, and the bias", () => {
  const values = (layer: ReturnType<typeof weightNormLinear>) => layer.parameters().map(({ value }) => value);
  expect(values(weightNormLinear({ weight, bias }))).toEqual([weight, matrix(1, 2, [5, 2], "f64"), bias]);
  expect(values(weightNormLinear({ weight }))).toEqual([weight, matrix(1, 2, [5, 2], "f64")]);
  expect(values(weightNormLinear({ weight, bias }))[0]).toBe(weight);
  expect(values(weightNormLinear({ weight: matrix(1, 1, [-2]) }))[1]).toEqual(matrix(1, 1, [2]));
});

test("starts as the linear layer of the same weight", () => {
  const draw = random(1);
  const [weight, bias, x] = [
    [4, 3],
    [1, 3],
    [5, 4],
  ].map(([rows = 0, columns = 0]) => normalMatrix(draw, rows, columns, 1, "f64"));
  if (!weight || !bias || !x) throw new Error("three matrices");
  for (const settings of [{ weight }, { weight, bias }]) {
    const tape = new Tape({ precision: "f64" });
    const [z, expected] = [weightNormLinear(settings), linear(settings)].map((layer) =>
      layer.forward(tape, tape.constant(x)),
    );
    expect(relativeError(z?.value.data ?? [], expected?.value.data ?? [])).toBeLessThan(1e-15 * 10);
  }
});

test("passes the gradient on to x, the direction, the gain and the bias", () => {
  const layer = weightNormLinear({
    weight: matrixFromRows(
      [
        [3, 0],
        [-4, 2],
      ],
      "f64",
    ),
    bias,
  });
  const x = matrixFromRows(
    [
      [1, 2],
      [3, 5],
    ],
    "f64",
  );
  expect(checkGradient((tape, x) => layer.forward(tape, x), [x])).toMatchObject({ passed: true });
  const tape = new Tape({ precision: "f64" });
  layer.forward(tape, tape.constant(x)).sum().backward();
  // G = [[4, 4], [7, 7]] and v̂ = (0.6, −0.8) and (0, 1).
  const [direction, gain, b] = layer.parameters().map(({ gradient }) => Array.from(gradient?.data ?? []));
  expect(gain).toEqual([expect.closeTo(0.6 * 4 - 0.8 * 7, 14), 7]);
  expect(direction).toEqual([4 + 0.6 * 3.2, 4, 7 - 0.8 * 3.2, 0].map((entry) => expect.closeTo(entry, 14)));
  expect(b).toEqual([2, 2]);
});

test("a label names the parameters and the result", () => {
  const tape = new Tape({ precision: "f64" });
  weightNormLinear({ weight }).forward(tape, tape.constant(weight));
  expect(probe(tape)).toEqual([]);
  weightNormLinear({ weight, bias, label: "layer 1" }).forward(tape, tape.constant(weight));
  expect(probe(tape).map(({ label }) => label)).toEqual([
    "layer 1 direction",
    "layer 1 gain",
    "layer 1 bias",
    "layer 1",
  ]);
});

describe("refuses", () => {
  test.each([
    [
      undefined,
      "weightNormLinear: expected a record of settings, came undefined. Likely fix: write weightNormLinear({ weight, bias }).",
    ],
    [
      { weight: 3 },
      "weightNormLinear: expected a matrix, came 3. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      { weight: matrix(0, 2) },
      "weightNormLinear: expected at least one row and one column, came 0×2. Likely fix: check that nothing is empty, such as the batch.",
    ],
    [
      { weight, bias: matrix(2, 1, [1, 2], "f64") },
      "weightNormLinear: expected bias of shape 1×2 beside a matrix of shape 2×2, came 2×1. Likely fix: give bias one row, with an entry for each column.",
    ],
    [
      { weight: matrix(2, 2, [0, 1, 0, 2]), label: "l" },
      'weightNormLinear "l": expected unit 0 to have a squared norm above 0, came 0. Likely fix: start from random weights: zeros have no direction.',
    ],
    [
      { weight: matrix(2, 1, [1, Number.NaN]) },
      "weightNormLinear: expected unit 0 to have a finite squared norm, came NaN. Likely fix: look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged.",
    ],
  ])("%o", (settings, message) => {
    expect(() => weightNormLinear(settings as never)).toThrow(new Error(message));
  });

  test("an input that does not fit", () => {
    const tape = new Tape({ precision: "f64" });
    const layer = weightNormLinear({ weight, label: "l" });
    expect(() => layer.forward(tape, tape.constant(matrix(4, 3, undefined, "f64")))).toThrow(
      new Error(
        'weightNormLinear "l": expected an input with 2 columns, one for each feature, came 4×3. Likely fix: give this layer the fan-out of the one before as its features.',
      ),
    );
    expect(() => layer.forward(new Tape(), tape.constant(weight))).toThrow(
      /^weightNormLinear "l": expected a tensor of this tape/,
    );
  });

  test("what is no tensor", () => {
    expect(() => weightNormLinear({ weight }).forward(new Tape(), undefined as never)).toThrow(
      /^weightNormLinear: expected a tensor, came undefined/,
    );
  });

  test("a direction that became zero, in the step where it is used", () => {
    const weight = matrix(1, 1, [2]);
    const layer = weightNormLinear({ weight, label: "l" });
    weight.data[0] = 0;
    const tape = new Tape();
    expect(() => layer.forward(tape, tape.constant(matrix(1, 1)))).toThrow(
      /^weightNormLinear "l": expected unit 0/,
    );
  });
});
