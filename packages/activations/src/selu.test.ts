import { exactly, parse, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { selu } from "./selu.ts";

// The solution of Klambauer et al. for mean 0 and variance 1, in 64 digits.
const alpha = parse("sqrt(2 / pi) / (1 - sqrt(exp(1)) * erfc(1 / sqrt(2)))").evaluate();
const lambda = parse(
  "1 / sqrt(1/2 + a^2 * (exp(2) * standardNormalDistribution(-2) - 2 * sqrt(exp(1)) * standardNormalDistribution(-1) + 1/2))",
).evaluate({ a: alpha });

describe("SELU", () => {
  test("its two constants are the float64 numbers next to the solution", () => {
    expect(alpha.toPrecision(20)).toBe("1.6732632423543772848");
    expect(lambda.toPrecision(20)).toBe("1.0507009873554804934");
    expect(selu.parameters).toEqual({ lambda: lambda.toNumber(), alpha: alpha.toNumber() });
  });

  test("takes normal inputs of mean 0 and variance 1 to mean 0 and variance 1", () => {
    // By the trapezoidal rule, on either side of the kink.
    const step = 2 ** -10;
    const points = Array.from({ length: 24 * 1024 + 1 }, (_, i) => i * step - 12);
    const expectation = (f: (x: number) => number) =>
      points.reduce((sum, x) => sum + step * f(selu.value(x)) * Math.exp((-x * x) / 2), 0) /
      Math.sqrt(2 * Math.PI);
    expect(expectation((y) => y)).toBeCloseTo(0, 6);
    expect(expectation((y) => y * y)).toBeCloseTo(1, 6);
  });

  test("is steeper just left of 0 than anywhere on the right", () => {
    expect(unitsInTheLastPlace(lambda.times(alpha), selu.derivative(0))).toBeLessThanOrEqual(2);
    expect(unitsInTheLastPlace(lambda.times(alpha), selu.lipschitz)).toBeLessThanOrEqual(2);
    expect(selu.derivative(Number.MIN_VALUE)).toBe(lambda.toNumber());
    expect(selu.derivativeSupremum.reached).toBe("by convention");
  });

  test("has a slope where f + λα has none left", () => {
    expect(selu.value(-40) - selu.range.infimum.value).toBe(0);
    expect(
      unitsInTheLastPlace(exactly(selu.lipschitz).times(parse("exp(-40)").evaluate()), selu.derivative(-40)),
    ).toBeLessThanOrEqual(4);
  });
});
