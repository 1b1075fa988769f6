import { matrix, matrixFromRows, normalMatrix, random } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnOf, rowOf } from "./line.ts";
import { momentsOf, rootOf, standardize } from "./standardization.ts";
import { exactlyStandardized } from "./test-support/exact-gradients.ts";
import { dot, relativeError, total } from "./test-support/on-a-tape.ts";

test("the moments of a column and of a row, by hand", () => {
  const x = matrixFromRows([
    [1, 10, 7],
    [3, 20, 8],
    [8, 60, 3],
    [4, 30, 2],
  ]);
  const column = momentsOf(x, columnOf(x, 1));
  expect(column).toMatchObject({ mean: 30, variance: (400 + 100 + 900 + 0) / 4 });
  expect([0, 1, 2, 3].map(column.deviation)).toEqual([-20, -10, 30, 0]);
  const row = momentsOf(x, rowOf(x, 2));
  expect(row.mean).toBeCloseTo(71 / 3, 13);
  expect(row.variance).toBeCloseTo((64 + 3600 + 9) / 3 - (71 / 3) ** 2, 11);
  expect([0, 1, 2].map(row.deviation)).toEqual([8, 60, 3].map((entry) => expect.closeTo(entry - 71 / 3, 13)));
});

test.each([0, 1e6, 1e12, -1e15])("data with the mean %d keep every digit of their spread", (mean) => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), fc.integer(), (count, seed) => {
      const draw = random(seed);
      const values = Array.from({ length: count }, () => mean + draw.normal());
      // A spread of 0, which may happen next to 1e15, has no x̂ at ε = 0.
      fc.pre(new Set(values).size > 1);
      const x = matrix(count, 1, values, "f64");
      const { normalized } = standardize("here", x, columnOf(x, 0), 0);
      const exact = exactlyStandardized({ x: values, scaledGradient: values, epsilon: 0 });
      expect(
        relativeError(
          values.map((_, e) => normalized(e)),
          exact.normalized,
        ),
      ).toBeLessThan(1e-14);
      expect(momentsOf(x, columnOf(x, 0)).mean).toBeCloseTo(mean, -1);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("mean(x²) − μ² would not: of data with the mean 1e6 and the variance 1e-6 it keeps no digit", () => {
  const { data } = normalMatrix(random(1), 1000, 1, 1e-3, "f64");
  const x = matrix(
    1000,
    1,
    data.map((entry) => entry + 1e6),
    "f64",
  );
  const { variance } = momentsOf(x, columnOf(x, 0));
  // The standard deviation of a variance of 1,000 normal numbers is √(2/1000) of it: 5 of them, false alarm 6e-7.
  expect(Math.abs(variance / 1e-6 - 1)).toBeLessThan(5 * Math.sqrt(2 / 1000));
  const [squares, mean] = [dot(x.data, x.data) / 1000, total(x.data) / 1000];
  expect(Math.abs((squares - mean * mean) / 1e-6 - 1)).toBeGreaterThan(1);
});

test.each([0.1, -1 / 3, 1e300, 5e-324])("equal entries of %d have the variance 0 exactly", (entry) => {
  const x = matrix(7, 1, new Array(7).fill(entry), "f64");
  expect(momentsOf(x, columnOf(x, 0))).toMatchObject({ mean: entry, variance: 0 });
});

test("two entries become −1 and 1 exactly at ε = 0, whatever they are", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e100, max: 1e100 }), fc.double({ min: -1e100, max: 1e100 }), (a, b) => {
      // The square of half the difference has to stay above the smallest normal number.
      fc.pre(Math.abs(b - a) > 1e-150);
      const x = matrix(1, 2, [a, b], "f64");
      const { normalized } = standardize("here", x, rowOf(x, 0), 0);
      expect([normalized(0), normalized(1)]).toEqual(b > a ? [-1, 1] : [1, -1]);
    }),
    { seed: 7, numRuns: 200 },
  );
});

describe("what has no root", () => {
  const column = { kind: "feature", index: 3 } as const;
  const notFinite =
    "Likely fix: look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged.";

  test("ε is under the root", () => {
    expect(rootOf("here", "variance", 9, column, 16)).toBe(5);
  });

  test.each([
    [
      "variance",
      "here: expected feature 3 to have a variance above 0, came 0. Likely fix: take epsilon above 0, or leave out what has equal entries only.",
    ],
    [
      "mean square",
      "here: expected feature 3 to have a mean square above 0, came 0. Likely fix: take epsilon above 0, or leave out what has zeros only.",
    ],
    [
      "squared norm",
      "here: expected feature 3 to have a squared norm above 0, came 0. Likely fix: start from random weights: zeros have no direction.",
    ],
  ] as const)("a %s of 0 at ε = 0", (spread, message) => {
    expect(() => rootOf("here", spread, 0, column, 0)).toThrow(new Error(message));
    expect(rootOf("here", spread, 0, column, 4)).toBe(2);
  });

  test.each([Number.NaN, Infinity])("a variance of %d", (value) => {
    expect(() => rootOf("here", "variance", value, column, 1)).toThrow(
      new Error(`here: expected feature 3 to have a finite variance, came ${value}. ${notFinite}`),
    );
  });
});
