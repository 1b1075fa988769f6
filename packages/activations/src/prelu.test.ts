import { centralDifference } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { prelu, preluSlopeDerivative, preluWithSlope } from "./prelu.ts";

describe("PReLU", () => {
  test("begins with the slope 0.25 on the left", () => {
    expect([-8, 0, 3].map(prelu.value)).toEqual([-2, 0, 3]);
    expect([-8, 0, 3].map(prelu.derivative)).toEqual([0.25, 0.25, 1]);
    expect(prelu.kinks.map(({ convention }) => convention)).toEqual([
      "PReLU′(0) = a, the slope on the left, as in PyTorch and TensorFlow.",
    ]);
  });

  test.each([
    [-2, 0, -2, 1, 2],
    [-0.5, 0, -0.5, 1, 1],
    [0, 0, 0, 1, 1],
    [0.5, -Infinity, 0.5, 1, 1],
    [4, -Infinity, 1, 4, 4],
  ])(
    "with a = %d is at least %d, and its slope from %d to %d",
    (slope, least, infimum, supremum, lipschitz) => {
      const row = preluWithSlope(slope);
      expect(row.range.infimum.value).toBe(least);
      expect([row.derivativeInfimum.value, row.derivativeSupremum.value]).toEqual([infimum, supremum]);
      expect(row.lipschitz).toBe(lipschitz);
    },
  );

  test("for a negative slope is 0 at 0 alone, and folds the left side up", () => {
    const row = preluWithSlope(-0.5);
    expect(row.range.infimum.where).toEqual([{ from: 0, to: 0 }]);
    expect([-4, 4].map(row.value)).toEqual([2, 4]);
  });

  test.each([Infinity, -Infinity, Number.NaN, "0.25", undefined])("refuses the slope %s", (slope) => {
    expect(() => preluWithSlope(slope as number)).toThrow(
      /^preluWithSlope: expected slope to be a finite number, came .*\. Likely fix: pass the slope left of 0; 0\.25 is where learning starts\.$/,
    );
  });
});

describe("the derivative for the slope", () => {
  test("is min(x, 0)", () => {
    expect([-Infinity, -3, 0, 3, Infinity].map(preluSlopeDerivative)).toEqual([-Infinity, -3, 0, 0, 0]);
    expect(preluSlopeDerivative(Number.NaN)).toBeNaN();
  });

  test.each([-3, -0.5, 0, 0.5, 3])("agrees with the central difference over the slope at x = %d", (x) => {
    const ofSlope = (a: number) => preluWithSlope(a).value(x);
    expect(preluSlopeDerivative(x)).toBeCloseTo(centralDifference(ofSlope, 0.25), 9);
  });
});
