import { parse, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { gelu } from "./gelu.ts";

describe("GELU", () => {
  test("its steepest slopes are 1/2 ± (erf(1)/2 + 1/(e√π)) at ±√2", () => {
    const half = parse("erf(1) / 2 + 1 / (exp(1) * sqrt(pi))").evaluate();
    expect(half.plus(0.5).toPrecision(20)).toBe("1.1289041451851547863");
    expect(unitsInTheLastPlace(half.plus(0.5), gelu.derivativeSupremum.value)).toBeLessThanOrEqual(1);
    expect(unitsInTheLastPlace(half.neg().plus(0.5), gelu.derivativeInfimum.value)).toBeLessThanOrEqual(1);
    expect(gelu.derivativeSupremum.where).toEqual([{ from: Math.SQRT2, to: Math.SQRT2 }]);
    expect(gelu.derivativeInfimum.where).toEqual([{ from: -Math.SQRT2, to: -Math.SQRT2 }]);
  });

  test("its least value is where Φ(x) + x φ(x) = 0", () => {
    const step = parse(
      "x - (standardNormalDistribution(x) + x * standardNormalDensity(x)) / (standardNormalDensity(x) * (2 - x^2))",
    );
    const place = gelu.range.infimum.where[0]?.from ?? Number.NaN;
    const exact = step.evaluate({ x: parse(`${place}`).evaluate() });
    expect(exact.toPrecision(20)).toBe("-0.75179152469356445746");
    expect(place).toBe(exact.toNumber());
    expect(gelu.range.infimum.value).toBe(
      parse("x * standardNormalDistribution(x)").evaluate({ x: exact }).toNumber(),
    );
  });

  test("has f″(0) = √(2/π)", () => {
    expect(
      unitsInTheLastPlace(parse("sqrt(2 / pi)").evaluate(), gelu.secondDerivative(0)),
    ).toBeLessThanOrEqual(2);
  });

  test("is alive below −8.3744, where 1 + erf(x/√2) from rounded values is 0, down to −38.6", () => {
    expect(gelu.value(-9)).toBeCloseTo(-9 * 1.1285884059538406e-19, 30);
    expect(gelu.value(-38.4)).toBeLessThan(0);
    expect(gelu.derivative(-38.5)).toBeLessThan(0);
    expect(gelu.secondDerivative(38.5)).toBeLessThan(0);
    expect(gelu.value(-39)).toBe(-0);
  });

  test("has f32 forms, alive down to −14.3", () => {
    expect(gelu.f32?.value(-9)).toBeCloseTo(-9 * 1.1285884059538406e-19, 24);
    expect(gelu.f32?.value(-14.3)).toBeLessThan(0);
    expect(gelu.f32?.derivative(-14.3)).toBeLessThan(0);
  });
});
