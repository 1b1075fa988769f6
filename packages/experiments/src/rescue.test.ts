import { describe, expect, test } from "vitest";
import type { DeepTrainingReport } from "./deep-training.ts";
import { plantedNetwork } from "./planted-faults.ts";
import { reportOf, rescue } from "./rescue.ts";
import { missedGoals, twoDigits } from "./rescue-goals.ts";

const skips = (depth: number) => ({ branchScale: 1 / Math.sqrt(depth) });

describe("a rescue", () => {
  test("of a network without a fault needs nothing, and says so of each part", () => {
    const network = plantedNetwork(4, []);
    expect(rescue(network, {}, 1)).toMatchObject({ missed: [], unneeded: undefined });
    expect(rescue(network, { learningRate: 0.005 }, 1)).toMatchObject({
      missed: [],
      unneeded: "learningRate",
    });
  });

  test("finds the part that is spare beside one that is not", () => {
    const network = plantedNetwork(9, ["Glorot under ReLU"]);
    expect(rescue(network, skips(network.depth), 1)).toMatchObject({ missed: [], unneeded: undefined });
    expect(rescue(network, { ...skips(network.depth), gain: Math.SQRT2 }, 1).unneeded).toBe("gain");
  });

  test("that clips a vanishing gradient misses its goals", () => {
    const { missed, unneeded } = rescue(plantedNetwork(9, ["sigmoid"]), { clip: 1 }, 1);
    expect(missed[0]).toMatch(/^The ratio is .*e-\d+ at the start: 0\.1 to 10 is the goal\.$/);
    expect(missed[1]).toMatch(/^The loss is 0\.6\d? after 42 steps: below 0\.35 is the goal\.$/);
    expect(unneeded).toBeUndefined();
  });

  test("draws the treated network anew", () => {
    const network = plantedNetwork(4, []);
    expect(rescue(network, {}, 1).after.losses).not.toEqual(rescue(network, {}, 2).after.losses);
    expect(rescue(network, {}, 1)).toEqual(rescue(network, {}, 1));
  });

  test("is prescribed from a few steps", () => {
    expect(reportOf(plantedNetwork(4, [])).losses).toHaveLength(5);
  });
});

test("each goal has a sentence", () => {
  const layer = {
    valueRms: 1,
    outputRms: 1,
    slopeRms: 1,
    gradientRms: 1,
    deadShare: 0,
    saturatedShare: 0,
    updateRatio: 0.01,
  };
  const report: DeepTrainingReport = {
    losses: [0.7, 0.3],
    chanceLoss: Math.LN2,
    layers: [layer, layer],
    layersAtEnd: [layer, layer],
  };
  expect(missedGoals(report)).toEqual([]);
  expect(missedGoals({ ...report, losses: [0.7, Number.NaN] })).toEqual([
    "The loss is NaN after 1 steps: below 0.35 is the goal.",
  ]);
  expect(
    missedGoals({ ...report, layersAtEnd: [{ ...layer, gradientRms: 20, deadShare: 1 }, layer] }),
  ).toEqual([
    "The ratio is 20 in the end: 0.1 to 10 is the goal.",
    "Layer 1 is dead in the end: no dead layer is the goal.",
  ]);
});

test.each([
  [0, "0"],
  [0.346, "0.35"],
  [123, "120"],
  [1.23e-7, "1.2e-7"],
  [4.5e9, "4.5e9"],
  [Number.NaN, "NaN"],
])("%d is %s in two digits", (value, text) => {
  expect(twoDigits(value)).toBe(text);
});
