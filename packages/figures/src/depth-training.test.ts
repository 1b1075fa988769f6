import { describe, expect, test } from "vitest";
import type { Network } from "./depth-model.ts";
import { describeTraining } from "./depth-summary.ts";
import { depthTraining, type TrainingStep } from "./depth-training.ts";
import { training } from "./depth-training-settings.ts";

const network: Network = { depth: 20, activation: "sigmoid", scale: "glorot", gain: 1, seed: 1 };
const trained = (changes: Partial<Network>) => [...depthTraining({ ...network, ...changes })];
const last = (steps: readonly TrainingStep[]) => steps.at(-1) as TrainingStep;

describe("twenty sigmoid layers with Glorot's weights", () => {
  const steps = trained({});

  test("every step is shown, from the start on", () => {
    expect(steps.map(({ step }) => step)).toEqual(
      Array.from({ length: training.steps + 1 }, (_, step) => step),
    );
    expect(steps[0]).toMatchObject({ moved: { first: 0, last: 0 }, isOverflowing: false });
    expect(last(steps).losses).toHaveLength(training.steps + 1);
  });

  test("the first layer's weights stay to the bit where they were, and nothing is learned", () => {
    const { moved, losses, firstShare } = last(steps);
    expect(moved.first).toBe(0);
    expect(moved.last).toBeGreaterThan(0);
    expect(firstShare).toBeLessThan(1e-10);
    // ln 2 is the loss of a coin flip.
    expect(losses.at(-1)).toBeCloseTo(Math.LN2, 2);
  });

  test("the text says so", () => {
    expect(describeTraining(last(steps))).toContain(
      "Its weights are exactly where they began, those of the last layer have moved",
    );
    expect(describeTraining(steps[1] as TrainingStep)).toMatch(
      /^After 1 update the loss of 20 sigmoid layers is 0\.69/,
    );
  });
});

describe.each([
  ["tanh", 1],
  ["tanh", 2],
  ["relu", 1],
  ["relu", 2],
] as const)("twenty %s layers with He's weights, seed %s", (activation, seed) => {
  test("learn the task, first layer and all", () => {
    const { losses, moved } = last(trained({ activation, scale: "he", seed }));
    expect(losses.at(-1)).toBeLessThan(0.15);
    expect(moved.first).toBeGreaterThan(1e-3);
  });
});

test("the same seed gives the same training", () => {
  expect(last(trained({ depth: 3 }))).toEqual(last(trained({ depth: 3 })));
  expect(last(trained({ depth: 3, seed: 2 })).losses).not.toEqual(last(trained({ depth: 3 })).losses);
});

test("a gradient that overflows ends the training, and the text says so", () => {
  const steps = trained({ depth: 50, activation: "relu", scale: "gain", gain: 12 });
  expect(last(steps).isOverflowing).toBe(true);
  expect(steps.length).toBeLessThan(training.steps);
  expect(describeTraining(last(steps))).toContain("too large for float32");
});

test("a step is plain data", () => {
  const step = last(trained({ depth: 2 }));
  expect(structuredClone(step)).toStrictEqual(step);
});
