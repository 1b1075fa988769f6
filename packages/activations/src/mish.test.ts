import { describe, expect, test } from "vitest";
import { mish } from "./mish.ts";

describe("Mish", () => {
  test("has f(0) = 0, f′(0) = 3/5 and f″(0) = 16/25", () => {
    expect(mish.value(0)).toBe(0);
    expect(mish.derivative(0)).toBeCloseTo(3 / 5, 15);
    expect(mish.secondDerivative(0)).toBeCloseTo(16 / 25, 15);
  });

  test.each([
    ["least value", mish.range.infimum, -1.1924312145154952121, -0.30884341301725040663],
    ["steepest fall", mish.derivativeInfimum, -2.25637639636079312, -0.11252612238946255641],
    ["steepest rise", mish.derivativeSupremum, 1.4905711794854284593, 1.0884981612517278612],
  ])("its %s is where it should be", (_, bound, place, value) => {
    expect(bound).toEqual({ value, reached: true, where: [{ from: place, to: place }] });
  });

  test("has a slope above 1 from 0.79576859355534499 on", () => {
    expect(mish.derivative(0.7957)).toBeLessThan(1);
    expect(mish.derivative(0.7958)).toBeGreaterThan(1);
  });

  test("is alive where ln(1 + e^x) from rounded values is 0, and no number where e^x overflows", () => {
    expect(mish.value(-40)).toBeCloseTo(-40 * Math.exp(-40), 28);
    expect(mish.value(-745)).toBeLessThan(0);
    expect([mish.value(800), mish.derivative(800), mish.secondDerivative(800)]).toEqual([800, 1, -0]);
    expect(mish.secondDerivative(370)).toBeLessThan(0);
  });

  test("is the same from both of its forms, next to 0", () => {
    for (const f of [mish.value, mish.derivative, mish.secondDerivative]) {
      expect(f(1e-12) - f(-1e-12)).toBeCloseTo(0, 11);
    }
  });
});
