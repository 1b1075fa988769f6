import { exactly, parse, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { timesExp, timesSigmoid, timesSigmoidDerivative } from "./times-exp.ts";

const formulas = {
  timesExp: ["factor * exp(x)", timesExp],
  timesSigmoid: ["factor * sigmoid(x)", timesSigmoid],
  timesSigmoidDerivative: ["factor * sigmoid(x) * sigmoid(-x)", timesSigmoidDerivative],
} as const;

describe.each(Object.entries(formulas))("%s", (_, [formula, f]) => {
  const compiled = parse(formula).compile();

  // Around −700 the exponent is raised, from −708.4 on e^x is subnormal, and from −745.2 on it is 0.
  test.each([-750, -745.2, -744, -708.5, -700.5, -700, -699.5, -30, -1, -0.1, 0, 0.1, 1, 30])(
    "keeps the digits of the factor at x = %d",
    (x) => {
      for (const factor of [-3, 0.7, 1234.5, -1e6]) {
        const expected = compiled.evaluate({ factor: exactly(factor), x: exactly(x) });
        expect(unitsInTheLastPlace(expected, f(factor, x)), `factor ${factor}`).toBeLessThanOrEqual(4);
      }
    },
  );

  test("is 0 at −∞ and NaN for NaN", () => {
    expect(f(5, -Infinity)).toBe(0);
    expect(f(Number.NaN, 1)).toBeNaN();
    expect(f(1, Number.NaN)).toBeNaN();
  });
});
