import { exactly, parse, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { elu, eluWithAlpha } from "./elu.ts";

describe("ELU", () => {
  test("keeps the digits that e^x − 1 loses near 0", () => {
    for (const x of [-1e-3, -1e-9, -1e-12, -1e-300]) {
      const series = parse("x + x^2 / 2 + x^3 / 6 + x^4 / 24 + x^5 / 120 + x^6 / 720").evaluate({
        x: exactly(x),
      });
      expect(unitsInTheLastPlace(series, elu.value(x))).toBeLessThanOrEqual(4);
    }
    expect(elu.value(-1e-12)).not.toBe(Math.exp(-1e-12) - 1);
  });

  test("has a slope where f + 1 has none left, and loses it only where e^x underflows", () => {
    expect(elu.value(-38) + 1).toBe(0);
    expect(elu.derivative(-38)).toBeCloseTo(Math.exp(-38), 30);
    expect(elu.derivative(-745)).toBeGreaterThan(0);
    expect(elu.derivative(-746)).toBe(0);
  });

  test("is smooth at 0 for α = 1 only", () => {
    expect(elu.kinks).toEqual([]);
    expect(elu.derivative(0)).toBe(1);
    expect(eluWithAlpha(0.5).kinks).toEqual([
      {
        at: 0,
        left: 0.5,
        right: 1,
        derivative: 0.5,
        convention: "ELU′(0) = α, the slope on the left, as in PyTorch.",
      },
    ]);
  });

  // For α > 1 the left side is steeper, and its slope α is that of one point only.
  test.each([
    [0.5, { value: 1, reached: true, where: [{ from: 0, to: Infinity }] }],
    [
      1,
      {
        value: 1,
        reached: true,
        where: [
          { from: 0, to: 0 },
          { from: 0, to: Infinity },
        ],
      },
    ],
    [3, { value: 3, reached: "by convention", where: [{ from: 0, to: 0 }] }],
  ])("with α = %d has its steepest slope where it should", (alpha, supremum) => {
    expect(eluWithAlpha(alpha).derivativeSupremum).toEqual(supremum);
  });

  test("with α = 1e5 keeps the digits of slopes that α lifts out of the subnormal numbers", () => {
    const expected = parse("1e5 * exp(-740)").evaluate();
    expect(unitsInTheLastPlace(expected, eluWithAlpha(1e5).derivative(-740))).toBeLessThanOrEqual(4);
    expect(unitsInTheLastPlace(expected, eluWithAlpha(1e5).secondDerivative(-740))).toBeLessThanOrEqual(4);
  });

  test.each([0, -1, Infinity, Number.NaN, "1", undefined])("refuses α = %s", (alpha) => {
    expect(() => eluWithAlpha(alpha as number)).toThrow(
      /^eluWithAlpha: expected alpha to be a finite number above 0, came /,
    );
  });
});
