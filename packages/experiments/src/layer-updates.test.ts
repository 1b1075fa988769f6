import { adam, type Matrix } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import {
  type LayerUpdates,
  layerUpdates,
  optimizerFromStep,
  type UpdateRuleName,
  type UpdateSettings,
} from "./layer-updates.ts";
import { moonsExperiment } from "./moons.ts";

const classic = { activation: "sigmoid", rule: "adam", seed: 42 } as const;
const run = (settings: Partial<UpdateSettings>) => [...layerUpdates({ ...classic, epochs: 1, ...settings })];
const firstStep = (settings: Partial<UpdateSettings> = {}) => run(settings)[0] as LayerUpdates;
const quotients = (settings: Partial<UpdateSettings>) =>
  firstStep(settings).layers.map(({ updateRms, gradientRms }) => updateRms / gradientRms);

test("reports after the first step, and then at the end of each epoch of seven", () => {
  expect(run({ epochs: 3 }).map(({ steps }) => steps)).toEqual([1, 7, 14, 21]);
});

test("the same seed gives the same bits", () => {
  expect(run({ epochs: 2 })).toEqual(run({ epochs: 2 }));
});

test.each([1, 42])("comes to the weights of the classic experiment, bit for bit, seed %i", (seed) => {
  let trained: readonly Matrix[] = [];
  const make = (settings: { readonly learningRate: number; readonly epsilon: number }) => {
    const { step } = adam(settings);
    const stepAndRemember: typeof step = (parameters, gradients) => {
      trained = parameters;
      step(parameters, gradients);
    };
    return { step: stepAndRemember };
  };
  run({ seed, epochs: 3, make });
  const end = [...moonsExperiment({ activation: "sigmoid", optimizer: "adam", seed, epochs: 3 })].at(-1);
  const weights = trained.filter((_, place) => place % 2 === 0).map(({ data }) => [...data]);
  expect(weights).toEqual(end?.layers.map(({ weight }) => weight));
});

test("the loss is the mean over the batches, before their steps", () => {
  // At this learning rate no weight moves: it is the loss of the network as drawn, but for six batches of 32 and one of 8.
  const [first, rest] = run({ rule: "sgd", seed: 1, learningRate: 1e-30 });
  const [start] = moonsExperiment({ activation: "sigmoid", optimizer: "sgd", seed: 1, epochs: 0 });
  const mean = ((first?.loss ?? 0) + 6 * (rest?.loss ?? 0)) / 7;
  expect(Math.abs(mean / (start?.loss ?? 0) - 1)).toBeLessThan(0.1);
});

describe("the first step", () => {
  test.each([1, 2, 42])(
    "of plain descent and of momentum is the gradient, in every layer, seed %i",
    (seed) => {
      // A weight near 1 is a multiple of 2⁻²⁴, and the first layer's gradient moves it by 1e-8: what is seen is rounded.
      const late = (rule: UpdateRuleName) => quotients({ rule, seed, learningRate: 10 }).slice(2);
      for (const quotient of [...late("sgd"), ...late("momentum")]) expect(quotient).toBeCloseTo(1, 3);
    },
  );

  test.each([1, 2, 42])(
    "of Adam is at most the learning rate, and of RMSProp ten times it, seed %i",
    (seed) => {
      for (const [rule, length] of [
        ["adam", 1],
        ["rmsProp", 10],
      ] as const) {
        const updates = firstStep({ rule, seed }).layers.map(({ updateRms }) => updateRms);
        expect(Math.max(...updates)).toBeLessThanOrEqual(length * (1 + 1e-3));
        expect(updates[8]).toBeCloseTo(length, 2);
        expect(updates[0]).toBeGreaterThan(0.7 * length);
      }
    },
  );

  test("of Adam shrinks where ε is no longer small beside the gradient", () => {
    const [usual, large] = [firstStep(), firstStep({ epsilon: 1e-4 })];
    expect(large.layers.map(({ gradientRms }) => gradientRms)).toEqual(
      usual.layers.map(({ gradientRms }) => gradientRms),
    );
    expect(large.layers[0]?.updateRms).toBeLessThan(0.02);
    expect(large.layers[8]?.updateRms).toBeGreaterThan(0.99);
  });

  test("a smaller loss is a larger ε", () => {
    const scaled = firstStep({ lossScale: 2 ** -10 });
    const other = firstStep({ epsilon: 2 ** 10 * 1e-8 });
    expect(scaled.loss).toBe(other.loss);
    scaled.layers.forEach(({ gradientRms, updateRms }, place) => {
      expect((gradientRms * 2 ** 10) / (other.layers[place]?.gradientRms ?? 0)).toBeCloseTo(1, 6);
      expect(updateRms / (other.layers[place]?.updateRms ?? 0)).toBeCloseTo(1, 3);
    });
  });
});

test.each([
  [{ epochs: 0 }, "epochs to be a whole number from 1 on"],
  [{ learningRate: 0 }, "learningRate"],
  [{ lossScale: Number.NaN }, "lossScale"],
  [{ epsilon: 0 }, "epsilon"],
  [{ seed: 0.5 }, "seed"],
])("%j is refused", (settings, problem) => {
  expect(() => run(settings)).toThrow(problem);
});

describe("an optimiser from a step of one parameter", () => {
  const descent = (learningRate: number) => ({
    start: (weights: number[]) => ({ weights, steps: 0 }),
    step: ({ weights, steps }: { weights: number[]; steps: number }, gradient: number[]) => ({
      weights: weights.map((w, i) => w - learningRate * (gradient[i] ?? 0)),
      steps: steps + 1,
    }),
  });

  test("trains as the core's does", () => {
    const own = run({
      rule: "sgd",
      make: ({ learningRate }) => optimizerFromStep(descent(learningRate)),
    });
    const core = run({ rule: "sgd" });
    own.forEach(({ loss, layers }, place) => {
      expect(loss).toBeCloseTo(core[place]?.loss ?? 0, 6);
      expect(layers[8]?.updateRms).toBeCloseTo(core[place]?.layers[8]?.updateRms ?? 0, 4);
    });
  });

  test("keeps a record for each matrix", () => {
    const steps: number[] = [];
    const counting = {
      ...descent(0.1),
      step: (record: { weights: number[]; steps: number }, gradient: number[]) => {
        steps.push(record.steps);
        return descent(0.1).step(record, gradient);
      },
    };
    run({ make: () => optimizerFromStep(counting) });
    expect(steps).toEqual(Array.from({ length: 7 }, (_, step) => Array(18).fill(step)).flat());
  });

  test.each([[undefined], [{}], [{ weights: [1] }], [{ weights: 3 }]])(
    "refuses a step that gives %j",
    (given) => {
      const wrong = { start: (weights: number[]) => ({ weights }), step: () => given as never };
      expect(() => run({ make: () => optimizerFromStep(wrong) })).toThrow(
        "A step must give a record with 20 weights, as many as went in.",
      );
    },
  );
});
