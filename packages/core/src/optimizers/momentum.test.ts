import { expect, test } from "vitest";
import { matrix } from "../matrix.ts";
import { random } from "../random.ts";
import { momentum } from "./momentum.ts";

const rate = 0.1;

test.each([
  { nesterov: false, mu: 0.9 },
  { nesterov: false, mu: 0.5 },
  { nesterov: true, mu: 0.9 },
])(
  "each step is the weighted sum of all gradients so far (μ = $mu, nesterov: $nesterov)",
  ({ nesterov, mu }) => {
    const draw = random(1);
    const gradients = Array.from({ length: 30 }, () => draw.normal());
    const w = matrix(1, 1, [0], "f64");
    const optimizer = momentum({ learningRate: rate, momentum: mu, nesterov });
    gradients.forEach((g, t) => {
      const before = w.data[0] ?? Number.NaN;
      optimizer.step([w], [matrix(1, 1, [g], "f64")]);
      const velocity = gradients.slice(0, t + 1).reduce((sum, past, s) => sum + mu ** (t - s) * past, 0);
      const direction = nesterov ? g + mu * velocity : velocity;
      expect((w.data[0] ?? Number.NaN) - before).toBeCloseTo(-rate * direction, 13);
    });
  },
);

test("under a constant gradient the step grows to η g / (1 − μ), ten times the first", () => {
  const w = matrix(1, 1, [0], "f64");
  const optimizer = momentum({ learningRate: rate });
  const steps = Array.from({ length: 500 }, () => {
    w.data[0] = 0;
    optimizer.step([w], [matrix(1, 1, [2], "f64")]);
    return -(w.data[0] ?? Number.NaN);
  });
  expect(steps[0]).toBe(rate * 2);
  expect(steps.at(-1)).toBeCloseTo((rate * 2) / (1 - 0.9), 12);
});

test.each([1, -0.1, Number.NaN, "0.9"])("refuses the momentum %o", (value) => {
  expect(() => momentum({ learningRate: rate, momentum: value as number })).toThrow(
    /^momentum: expected momentum to be a number from 0 to below 1/,
  );
});
