import { type BigNumber, evenlySpread, worstError } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { arctan } from "./arctangent.ts";

const arctanExactly = (x: BigNumber) => x.atan();

describe("within 1 unit in the last place", () => {
  test.each([
    [-3, 3],
    [0, 0.5],
    [0.4, 0.75],
    [1, 2.5],
    [2.4, 30],
    [1e3, 1e6],
    [-1e-3, 1e-3],
    [-1e-9, 1e-9],
    [1e19, 1e20],
  ])("from %d to %d", (from, to) => {
    const worst = worstError(evenlySpread(from, to, 80), arctanExactly, arctan);
    expect(worst.units, `at ${worst.x}`).toBeLessThan(1);
  });

  // Where arctan x changes from one point of expansion to the next.
  test.each([7 / 16, 11 / 16, 19 / 16, 39 / 16])("next to %d", (x) => {
    const around = evenlySpread(x * (1 - 1e-9), x * (1 + 1e-9), 40);
    expect(worstError([x, ...around], arctanExactly, arctan).units).toBeLessThan(1);
  });
});

test.each([
  [0, 0],
  [-0, -0],
  [1, Math.PI / 4],
  [-1, -Math.PI / 4],
  [Infinity, Math.PI / 2],
  [-Infinity, -Math.PI / 2],
  [1.7976931348623157e308, Math.PI / 2],
  [5e-324, 5e-324],
  [-1e-310, -1e-310],
  [Number.NaN, Number.NaN],
])("arctan %d is exactly %d", (x, expected) => {
  expect(arctan(x)).toBe(expected);
});

test("is odd to the last bit, rises, and stays within ±π/2", () => {
  const points = evenlySpread(0, 5, 5000).sort((a, b) => a - b);
  let below = 0;
  for (const x of points) {
    const value = arctan(x);
    expect(arctan(-x)).toBe(-value);
    expect(value).toBeGreaterThan(below);
    expect(value).toBeLessThanOrEqual(Math.PI / 2);
    below = value;
  }
});
