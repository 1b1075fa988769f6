import { layerUpdates } from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { type OptimizersRun, optimizersRun, optimizersTraining } from "./optimizers-model.ts";
import { longestAdamStep, type OptimizersValues } from "./optimizers-settings.ts";
import { describeOptimizers } from "./optimizers-summary.ts";

const values: OptimizersValues = { exponent: -8, activation: "sigmoid", until: "step", seed: 42 };
const first = (changes: Partial<OptimizersValues> = {}) => optimizersRun({ ...values, ...changes });
const updatesOf = (run: OptimizersRun, place: number) =>
  Object.fromEntries(run.rules.map(({ rule, layers }) => [rule, layers.at(place)?.updateRms ?? Number.NaN]));

describe("the first step", () => {
  test("is the same for SGD and momentum, and the gradient is the same for all", () => {
    const [sgd, momentum, ...others] = first().rules;
    expect(momentum?.layers).toEqual(sgd?.layers);
    for (const { layers } of others) {
      expect(layers.map(({ gradientRms }) => gradientRms)).toEqual(
        sgd?.layers.map(({ gradientRms }) => gradientRms),
      );
    }
  });

  test("moves the last layer by the rate with Adam, and by ten with RMSProp", () => {
    const { adam, rmsProp } = updatesOf(first(), -1);
    expect(adam).toBeCloseTo(1, 4);
    expect(rmsProp).toBeCloseTo(10, 3);
  });

  test("falls in the first layer by as much as ε grows, once ε is far above the gradient", () => {
    const [smaller, larger] = [-4, -3].map((exponent) => updatesOf(first({ exponent }), 0));
    expect((smaller?.adam ?? 0) / (larger?.adam ?? 0)).toBeCloseTo(10, 0);
    expect(larger?.sgd).toBe(updatesOf(first(), 0).sgd);
  });
});

test("each rule is the experiment, report by report", () => {
  const runs: OptimizersRun[] = [];
  for (const run of optimizersTraining({ ...values, exponent: -6 })) {
    runs.push(run);
    if (runs.length === 3) break;
  }
  expect(runs.map(({ steps }) => steps)).toEqual([[1], [1, 7], [1, 7, 14]]);
  for (const { rule, losses, layers } of runs[2]?.rules ?? []) {
    const reports = [...layerUpdates({ activation: "sigmoid", rule, seed: 42, epsilon: 1e-6, epochs: 2 })];
    expect(losses).toEqual(reports.map(({ loss }) => loss));
    expect(layers).toEqual(reports[2]?.layers);
  }
});

test("the control says how far", () => {
  expect(first().steps).toEqual([1]);
  expect(first({ until: "epoch" }).steps).toEqual([1, 7]);
  const end = first({ until: "end" });
  expect(end.steps).toHaveLength(101);
  expect(end.steps.at(-1)).toBe(700);
});

test("no Adam step is longer than its bound", () => {
  expect(longestAdamStep).toBeCloseTo(7.2702917999996985776, 12);
});

describe("the summary", () => {
  const words = (run: OptimizersRun) => describeOptimizers(run).replaceAll("\u{A0}", " ");

  test("states the numbers of the picture", () => {
    const said = words(first());
    expect(said).toMatch(
      /^In the first step, with sigmoid and ε = 10⁻⁸|^In the first step, with sigmoid and ε = 1 × 10⁻⁸/,
    );
    expect(said).toContain("0.97");
    expect(said).toMatch(/and 10 with RMSProp/);
    expect(said).toMatch(/The mean loss is 0\.\d+ with SGD, /);
  });

  test("names the epoch", () => {
    expect(words(first({ until: "epoch" }))).toMatch(/^In the first epoch/);
    expect(words(first({ until: "end", activation: "relu" }))).toMatch(/^In epoch 100, with ReLU/);
  });
});
