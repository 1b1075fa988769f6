import { describe, expect, test } from "vitest";
import { matrix, matrixFromRows } from "../matrix.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type ByHand, valueAndGradients } from "./by-hand.ts";

const target = matrixFromRows([[0, 1]], "f64");

const cases: ByHand[] = [
  ["meanSquaredError", [[[2, 4]]], (x) => x.meanSquaredError(target), [[6.5]], [[[2, 3]]]],
  ["binaryCrossEntropy", [[[0, 0]]], (z) => z.binaryCrossEntropy(target), [[Math.LN2]], [[[0.25, -0.25]]]],
  [
    "softmaxCrossEntropy of two equal classes, twice",
    [
      [
        [0, 0],
        [7, 7],
      ],
    ],
    (z) => z.softmaxCrossEntropy([0, 1]),
    [[Math.LN2]],
    [
      [
        [-0.25, 0.25],
        [0.25, -0.25],
      ],
    ],
  ],
  ["softmaxCrossEntropy of one class", [[[5]]], (z) => z.softmaxCrossEntropy([0]), [[0]], [[[0]]]],
];

test.each(cases)("%s by hand", (_, inputs, build, value, gradients) => {
  expect(valueAndGradients(inputs, build)).toEqual({ value, gradients });
});

describe("where rounding would hide the gradient", () => {
  test.each([
    [40, 1],
    [-40, 0],
  ])("binaryCrossEntropy of a confident right answer (%s) is e^−40, and so is its gradient", (z, t) => {
    const { value, gradients } = valueAndGradients([[[z]]], (logits) =>
      logits.binaryCrossEntropy(matrix(1, 1, [t], "f64")),
    );
    expect((value[0]?.[0] as number) / Math.exp(-40)).toBeCloseTo(1, 14);
    expect((gradients[0]?.[0]?.[0] as number) / (-Math.sign(z) * Math.exp(-40))).toBeCloseTo(1, 14);
  });

  test("binaryCrossEntropy of a confident wrong answer is |z|, not infinite", () => {
    const wrong = matrix(1, 2, [0, 1]);
    const build = (logits: Tensor) => logits.binaryCrossEntropy(wrong);
    expect(valueAndGradients([[[1000, -1000]]], build, { precision: "f32" })).toEqual({
      value: [[1000]],
      gradients: [[[0.5, -0.5]]],
    });
  });

  test("softmaxCrossEntropy of a confident right answer is e^−40, and so is its gradient", () => {
    const { value, gradients } = valueAndGradients([[[40, 0]]], (z) => z.softmaxCrossEntropy([0]));
    expect((value[0]?.[0] as number) / Math.exp(-40)).toBeCloseTo(1, 14);
    expect((gradients[0]?.[0]?.[0] as number) / -Math.exp(-40)).toBeCloseTo(1, 14);
    expect((gradients[0]?.[0]?.[1] as number) / Math.exp(-40)).toBeCloseTo(1, 14);
  });

  test.each(["f32", "f64"] as const)("softmaxCrossEntropy of ±1e4 is the distance, in %s", (precision) => {
    const build = (z: Tensor) => z.softmaxCrossEntropy([1]);
    expect(valueAndGradients([[[1e4, -1e4]]], build, { precision })).toEqual({
      value: [[2e4]],
      gradients: [[[1, -1]]],
    });
  });
});

test("softmaxCrossEntropy is the mean of −logSoftmax at the classes", () => {
  const rows = [
    [0.5, -1, 2],
    [3, 0, -0.5],
  ];
  const direct = valueAndGradients([rows], (z) => z.softmaxCrossEntropy([2, 1]));
  const chosen = matrixFromRows(
    [
      [0, 0, 1],
      [0, 1, 0],
    ],
    "f64",
  );
  const composed = valueAndGradients([rows], (z) =>
    z
      .logSoftmax()
      .mask(chosen)
      .sum()
      .scale(-1 / 2),
  );
  expect(direct.value[0]?.[0]).toBeCloseTo(composed.value[0]?.[0] as number, 14);
  direct.gradients.flat(2).forEach((gradient, at) => {
    expect(gradient).toBeCloseTo(composed.gradients.flat(2)[at] as number, 14);
  });
});

test.each([
  ["meanSquaredError", (x: Tensor) => x.meanSquaredError(target)],
  ["binaryCrossEntropy", (x: Tensor) => x.binaryCrossEntropy(target)],
  ["softmaxCrossEntropy", (x: Tensor) => x.softmaxCrossEntropy([0])],
])("NaN passes through %s", (_, build) => {
  expect(valueAndGradients([[[1, Number.NaN]]], build).value).toEqual([[Number.NaN]]);
});

describe("refuses what does not fit", () => {
  const tape = new Tape();
  const of = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const refused: [string, () => Tensor, string][] = [
    [
      "a target of another shape",
      () => of(2, 3).meanSquaredError(matrix(2, 1)),
      "meanSquaredError: expected a target of the shape of the prediction, 2×3, came 2×1",
    ],
    ["an empty batch", () => of(0, 1).meanSquaredError(matrix(0, 1)), "expected at least one entry"],
    [
      "a target above 1",
      () => of(2, 2).binaryCrossEntropy(matrix(2, 2, [0, 1, 2, 0])),
      "binaryCrossEntropy: expected targets between 0 and 1, came 2 in row 1, column 0. Likely fix: code the classes as 0 and 1.",
    ],
    [
      "a class that has no column",
      () => of(2, 3).softmaxCrossEntropy([0, 3]),
      "softmaxCrossEntropy: expected classes to be whole numbers from 0 on and below 3, came 3 at place 1. Likely fix: give one class a row, counted from 0; the logits have one column for each class.",
    ],
    [
      "too few classes",
      () => of(2, 3).softmaxCrossEntropy([0]),
      "softmaxCrossEntropy: expected 2 classes, one for each row of 2×3, came 1",
    ],
    ["too many classes", () => of(2, 3).softmaxCrossEntropy([0, 1, 2]), "one for each row of 2×3, came 3"],
    [
      "classes as a matrix",
      () => of(2, 3).softmaxCrossEntropy(matrix(2, 1) as never),
      "softmaxCrossEntropy: expected classes as a list of whole numbers, came an object (Object)",
    ],
    ["no rows", () => of(0, 3).softmaxCrossEntropy([]), "softmaxCrossEntropy: expected at least one entry"],
    ["no classes", () => of(1, 0).softmaxCrossEntropy([0]), "and below 0, came 0 at place 0"],
  ];
  test.each(refused)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
