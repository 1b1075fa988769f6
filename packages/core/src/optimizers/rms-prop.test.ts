import fc from "fast-check";
import { expect, test } from "vitest";
import { matrix } from "../matrix.ts";
import { random } from "../random.ts";
import { rmsProp } from "./rms-prop.ts";

/** −w after each step from w = 0 with learning rate 1: the step in units of the learning rate. */
function steps(gradients: readonly number[], settings: { alpha?: number; epsilon?: number } = {}): number[] {
  const optimizer = rmsProp({ learningRate: 1, ...settings });
  const w = matrix(1, 1, [0], "f64");
  return gradients.map((g) => {
    w.data[0] = 0;
    optimizer.step([w], [matrix(1, 1, [g], "f64")]);
    return -(w.data[0] ?? Number.NaN);
  });
}

test.each([
  { alpha: 0.9, bound: 3.1622776601683795 },
  { alpha: 0.99, bound: 10 },
  { alpha: 0.999, bound: 31.622776601683793 },
])("with α = $alpha the first step is 1/√(1 − α) = $bound, and no step is longer", ({ alpha, bound }) => {
  expect((steps([1e6], { alpha })[0] ?? 0) / bound).toBeCloseTo(1, 8);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e100, max: 1e100, noNaN: true }), { minLength: 1 }),
      (gradients) => {
        for (const step of steps(gradients, { alpha })) {
          expect(Math.abs(step)).toBeLessThanOrEqual(bound * (1 + 1e-12));
        }
      },
    ),
    { seed: 1 },
  );
});

test("each step is g over the root of the weighted mean of all squares so far, plus ε", () => {
  const draw = random(1);
  const gradients = Array.from({ length: 30 }, () => draw.normal());
  const [alpha, epsilon] = [0.8, 0.1];
  steps(gradients, { alpha, epsilon }).forEach((step, t) => {
    const v = gradients
      .slice(0, t + 1)
      .reduce((sum, g, s) => sum + (1 - alpha) * alpha ** (t - s) * g ** 2, 0);
    expect(step).toBeCloseTo((gradients[t] ?? 0) / (Math.sqrt(v) + epsilon), 13);
  });
});

test.each([
  { g: 2.64e-22, lost: true },
  { g: 2.65e-22, lost: false },
])("in float32 the square of $g is lost: $lost", ({ g, lost }) => {
  const w = matrix(1, 1, [0]);
  rmsProp({ learningRate: 1, epsilon: 1e-30 }).step([w], [matrix(1, 1, [g])]);
  // With v = 0 nothing but ε is left to divide by, and the step is g/ε.
  expect(Math.abs(w.data[0] ?? 0) > 1e6).toBe(lost);
});

test("the defaults are α = 0.99 and ε = 1e-8", () => {
  expect(steps([1e-6, -2e-6])).toEqual(steps([1e-6, -2e-6], { alpha: 0.99, epsilon: 1e-8 }));
});

test.each([
  [{ alpha: 1 }, /^rmsProp: expected alpha to be a number from 0 to below 1/],
  [{ epsilon: 0 }, /^rmsProp: expected epsilon to be a finite number above 0/],
])("refuses %o", (settings, message) => {
  expect(() => rmsProp({ learningRate: 1, ...settings })).toThrow(message);
});
