import { describe, expect, test } from "vitest";
import { softsign } from "./softsign.ts";

describe("softsign", () => {
  test("is x / (1 + |x|), ±1 at ±∞", () => {
    expect([-Infinity, -3, 0, 1, Infinity].map(softsign.value)).toEqual([-1, -0.75, 0, 0.5, 1]);
    expect([-3, 0, 1].map(softsign.derivative)).toEqual([1 / 16, 1, 1 / 4]);
  });

  test("has a second derivative that jumps at 0 from 2 to −2", () => {
    expect([-Number.MIN_VALUE, 0, Number.MIN_VALUE].map(softsign.secondDerivative)).toEqual([2, 2, -2]);
    expect(softsign.kinks).toEqual([]);
  });

  test("still has a slope where that of tanh is 1e-16, and where the square of x overflows", () => {
    expect(softsign.derivative(19.06)).toBeCloseTo(2.5e-3, 4);
    expect(softsign.derivative(2e154)).toBeGreaterThan(2.4e-309);
    expect(softsign.secondDerivative(1e90)).toBeLessThan(-1.9e-270);
  });
});
