import { describe, expect, test } from "vitest";
import { type DeepTrainingSettings, deepTraining, deepTrainingSteps } from "./deep-training.ts";
import { soundPlan } from "./planted-faults.ts";

const plan = soundPlan("relu", 30);
const settings: DeepTrainingSettings = { plan, depth: 30, seed: 2, steps: 12 };

describe("a deep training", () => {
  test("gives the same bits for the same seed, and others for another one", () => {
    expect(deepTraining(settings)).toEqual(deepTraining(settings));
    expect(deepTraining(settings).losses).not.toEqual(deepTraining({ ...settings, seed: 3 }).losses);
  });

  test("has a loss before each step and in the end, and learns", () => {
    const { losses, layers, layersAtEnd, chanceLoss } = deepTraining({ ...settings, steps: 40 });
    expect(losses).toHaveLength(41);
    expect(layers).toHaveLength(30);
    expect(layersAtEnd).toHaveLength(30);
    expect(chanceLoss).toBeCloseTo(Math.LN2, 15);
    expect(losses.at(-1)).toBeLessThan(0.5 * chanceLoss);
  });

  test("ends when the goal is reached", () => {
    const { losses } = deepTraining({ ...settings, steps: 40, goal: 0.4 });
    expect(losses.at(-1)).toBeLessThan(0.4);
    expect(losses.slice(0, -1).every((loss) => loss >= 0.4)).toBe(true);
  });

  test("without a step reads the probes, and nothing moves", () => {
    const { losses, layers, layersAtEnd } = deepTraining({ ...settings, steps: 0 });
    expect(losses).toHaveLength(1);
    expect(layers).toEqual(layersAtEnd);
    expect(layers.every(({ updateRatio }) => updateRatio === 0)).toBe(true);
    expect(layers.every(({ gradientRms }) => gradientRms > 0)).toBe(true);
  });

  test("ends early when it overflows", () => {
    const { losses } = deepTraining({ ...settings, plan: { ...plan, branchScale: 0, gain: 10 }, depth: 60 });
    expect(losses.length).toBeLessThan(3);
  });

  test("step by step reports the same as at once", () => {
    const reports = [...deepTrainingSteps(settings)];
    expect(reports).toHaveLength(13);
    expect(reports.at(-1)?.()).toEqual(deepTraining(settings));
  });

  test("reads slopes of 0 and 1 from ReLU, and none above 1/4 from a sigmoid", () => {
    for (const { slopeRms, saturatedShare, deadShare } of deepTraining(settings).layers) {
      expect(slopeRms ** 2 + saturatedShare).toBeCloseTo(1, 5);
      expect(deadShare).toBeLessThan(0.5);
    }
    const flat = deepTraining({ ...settings, steps: 0, plan: { ...plan, activation: "sigmoid" } });
    expect(flat.layers.every(({ slopeRms }) => slopeRms > 0.1 && slopeRms <= 0.25 + 1e-6)).toBe(true);
  });

  test("moves a weight by the rate over its size in the first step of Adam", () => {
    const [, second] = deepTraining({ ...settings, steps: 1 }).layers;
    // Entries of √(2/16) that move by 0.004, but for those that get no gradient.
    expect(second?.updateRatio).toBeGreaterThan(0.5 * (0.004 / Math.sqrt(2 / 16)));
    expect(second?.updateRatio).toBeLessThan(1.3 * (0.004 / Math.sqrt(2 / 16)));
  });

  test("clips to the norm that the plan has", () => {
    // Adam divides by the size of the gradient, until that is near its ε of 1e-8.
    const clipped = deepTraining({ ...settings, steps: 1, plan: { ...plan, clip: 1e-12 } });
    expect(clipped.layers.every(({ updateRatio }) => updateRatio < 1e-5)).toBe(true);
  });

  test("refuses settings that are none", () => {
    expect(() => deepTraining({ ...settings, depth: 0 })).toThrow(/depth to be a whole number from 1 on/);
    expect(() => deepTraining({ ...settings, steps: -1 })).toThrow(/steps to be a whole number from 0 on/);
    expect(() => deepTraining({ ...settings, plan: { ...plan, gain: -1 } })).toThrow(/gain/);
  });
});
