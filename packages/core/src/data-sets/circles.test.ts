import { expect, test } from "vitest";
import { random } from "../random.ts";
import { circles } from "./circles.ts";

test.each([undefined, 0, 0.5])(
  "the outer circle has radius 1, the inner one the factor %s or 0.8",
  (factor) => {
    const settings = { examples: 31, precision: "f64" as const, ...(factor !== undefined && { factor }) };
    const { inputs, targets } = circles(settings, random(1));
    targets.data.forEach((target, i) => {
      const radius = Math.hypot(inputs.data[2 * i] ?? 0, inputs.data[2 * i + 1] ?? 0);
      expect(radius).toBeCloseTo(target === 0 ? 1 : (factor ?? 0.8), 15);
    });
  },
);

test("the angles are evenly spaced from 0 on, without the end", () => {
  const { inputs, targets } = circles({ examples: 25, factor: 0.5, precision: "f64" }, random(1));
  for (const [target, count] of [12, 13].entries()) {
    const turns = Array.from(targets.data.entries())
      .filter(([, t]) => t === target)
      .map(([i]) => Math.atan2(inputs.data[2 * i + 1] ?? 0, inputs.data[2 * i] ?? 0) / (2 * Math.PI))
      .map((turn) => (turn < -1e-12 ? turn + 1 : turn))
      .sort((a, b) => a - b);
    turns.forEach((turn, k) => {
      expect(turn).toBeCloseTo(k / count, 14);
    });
  }
});

test.each([-0.1, 1, Number.NaN])("refuses the factor %d", (factor) => {
  expect(() => circles({ examples: 4, factor }, random(1))).toThrow(
    /^circles: expected factor to be a number from 0/,
  );
});
