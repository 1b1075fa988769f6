import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "../matrix.ts";
import { random } from "../random.ts";
import { adam } from "./adam.ts";

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** −w after each step from w = 0 with learning rate 1: the step in units of the learning rate. */
function steps(gradients: readonly number[], settings: Partial<Parameters<typeof adam>[0]> = {}): number[] {
  const optimizer = adam({ learningRate: 1, ...settings });
  const w = matrix(1, 1, [0], "f64");
  const g = matrix(1, 1, [0], "f64");
  return gradients.map((gradient) => {
    w.data[0] = 0;
    g.data[0] = gradient;
    optimizer.step([w], [g]);
    return -(w.data[0] ?? Number.NaN);
  });
}

/** Kingma and Ba's Algorithm 1 as sums over all gradients so far, not as a recurrence. */
function referenceStep(gradients: readonly number[]): number {
  const t = gradients.length;
  const weighted = (beta: number, f: (g: number) => number) =>
    gradients.reduce((sum, g, s) => sum + (1 - beta) * beta ** (t - 1 - s) * f(g), 0) / (1 - beta ** t);
  return weighted(beta1, (g) => g) / (Math.sqrt(weighted(beta2, (g) => g ** 2)) + epsilon);
}

test("each step is that of Algorithm 1, written as sums", () => {
  const draw = random(1);
  const gradients = Array.from({ length: 50 }, () => draw.normal());
  steps(gradients).forEach((step, t) => {
    expect(step).toBeCloseTo(referenceStep(gradients.slice(0, t + 1)), 12);
  });
});

test("the first step is η g / (|g| + ε): ±η for every gradient far above ε", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-100, max: 1e100, noNaN: true }), fc.boolean(), (size, negative) => {
      const g = negative ? -size : size;
      const [step = Number.NaN] = steps([g]);
      // (1 − β₂) g² underflows in float64 below |g| = 5e-161: far from here.
      expect(step / (g / (size + epsilon))).toBeCloseTo(1, 12);
      if (size > 1) expect(Math.abs(step)).toBeCloseTo(1, 7);
    }),
    { seed: 1 },
  );
});

test.each([
  { g: 1e-6, expected: 0.990099009900990099 },
  { g: 1e-7, expected: 0.909090909090909091 },
  { g: 1e-8, expected: 0.5 },
  { g: 1e-9, expected: 0.0909090909090909091 },
  { g: 1e-10, expected: 0.00990099009900990099 },
  { g: 1e-12, expected: 0.0000999900009999000099 },
])("under the constant gradient $g every step is $expected η", ({ g, expected }) => {
  for (const step of steps(Array.from({ length: 200 }, () => g))) expect(step / expected).toBeCloseTo(1, 12);
});

test("a gradient of alternating sign moves by (1 − β₁)/(1 + β₁) in the end", () => {
  const last = steps(Array.from({ length: 20_000 }, (_, t) => (t % 2 === 0 ? 1 : -1))).at(-1) ?? Number.NaN;
  expect(Math.abs(last)).toBeCloseTo((1 - beta1) / (1 + beta1), 8);
});

