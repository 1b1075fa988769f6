import { expect, test } from "vitest";
import { moonsTraining } from "./moons-model.ts";
import { compute as ownMoons } from "./moons-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const values = { activation: "relu", optimizer: "sgd", gradientOf: "weights", seed: 1 } as const;
  const own = {
    gradientRms: (gradient: number[]) => 3 / Math.sqrt(gradient.length),
    relativeChange: (before: number[], after: number[]) => (before.length === after.length ? 0.25 : 0),
  };
  const run = ownMoons(own, values);
  expect(run.points).toHaveLength(101);
  for (const norm of run.points.at(-1)?.gradientNorms ?? []) expect(norm).toBeCloseTo(3, 12);
  expect(run.changes).toEqual(Array(9).fill(0.25));
  const [start] = moonsTraining(values);
  expect(run.points[0]?.loss).toBe(start?.points[0]?.loss);
  expect(() => ownMoons({ ...own, relativeChange: () => Number.NaN }, values)).toThrow(
    "relativeChange gave NaN where the figure needs a number.",
  );
});
