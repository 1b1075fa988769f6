import { describe, expect, test } from "vitest";
import type { Grouping } from "../grouping.ts";
import { matrix } from "../matrix.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { type ByHand, rowsOf, valueAndGradients } from "./by-hand.ts";

const table = [
  [1, 5, 3],
  [4, 2, 6],
];
const ones = [
  [1, 1, 1],
  [1, 1, 1],
];
const scaled = (factor: number) => ones.map((row) => row.map(() => factor));

const cases: ByHand[] = [
  ["sum", [table], (x) => x.sum(), [[21]], [ones]],
  ["sum by row", [table], (x) => x.sum("byRow"), [[9], [12]], [ones]],
  ["sum by column", [table], (x) => x.sum("byColumn"), [[5, 7, 9]], [ones]],
  ["mean", [table], (x) => x.mean(), [[3.5]], [scaled(1 / 6)]],
  ["mean by row", [table], (x) => x.mean("byRow"), [[3], [4]], [scaled(1 / 3)]],
  ["mean by column", [table], (x) => x.mean("byColumn"), [[2.5, 3.5, 4.5]], [scaled(1 / 2)]],
  [
    "max",
    [table],
    (x) => x.max(),
    [[6]],
    [
      [
        [0, 0, 0],
        [0, 0, 1],
      ],
    ],
  ],
  [
    "max by row",
    [table],
    (x) => x.max("byRow"),
    [[5], [6]],
    [
      [
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
  ],
  [
    "max by column",
    [table],
    (x) => x.max("byColumn"),
    [[4, 5, 6]],
    [
      [
        [0, 1, 0],
        [1, 0, 1],
      ],
    ],
  ],
  ["max gives the gradient to the first of equals", [[[2, 7, 7]]], (x) => x.max(), [[7]], [[[0, 1, 0]]]],
  ["max of infinities", [[[-Infinity, Infinity]]], (x) => x.max(), [[Infinity]], [[[0, 1]]]],
  ["max of NaN is NaN", [[[1, Number.NaN, 9]]], (x) => x.max(), [[Number.NaN]], [[[0, 1, 0]]]],
  ["max of two NaN", [[[Number.NaN, Number.NaN]]], (x) => x.max(), [[Number.NaN]], [[[1, 0]]]],
  ["norm", [[[3], [-4]]], (x) => x.norm(), [[5]], [[[3 / 5], [-4 / 5]]]],
  ["norm of zeros", [[[0, 0]]], (x) => x.norm(), [[0]], [[[0, 0]]]],
  [
    "norm of what squares to 0 in float64",
    [[[3e-200, 4e-200]]],
    (x) => x.norm(),
    [[5e-200]],
    [[[3 / 5, 4 / 5]]],
  ],
];

test.each(cases)("%s by hand", (_, inputs, build, value, gradients) => {
  const received = valueAndGradients(inputs, build);
  expect(received.value).toEqual(value);
  received.gradients.flat(2).forEach((gradient, at) => {
    expect(gradient).toBeCloseTo(gradients.flat(2)[at] as number, 15);
  });
  expect(received.gradients.flat(2)).toHaveLength(gradients.flat(2).length);
});

test("the mean of a row in f32 is rounded once", () => {
  const row = [16777216, 1, 1];
  const { value } = valueAndGradients([[row]], (x) => x.mean("byRow"), { precision: "f32" });
  expect(value).toEqual([[Math.fround(16777218 / 3)]]);
});

describe("where a group or the list of groups is empty", () => {
  const shapes: [string, [number, number], (x: Tensor) => Tensor, number[][]][] = [
    ["the sum of an empty row is 0", [2, 0], (x) => x.sum("byRow"), [[0], [0]]],
    ["no columns have no sums", [2, 0], (x) => x.sum("byColumn"), [[]]],
    ["no rows have no means", [0, 3], (x) => x.mean("byRow"), []],
    ["no rows of nothing have no means", [0, 0], (x) => x.mean("byRow"), []],
    ["no columns have no maxima", [3, 0], (x) => x.max("byColumn"), [[]]],
    ["the norm is 0", [0, 3], (x) => x.norm(), [[0]]],
  ];
  test.each(shapes)("%s", (_, [rows, columns], build, value) => {
    expect(rowsOf(build(new Tape().constant(matrix(rows, columns))).value)).toEqual(value);
  });
});

test.each(["sum", "mean", "norm"] as const)("NaN passes through %s", (name) => {
  const { value, gradients } = valueAndGradients([[[1, Number.NaN]]], (x) => x[name]().mul(x));
  expect(value[0]?.[0]).toBeNaN();
  expect(gradients[0]?.[0]?.[0]).toBeNaN();
});

describe("refuses what does not fit", () => {
  const of = (rows: number, columns: number) => new Tape().constant(matrix(rows, columns));
  const refused: [string, () => Tensor, string][] = [
    [
      "mean of nothing",
      () => of(0, 3).mean(),
      "mean: expected at least one entry to take the mean of, came 0×3. Likely fix: check that the batch is not empty.",
    ],
    ["mean of empty columns", () => of(0, 3).mean("byColumn"), "mean: expected at least one entry"],
    [
      "max of nothing",
      () => of(3, 0).max(),
      "max: expected at least one entry to take the maximum of, came 3×0",
    ],
    ["max of empty rows", () => of(3, 0).max("byRow"), "max: expected at least one entry"],
    [
      "another grouping",
      () => of(1, 1).sum("row" as Grouping),
      'sum: expected the grouping "byRow", "byColumn" or "overAll", came "row". Likely fix: "byRow" gives one result for each row, "byColumn" one for each column.',
    ],
    ["a number", () => of(1, 1).max(1 as unknown as Grouping), "max: expected the grouping"],
  ];
  test.each(refused)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
