import { parse, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { erf } from "./erf.ts";

describe("erf", () => {
  test("has the slope 2/√π at 0, which is its steepest", () => {
    const slope = parse("2 / sqrt(pi)").evaluate();
    expect(unitsInTheLastPlace(slope, erf.derivative(0))).toBeLessThanOrEqual(1);
    expect([erf.lipschitz, erf.derivativeSupremum.value]).toEqual([erf.derivative(0), erf.derivative(0)]);
  });

  test("bends most at ±1/√2, by (4/√π) e^(−1/2) / √2", () => {
    const bend = parse("4 / sqrt(pi) * exp(-1/2) / sqrt(2)").evaluate().toNumber();
    for (const x of [-Math.SQRT1_2, Math.SQRT1_2]) {
      expect(erf.secondDerivative(x)).toBeCloseTo(-Math.sign(x) * bend, 15);
    }
  });

  test("has a second derivative down to where e^(−x²) times x underflows", () => {
    expect(erf.secondDerivative(-27.2)).toBeGreaterThan(0);
    expect([
      erf.secondDerivative(28),
      erf.secondDerivative(-Infinity),
      erf.secondDerivative(Infinity),
    ]).toEqual([-0, 0, -0]);
  });

  test("has f32 forms, as sigmoid and tanh", () => {
    expect(erf.f32?.value(1)).toBe(Math.fround(0.8427007929497149));
  });
});
