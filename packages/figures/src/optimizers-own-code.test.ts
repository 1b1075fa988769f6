import { expect, test } from "vitest";
import { optimizersRun } from "./optimizers-model.ts";
import { compute as ownOptimizers } from "./optimizers-own-code.ts";

interface Record {
  readonly weights: readonly number[];
}

const descent =
  (length: number) => (parameter: Record, gradient: number[], settings: { learningRate: number }) => ({
    ...parameter,
    weights: parameter.weights.map(
      (w, i) => w - settings.learningRate * length * Math.sign(gradient[i] ?? 0),
    ),
  });
const own = { momentumStep: descent(2), rmsPropStep: descent(3), adamStep: descent(4) };
const values = { exponent: -8, activation: "sigmoid", until: "epoch", seed: 1 } as const;

test("computes the figure with the learner's steps", () => {
  const run = ownOptimizers(own, values);
  expect(run.steps).toEqual([1, 7]);
  const last = run.rules.map(({ layers }) => layers.at(-1)?.updateRms ?? 0);
  for (const [place, length] of [2, 3, 4].entries()) expect(last[place + 1]).toBeCloseTo(length, 3);
  expect(run.rules[0]).toEqual(optimizersRun(values).rules[0]);
});

test("gives each parameter its record, and the settings of the figure", () => {
  const seen: unknown[] = [];
  ownOptimizers(
    {
      ...own,
      adamStep: (parameter: Record, gradient: number[], settings: { learningRate: number }) => {
        seen.push([Object.keys(parameter).sort(), settings]);
        return descent(1)(parameter, gradient, settings);
      },
    },
    { ...values, until: "step" },
  );
  expect(seen[0]).toEqual([
    ["mean", "meanSquare", "steps", "weights"],
    { learningRate: 0.001, epsilon: 1e-8, beta1: 0.9, beta2: 0.999 },
  ]);
});

test.each([
  [
    { ...own, adamStep: () => 1 },
    "The weights of adamStep gave undefined where the figure needs a list of 20 numbers.",
  ],
  [
    { ...own, rmsPropStep: ({ weights }: Record) => ({ weights: weights.map(() => Number.NaN) }) },
    "The weights of rmsPropStep gave",
  ],
  [{ momentumStep: own.momentumStep, rmsPropStep: own.rmsPropStep }, "It exports no function adamStep."],
])("%# is refused", (exports, message) => {
  expect(() => ownOptimizers(exports, values)).toThrow(message);
});
