import { describe, expect, test } from "vitest";
import {
  describeDifferenceErrors,
  differenceErrors,
  type KnownFunctionId,
  knownFunctions,
} from "./warm-up-model.ts";

const errorsOf = (id: KnownFunctionId, x: number, exponent: number, oneSided = true) =>
  differenceErrors({ function: id, x, exponent, oneSided });
const ids = Object.keys(knownFunctions) as KnownFunctionId[];
const points = [-3, -1.5, -0.5, 0.5, 1, 1.5, 3];

describe.each(ids)("%s", (id) => {
  const f = knownFunctions[id];

  test("the third derivative agrees with the second difference of the first", () => {
    const h = 1e-3;
    for (const x of points) {
      const difference = (f.derivative(x + h) - 2 * f.derivative(x) + f.derivative(x - h)) / h ** 2;
      // The difference is off by h² |f⁽⁵⁾| / 12; |f⁽⁵⁾| is at most 16 for tanh and e³ ≈ 20 for the exponential.
      expect(Math.abs(f.thirdDerivative(x) - difference)).toBeLessThanOrEqual((20.1 / 12) * h ** 2 + 1e-9);
    }
  });

  test("where truncation rules, the error is |f‴| h² / 6", () => {
    for (const x of points) {
      const { truncation, errors } = errorsOf(id, x, -3);
      const error = errors.find(({ exponent }) => exponent === -3);
      // The next term of Taylor's formula is h⁴ |f⁽⁵⁾| / 120, and rounding adds some 1e-13 |f|.
      const next = (20.1 / 120) * 1e-12 + 1e-12 * Math.abs(f.value(x));
      expect(Math.abs((error?.central ?? 0) - truncation * 1e-6)).toBeLessThanOrEqual(next);
    }
  });

  test("at every step, truncation and rounding bound the error", () => {
    for (const x of points) {
      const { truncation, rounding, errors } = errorsOf(id, x, -3);
      for (const { h, central } of errors) {
        // Exact rounding would give the bound itself at small h; Math.tanh and Math.exp may be off by an ulp more.
        expect(central).toBeLessThanOrEqual(1.2 * truncation * h ** 2 + (4 * rounding + 2 ** -53) / h);
      }
    }
  });

  test("the best step is near 1e-5", () => {
    const { best } = errorsOf(id, 1, -3);
    expect(best.exponent).toBeGreaterThanOrEqual(-6.5);
    expect(best.exponent).toBeLessThanOrEqual(-4.5);
  });
});

// TRUTH, rule 5 for test authors: the largest errors of the central difference of tanh for |x| ≤ 5.
test.each([
  [-3, 3.4e-7],
  [-4, 3.4e-9],
])("tanh with h = 10^%s is off by at most %s, and at 0 by a third of h²", (exponent, most) => {
  const { chosen } = errorsOf("tanh", 0, exponent);
  expect(chosen.central).toBeLessThanOrEqual(most);
  expect(chosen.central / (chosen.h ** 2 / 3)).toBeCloseTo(1, 4);
});

test("the one-sided difference is off by |f″| h / 2", () => {
  const { chosen } = errorsOf("exp", 1, -4);
  expect(chosen.oneSided / ((Math.E * chosen.h) / 2)).toBeCloseTo(1, 3);
});

test("the summary states the slope, the estimate, both errors and the best step", () => {
  const text = describeDifferenceErrors(errorsOf("sin", 1, -2));
  expect(text).toContain("The slope of sin x at x = 1 is 0.540302305868.");
  expect(text).toContain("With h = 0.01 the central difference gives 0.540293300875, off by 9");
  expect(text).toContain("the one-sided difference is off by 0.00422");
  expect(describeDifferenceErrors(errorsOf("sin", 1, -2, false))).not.toContain("one-sided");
});
