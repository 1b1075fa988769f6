import fc from "fast-check";
import type { BigNumber } from "mathjs";
import { describe, expect, test } from "vitest";
import { erf, erfc, erfDerivative } from "./error-function.ts";
import { exactly, mathematics, unitsOff } from "./exact-numbers.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const rootPi = (mathematics.evaluate("pi") as BigNumber).sqrt();
const gaussian = (x: BigNumber) => x.times(x).neg().exp();

/** 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1 · 3 · 5 ⋯ (2n+1)), in 64 digits. */
function series(x: number): BigNumber {
  const exact = exactly(x);
  let [term, sum] = [exact, exact];
  for (let n = 1; !term.abs().lt(sum.abs().times(1e-64)); n++) {
    term = term
      .times(exact)
      .times(exact)
      .times(2)
      .div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum.times(2).div(rootPi).times(gaussian(exact));
}

/** erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), for x from 4 on, in 30 digits or more. */
function continuedFraction(x: number): BigNumber {
  const exact = exactly(x);
  let below = exactly(0);
  for (let k = 300; k > 0; k--) below = exactly(k / 2).div(exact.plus(below));
  return gaussian(exact).div(rootPi).div(exact.plus(below));
}

const exactErfc = (x: number) => (x < 4 ? exactly(1).minus(series(x)) : continuedFraction(x));

test("the two references agree where both hold", () => {
  const difference = exactly(1).minus(series(4)).div(continuedFraction(4)).minus(1).toNumber();
  expect(Math.abs(difference)).toBeLessThan(1e-25);
});

describe("in units in the last place", () => {
  test.each([
    ["erf", 1, erf, series, [between(-0.9, 0.9), between(0.8, 1.3), between(-6, 6), between(-1e-9, 1e-9)]],
    ["erfc", 3, erfc, exactErfc, [between(-6, 1.3), between(0.8, 1.3), between(1.2, 3), between(3, 27.2)]],
    [
      "erf′",
      3,
      erfDerivative,
      (x: number) => gaussian(exactly(x)).times(2).div(rootPi),
      [between(-2, 2), between(-27.2, 27.2)],
    ],
  ] as const)("%s is within %d", (_, bound, f, reference, ranges) => {
    fc.assert(
      fc.property(fc.oneof(...ranges), (x) => {
        if (x !== 0) expect(unitsOff(f(x), reference(x))).toBeLessThan(bound);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

test.each([
  [0, 0, 1],
  [-0, -0, 1],
  [Infinity, 1, 0],
  [-Infinity, -1, 2],
  [28, 1, 0],
  [-28, -1, 2],
  [Number.NaN, Number.NaN, Number.NaN],
])("erf %d = %d and erfc is %d", (x, ofErf, ofErfc) => {
  expect([erf(x), erfc(x)]).toEqual([ofErf, ofErfc]);
});

test("erf is odd and stays within ±1, its derivative is even and largest at 0", () => {
  fc.assert(
    fc.property(between(-30, 30), (x) => {
      expect(erf(-x)).toBe(-erf(x));
      expect(Math.abs(erf(x))).toBeLessThanOrEqual(1);
      expect(erfDerivative(-x)).toBe(erfDerivative(x));
      expect(erfDerivative(x)).toBeLessThanOrEqual(erfDerivative(0));
    }),
    { seed: 1 },
  );
  expect(erfDerivative(0)).toBe(2 / Math.sqrt(Math.PI));
  expect([erfDerivative(28), erfDerivative(-Infinity), erfDerivative(Number.NaN)]).toEqual([
    0,
    0,
    Number.NaN,
  ]);
});