describe("the longest step", () => {
  const growth = beta2 / beta1;

  /** The supremum at step t, by the inequality of Cauchy and Schwarz. */
  const supremum = (t: number) => {
    const rho = beta1 ** 2 / beta2;
    const corrections = ((1 - beta1) / (1 - beta1 ** t)) * Math.sqrt((1 - beta2 ** t) / (1 - beta2));
    return corrections * Math.sqrt((1 - rho ** t) / (1 - rho));
  };

  test.each([
    { t: 1, expected: 1 },
    { t: 2, expected: 1.00135791609 },
    { t: 10, expected: 1.04310771743 },
    { t: 100, expected: 2.24336408633 },
    { t: 1000, expected: 5.78116020035 },
  ])("at step $t is $expected η, reached by gradients that grow like (β₂/β₁)ᵗ", ({ t, expected }) => {
    const gradients = Array.from({ length: t }, (_, s) => 1e10 * growth ** s);
    expect(supremum(t)).toBeCloseTo(expected, 10);
    expect(steps(gradients).at(-1)).toBeCloseTo(expected, 9);
  });

  test("comes to 7.2702917999996985776 η after a long rest", () => {
    const rest = Array.from({ length: 17_000 }, () => 0);
    const growing = Array.from({ length: 3000 }, (_, s) => 1e10 * growth ** s);
    expect(steps([...rest, ...growing]).at(-1)).toBeCloseTo(7.2702917999996985776, 7);
  });

  test("is never passed", () => {
    const gradient = fc.oneof(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1e100, max: 1e100, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(gradient, { minLength: 1 }), (gradients) => {
        steps(gradients).forEach((step, t) => {
          expect(Math.abs(step)).toBeLessThanOrEqual(supremum(t + 1) * (1 + 1e-12));
        });
      }),
      { seed: 1 },
    );
  });

  test.each([
    { zeros: 9, expected: 0.484 },
    { zeros: 99, expected: 0.976 },
    { zeros: 999, expected: 2.515 },
    { zeros: 9999, expected: 3.1622 },
  ])("one spike after $zeros zeros moves by $expected η", ({ zeros, expected }) => {
    const last = steps([...Array.from({ length: zeros }, () => 0), 1]).at(-1) ?? Number.NaN;
    expect(Math.abs(last - expected)).toBeLessThan(expected === 3.1622 ? 1e-4 : 1e-3);
  });
});

describe("weight decay without any gradient, λ = 1e-4, η = 1e-3, from w = 1", () => {
  const after = (count: number, decay: { weightDecay?: number; l2Penalty?: number }) => {
    const w = matrix(1, 1, [1], "f64");
    const optimizer = adam({ learningRate: 1e-3, ...decay });
    for (let step = 0; step < count; step++) optimizer.step([w], [matrix(1, 1, [0], "f64")]);
    return w.data[0] ?? Number.NaN;
  };

  test("coupled, Adam moves w by about η a step, whatever λ", () => {
    expect(after(1, { l2Penalty: 1e-4 })).toBeCloseTo(0.9990001, 9);
    expect(after(100, { l2Penalty: 1e-4 })).toBeCloseTo(0.90175, 5);
    expect(after(100, { l2Penalty: 1e-3 })).toBeCloseTo(after(100, { l2Penalty: 1e-4 }), 4);
  });

  test("decoupled, w is (1 − ηλ)ᵗ: 0.99999 after 100 steps", () => {
    expect(after(100, { weightDecay: 1e-4 })).toBeCloseTo((1 - 1e-7) ** 100, 14);
    expect(after(100, { weightDecay: 1e-4 })).toBeCloseTo(0.99999, 9);
  });
});

test("in float32 the mean of squares is lost where the gradient is at most 8.37e-22", () => {
  const w = matrix(1, 1, [0]);
  adam({ learningRate: 1, epsilon: 1e-30 }).step([w], [matrix(1, 1, [8.3e-22])]);
  // Nothing but ε is left to divide by.
  expect(-(w.data[0] ?? 0) / (8.3e-22 / 1e-30)).toBeCloseTo(1, 5);
  const w2 = matrix(1, 1, [0]);
  adam({ learningRate: 1, epsilon: 1e-30 }).step([w2], [matrix(1, 1, [1e-20])]);
  expect(Math.abs((w2.data[0] ?? 0) + 1)).toBeLessThan(0.01);
});

test.each([
  [{ beta1: 1 }, /^adam: expected beta1 to be a number from 0 to below 1/],
  [{ beta2: -0.1 }, /^adam: expected beta2 to be a number from 0 to below 1/],
  [{ epsilon: 0 }, /^adam: expected epsilon to be a finite number above 0/],
])("refuses %o", (settings, message) => {
  expect(() => adam({ learningRate: 1, ...settings })).toThrow(message);
});
