import { describe, expect, test } from "vitest";
import { arctan } from "./arctan.ts";

describe("arctan", () => {
  test("goes to ±π/2, through π/4 at 1", () => {
    expect([-Infinity, 0, 1, Infinity].map(arctan.value)).toEqual([
      -Math.PI / 2,
      0,
      Math.PI / 4,
      Math.PI / 2,
    ]);
  });

  test("has the slope 1 at 0, 1/2 at ±1, and bends most at 1/√3, by 3√3/8", () => {
    expect([-1, 0, 1].map(arctan.derivative)).toEqual([0.5, 1, 0.5]);
    expect([-1, 1].map(arctan.secondDerivative)).toEqual([0.5, -0.5]);
    expect(arctan.secondDerivative(Math.sqrt(1 / 3))).toBeCloseTo((-3 * Math.sqrt(3)) / 8, 15);
  });

  test("still has a slope where that of tanh is 1e-16, and where the square of x overflows", () => {
    expect(arctan.derivative(19.06)).toBeCloseTo(2.745e-3, 5);
    expect(arctan.derivative(2e154)).toBeGreaterThan(2.4e-309);
    expect(arctan.secondDerivative(1e90)).toBeLessThan(-1.9e-270);
  });
});
