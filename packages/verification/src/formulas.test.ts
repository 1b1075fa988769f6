import { describe, expect, test } from "vitest";
import { withDigits } from "./digits.ts";
import { differentiate, parse } from "./formulas.ts";
import { exactly } from "./sixty-four-digits.ts";

const third = `0.${"3".repeat(64)}`;

test("formulas and their derivatives are evaluated with 64 digits", () => {
  expect(parse("1 / 3").evaluate().toString()).toBe(third);
  expect(differentiate("x / 3").evaluate().toString()).toBe(third);
  expect(differentiate("x").evaluate().toString()).toBe("1");
  expect(differentiate("x").evaluate()).not.toBeTypeOf("number");
});

test.each([
  ["erf(x)", "2 * exp(-x ^ 2) / sqrt(pi)"],
  ["x * standardNormalDistribution(x)", "standardNormalDistribution(x) + x * standardNormalDensity(x)"],
  ["x * sigmoid(x)", "sigmoid(x) * (x * sigmoid(-x) + 1)"],
])("the derivative of %s is %s", (formula, derivative) => {
  expect(differentiate(formula).toString()).toBe(derivative);
});

describe.each([
  "erf(x)",
  "erfc(x)",
  "log1p(x)",
  "sigmoid(x)",
  "standardNormalDensity(x)",
  "standardNormalDistribution(x)",
  "x^2 * erfc(-x / 3) + erf(sin(x)) / sigmoid(x)",
  "erf(erf(x)) * log1p(exp(x) + erfc(2 * x))",
])("the derivative of %s", (formula) => {
  test.each([
    [formula, differentiate(formula)],
    [differentiate(formula).toString(), differentiate(differentiate(formula))],
  ])("agrees with central differences", (formula, derivative) => {
    const f = parse(formula).compile();
    for (const point of [0.3, 1.7]) {
      const x = exactly(point);
      // The error of the difference is h² |f‴| / 6, and 1e-64 / h of rounding.
      const h = exactly(1e-20);
      const difference = withDigits(100, () =>
        f
          .evaluate({ x: x.plus(h) })
          .minus(f.evaluate({ x: x.minus(h) }))
          .div(h.times(2)),
      );
      const error = derivative.evaluate({ x }).div(difference).minus(1).abs().toNumber();
      expect(error).toBeLessThan(1e-35);
    }
  });
});
