import { parse } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { gelu } from "./gelu.ts";
import { geluTanh } from "./gelu-tanh.ts";

describe("GELU-tanh", () => {
  const difference = (x: number) => geluTanh.value(x) - gelu.value(x);

  test("is x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))", () => {
    const formula = parse("x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))").compile();
    for (const x of [-3, -1, -0.1, 0.3, 2, 6]) {
      const expected = formula.evaluate({ x: parse(`${x}`).evaluate() }).toNumber();
      expect(Math.abs(geluTanh.value(x) / expected - 1)).toBeLessThan(1e-14);
    }
  });

  test("is within 4.7323552068728488e-4 of GELU, which it reaches at ±2.6989413863772703", () => {
    const farthest = Math.max(
      ...Array.from({ length: 20001 }, (_, i) => Math.abs(difference((i - 10000) / 1000))),
    );
    expect(farthest).toBeLessThanOrEqual(4.7323552068728488e-4 + 1e-15);
    for (const x of [-2.6989413863772703, 2.6989413863772703]) {
      expect(Math.abs(difference(x))).toBeCloseTo(4.7323552068728488e-4, 15);
    }
  });

  test("its slope is within 8.6845183498591388e-4 of that of GELU", () => {
    const x = 2.0186557597718367;
    expect(Math.abs(geluTanh.derivative(x) - gelu.derivative(x))).toBeCloseTo(8.6845183498591388e-4, 14);
  });

  // Each place is the root of f′ or f″ in 64 digits; rounded, with the value there.
  test.each([
    ["least value", geluTanh.range.infimum, -0.75246142207101625849, -0.17004075057125405064],
    ["steepest fall", geluTanh.derivativeInfimum, -1.4185040087908283555, -0.12899306865877176546],
    ["steepest rise", geluTanh.derivativeSupremum, 1.4185040087908283555, 1.1289930686587717655],
  ])("its %s is where it should be", (_, bound, place, value) => {
    expect(bound).toEqual({ value, reached: true, where: [{ from: place, to: place }] });
  });

  test("is alive below −7.2, where 1 + tanh u from rounded values is 0, down to −21.5", () => {
    expect(geluTanh.value(-8)).toBeLessThan(-3e-21);
    expect(geluTanh.value(-21.5)).toBeLessThan(0);
    expect(geluTanh.derivative(-21.5)).toBeLessThan(0);
    expect(geluTanh.secondDerivative(-21.5)).toBeLessThan(0);
    expect(geluTanh.value(-22)).toBe(-0);
  });
});
