import { describe, expect, test } from "vitest";
import { hardSwish } from "./hard-swish.ts";
import { silu } from "./silu.ts";

describe("hard swish", () => {
  test("is 0 up to −3, x from 3 on, and x (x + 3) / 6 between", () => {
    expect([-Infinity, -4, -3, -1.5, 0, 1, 3, 4, Infinity].map(hardSwish.value)).toEqual([
      0,
      0,
      0,
      -3 / 8,
      0,
      4 / 6,
      3,
      4,
      Infinity,
    ]);
  });

  test("its slope jumps from 0 to −1/2 at −3 and from 3/2 to 1 at 3", () => {
    const epsilon = 2 ** -51;
    expect([-3, -3 + epsilon, 3, 3 + epsilon].map(hardSwish.derivative)).toEqual([
      0,
      -0.5 + epsilon / 3,
      1.5,
      1,
    ]);
    expect([-3, -3 + epsilon, 3, 3 + epsilon].map(hardSwish.secondDerivative)).toEqual([0, 1 / 3, 1 / 3, 0]);
    expect(hardSwish.kinks.map(({ convention }) => convention)).toEqual([
      "hardswish′(−3) = 0, the slope on the left.",
      "hardswish′(3) = 3/2, the slope on the left.",
    ]);
  });

  test("is steeper than SiLU ever is, and reaches 3/2 by convention only", () => {
    expect(hardSwish.lipschitz).toBeGreaterThan(silu.lipschitz);
    expect([hardSwish.derivativeInfimum.reached, hardSwish.derivativeSupremum.reached]).toEqual([
      false,
      "by convention",
    ]);
  });

  test("is within 0.1424 of SiLU", () => {
    const differences = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 100).map((x) =>
      Math.abs(hardSwish.value(x) - silu.value(x)),
    );
    expect(Math.max(...differences)).toBeCloseTo(3 * (1 - silu.value(3) / 3), 6);
  });
});
