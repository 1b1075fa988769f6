import { describe, expect, test } from "vitest";
import { logSigmoid } from "./log-sigmoid.ts";

describe("log-sigmoid", () => {
  test("is −ln 2 at 0, with slope 1/2 and second derivative −1/4", () => {
    expect([logSigmoid.value(0), logSigmoid.derivative(0), logSigmoid.secondDerivative(0)]).toEqual([
      -Math.LN2,
      0.5,
      -0.25,
    ]);
  });

  test("is x where the sigmoid underflows, and −e^−x where the sigmoid rounds to 1", () => {
    expect(logSigmoid.value(-800)).toBe(-800);
    expect(logSigmoid.value(40)).toBeCloseTo(-Math.exp(-40), 30);
  });
});
