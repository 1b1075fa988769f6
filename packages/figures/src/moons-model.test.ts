import { moonsExperiment } from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { type MoonsValues, moonsRun, moonsTraining } from "./moons-model.ts";
import { describeMoons } from "./moons-summary.ts";

const values: MoonsValues = { activation: "sigmoid", optimizer: "adam", gradientOf: "weights", seed: 42 };
const first = (count: number, of: MoonsValues = values) => {
  const runs = [];
  for (const run of moonsTraining(of)) {
    runs.push(run);
    if (runs.length === count) break;
  }
  return runs;
};

describe("the training", () => {
  const runs = first(3);
  const epochs = [...moonsExperiment({ ...values, epochs: 2 })];

  test("is the experiment, epoch by epoch", () => {
    expect(runs.map(({ points }) => points.map(({ epoch }) => epoch))).toEqual([[0], [0, 1], [0, 1, 2]]);
    expect(runs[2]?.points.map(({ loss }) => loss)).toEqual(epochs.map(({ loss }) => loss));
    expect(runs[2]?.points[2]?.gradientNorms).toEqual(
      epochs[2]?.layers.map(({ weightGradientNorm }) => weightGradientNorm),
    );
    expect(runs[2]?.changes).toEqual(epochs[2]?.layers.map(({ relativeChange }) => relativeChange));
  });

  test("has the first layer's weights before and now", () => {
    expect(runs[0]?.firstWeight.every(({ before, now }) => before === now)).toBe(true);
    expect(runs[2]?.firstWeight.map(({ before }) => before)).toEqual(epochs[0]?.layers[0]?.weight);
    expect(runs[2]?.firstWeight.map(({ now }) => now)).toEqual(epochs[2]?.layers[0]?.weight);
  });

  test("shows ∂L/∂z where one asks for it", () => {
    expect(first(1, { ...values, gradientOf: "preActivations" })[0]?.points[0]?.gradientNorms).toEqual(
      epochs[0]?.layers.map(({ gradientNorm }) => gradientNorm),
    );
  });

  test("is measured with other functions where they are given", () => {
    const rms = (gradient: readonly number[]) => Math.hypot(...gradient) / Math.sqrt(gradient.length);
    const [run] = moonsTraining(values, { gradientRms: rms, relativeChange: () => 0.5 });
    expect(run?.changes).toEqual(Array(9).fill(0.5));
    for (const [place, norm] of (run?.points[0]?.gradientNorms ?? []).entries()) {
      expect(norm / (runs[0]?.points[0]?.gradientNorms[place] ?? 0)).toBeCloseTo(1, 12);
    }
  });
});

test("the run is the training to its end", () => {
  const run = moonsRun({ ...values, activation: "relu" });
  expect(run.points).toHaveLength(101);
  expect(run.activationName).toBe("ReLU");
});

describe("the summary", () => {
  test("states the numbers of the picture", () => {
    const [, , run] = first(3);
    const words = describeMoons(run ?? moonsRun(values)).replaceAll("\u{A0}", " ");
    expect(words).toMatch(
      /^After 2 epochs of Adam with sigmoid the loss is 0\.731; it was 0\.759 at the start\./,
    );
    expect(words).toContain("49.5 % of the training points and 52 % of the others");
    expect(words).toMatch(
      /norm of ∂L\/∂W in the first layer is \d.+ of that in the last \(1\.2\d × 10⁻⁵ at the start\)/,
    );
  });

  test("says before the first step that nothing has moved", () => {
    const [run] = first(1, { ...values, optimizer: "sgd", gradientOf: "preActivations" });
    const words = describeMoons(run ?? moonsRun(values));
    expect(words).toMatch(/^After 0 epochs of plain gradient descent .+ the loss is 0\.759\. /);
    expect(words).toContain("∂L/∂z");
    expect(words).toContain("are exactly where they began");
  });
});
