import { describe, expect, test } from "vitest";
import {
  type MoonsEpoch,
  type MoonsSettings,
  moonsExperiment,
  moonsSetUp,
  moonsStartAndEnd,
} from "./moons.ts";

const classic = { activation: "sigmoid", optimizer: "adam", seed: 42 } as const;
const run = (settings: Partial<MoonsSettings>) => [...moonsExperiment({ ...classic, ...settings })];
const first = (settings: Partial<MoonsSettings> = {}) => run({ ...settings, epochs: 0 })[0] as MoonsEpoch;

test("the network has nine layers and 811 parameters, as the program that is handed round", () => {
  const { widths } = moonsSetUp;
  const parameters = widths.slice(1).map((fanOut, place) => ((widths[place] ?? 0) + 1) * fanOut);
  expect(parameters).toHaveLength(9);
  expect(parameters.reduce((sum, count) => sum + count)).toBe(811);
});

describe("before the first step", () => {
  test("nothing has moved", () => {
    const { epoch, layers } = first();
    expect(epoch).toBe(0);
    expect(layers.map(({ relativeChange }) => relativeChange)).toEqual(Array(9).fill(0));
    expect(layers.map(({ weight }) => weight.length)).toEqual([20, ...Array(7).fill(100), 10]);
  });

  test("the weights are Glorot's: uniform on ±√(6 / 12) in the first layer", () => {
    const limit = Math.sqrt(6 / 12);
    const seeds = Array.from({ length: 20 }, (_, seed) => first({ seed }).layers[0]?.weight ?? []).flat();
    expect(Math.max(...seeds.map(Math.abs))).toBeLessThanOrEqual(limit);
    // 400 draws: the chance that none is above 95 % of the limit is 0.95^400 < 2e-9.
    expect(Math.max(...seeds.map(Math.abs))).toBeGreaterThan(0.95 * limit);
  });

  test("the norms are those of the gradients", () => {
    for (const { weightGradient, weightGradientNorm } of first().layers) {
      expect(Math.hypot(...weightGradient) / weightGradientNorm).toBeCloseTo(1, 12);
    }
  });

  test("optimiser and learning rate play no part, and the seed does", () => {
    expect(first({ optimizer: "sgd", learningRate: 3 })).toEqual(first());
    expect(first({ seed: 43 })).not.toEqual(first());
  });

  test("the accuracies are shares of 200 and 50 points", () => {
    const { accuracy, testAccuracy } = first();
    expect(accuracy * 200).toBeCloseTo(Math.round(accuracy * 200), 9);
    expect(testAccuracy * 50).toBeCloseTo(Math.round(testAccuracy * 50), 9);
  });
});

test("yields every epoch, and the same seed gives the same bits", () => {
  const once = run({ epochs: 3 });
  expect(once.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
  expect(run({ epochs: 3 })).toEqual(once);
});

test("start and end alone are the same bits", () => {
  const epochs = run({ epochs: 4 });
  expect(moonsStartAndEnd({ ...classic, epochs: 4 })).toEqual({ start: epochs[0], end: epochs[4] });
  expect(moonsStartAndEnd({ ...classic, epochs: 0 })).toEqual({ start: epochs[0], end: epochs[0] });
});

test("a learning rate that is given counts", () => {
  // One epoch is seven steps, in which the gradients of so slow a training hardly change: twice the rate moves weights twice as far.
  const moved = (learningRate: number) =>
    run({ optimizer: "sgd", learningRate, epochs: 1 })[1]?.layers[8]?.relativeChange ?? 0;
  expect(moved(2e-3) / moved(1e-3)).toBeCloseTo(2, 1);
});

test("ReLU in the place of the sigmoid solves the task", () => {
  const epochs = run({ activation: "relu" });
  expect(epochs.at(-1)?.testAccuracy).toBeGreaterThan(0.9);
  expect(epochs.at(-1)?.loss).toBeLessThan(0.1);
});

test.each([
  [{ epochs: -1 }, "epochs to be a whole number from 0 on"],
  [{ epochs: 2.5 }, "epochs to be a whole number from 0 on"],
  [{ learningRate: 0 }, "learningRate"],
  [{ learningRate: Number.NaN }, "learningRate"],
  [{ seed: 0.5 }, "seed"],
])("%j is refused", (settings, problem) => {
  expect(() => [...moonsExperiment({ ...classic, epochs: 0, ...settings })]).toThrow(problem);
});
