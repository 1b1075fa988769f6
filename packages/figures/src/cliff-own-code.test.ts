import { expect, test } from "vitest";
import { cliff } from "./cliff-model.ts";
import { compute } from "./cliff-own-code.ts";

const values = { w: 2, b: 0, learningRate: 0.2, clipping: "norm", limit: 0.5, steps: 12 } as const;
const own = {
  clipByNorm: (gradients: number[][], limit: number) => {
    const factor = Math.min(1, limit / Math.hypot(...gradients.flat()));
    return gradients.map((gradient) => gradient.map((entry) => entry * factor));
  },
  clipByValue: (gradients: number[][], limit: number) =>
    gradients.map((gradient) => gradient.map((entry) => Math.max(-limit, Math.min(limit, entry)))),
};

test.each(["norm", "value"] as const)("computes the figure with the learner's clipping by %s", (clipping) => {
  const [mine, theirs] = [compute(own, { ...values, clipping }), cliff({ ...values, clipping })];
  for (const [step, { w, b }] of mine.clipped.entries()) {
    expect(w).toBeCloseTo(theirs.clipped[step]?.w ?? Number.NaN, 9);
    expect(b).toBeCloseTo(theirs.clipped[step]?.b ?? Number.NaN, 9);
  }
  expect(mine.plain).toEqual(theirs.plain);
});

test("says what a function gave that is no pair of lists", () => {
  expect(() => compute({ ...own, clipByNorm: () => [[1]] }, values)).toThrow("clipByNorm gave");
});
