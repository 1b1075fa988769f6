import { describe, expect, test } from "vitest";
import { softplus } from "./softplus.ts";

describe("softplus", () => {
  test("is ln 2 at 0, with slope 1/2 and second derivative 1/4", () => {
    expect([softplus.value(0), softplus.derivative(0), softplus.secondDerivative(0)]).toEqual([
      Math.LN2,
      0.5,
      0.25,
    ]);
  });

  test("is x where e^x overflows, and e^x where 1 + e^x rounds to 1", () => {
    expect(softplus.value(800)).toBe(800);
    expect(softplus.value(-40)).toBeCloseTo(Math.exp(-40), 30);
  });
});
