import { type BigNumber, evenlySpread, parse, worstError } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { standardNormalDensity, standardNormalDistribution } from "./normal-distribution.ts";

function exactly(formula: string): (x: BigNumber) => BigNumber {
  const compiled = parse(formula).compile();
  return (x) => compiled.evaluate({ x });
}

describe("against 64-digit arithmetic, in units in the last place", () => {
  test.each([
    [-5, 5],
    [5, 37],
    [-38.6, -37],
    [-1e-6, 1e-6],
  ])("the density is within 2 from %d to %d", (from, to) => {
    const expected = exactly("exp(-x^2 / 2) / sqrt(2 * pi)");
    const worst = worstError(evenlySpread(from, to, 150), expected, standardNormalDensity);
    expect(worst.units, `at ${worst.x}`).toBeLessThan(2);
  });

  test.each([
    [-1.8, 1.8],
    [-2, -1],
    [-8, -1.7],
    [-37, -8],
    [-38.6, -37],
    [1.7, 9],
    [-1e-6, 1e-6],
  ])("the distribution function is within 3 from %d to %d", (from, to) => {
    const expected = exactly("erfc(-x / sqrt(2)) / 2");
    const worst = worstError(evenlySpread(from, to, 100), expected, standardNormalDistribution);
    expect(worst.units, `at ${worst.x}`).toBeLessThan(3);
  });
});

test.each([
  // x, φ(x), Φ(x)
  [0, 0.3989422804014327, 0.5],
  [-0, 0.3989422804014327, 0.5],
  [5e-324, 0.3989422804014327, 0.5],
  [-Infinity, 0, 0],
  [Infinity, 0, 1],
  [-1e300, 0, 0],
  [1e300, 0, 1],
  [-39, 0, 0],
  [39, 0, 1],
  [Number.NaN, Number.NaN, Number.NaN],
])("at %d the density is %d and the distribution function %d", (x, density, distribution) => {
  expect([standardNormalDensity(x), standardNormalDistribution(x)]).toEqual([density, distribution]);
});

test("the density is even to the last bit, and largest at 0", () => {
  for (const x of [...evenlySpread(0, 40, 2000), ...evenlySpread(0, 1e-7, 2000)]) {
    expect(standardNormalDensity(-x)).toBe(standardNormalDensity(x));
    expect(standardNormalDensity(x)).toBeLessThanOrEqual(standardNormalDensity(0));
  }
});

test("Φ(x) + Φ(−x) = 1, and Φ rises from 0 to 1", () => {
  const points = evenlySpread(-9, 9, 2000).sort((a, b) => a - b);
  let below = 0;
  for (const x of points) {
    const value = standardNormalDistribution(x);
    expect(Math.abs(value + standardNormalDistribution(-x) - 1)).toBeLessThanOrEqual(2 ** -52);
    expect(value).toBeGreaterThanOrEqual(below);
    expect(value).toBeLessThanOrEqual(1);
    below = value;
  }
});

test("the last positive values are subnormal", () => {
  expect(standardNormalDistribution(-38.4)).toBeGreaterThan(0);
  expect(standardNormalDistribution(-38.4)).toBeLessThan(1e-321);
  expect(standardNormalDensity(38.5)).toBeGreaterThan(0);
});
