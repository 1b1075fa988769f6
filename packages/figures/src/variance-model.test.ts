import { matrix } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { ruleSigmas, type Variance, type VarianceValues, variance } from "./variance-model.ts";
import { describeVariance } from "./variance-summary.ts";

const values: VarianceValues = { activation: "relu", rule: "own", sigmaW: 1, depth: 20, seed: 1 };
const layerOf = (data: Variance, layer: number) => {
  const found = data.layers[layer - 1];
  if (found === undefined) throw new Error(`There is no layer ${layer}.`);
  return found;
};

describe("what the law predicts", () => {
  test("ReLU: each layer multiplies mean squares and squared gradients by σ_w² / 2", () => {
    for (const sigmaW of [0.5, 1, 2]) {
      for (const { layer, ...numbers } of variance({ ...values, sigmaW }).layers) {
        expect(numbers.predictedActivationRms / (sigmaW ** 2 / 2) ** (layer / 2)).toBeCloseTo(1, 12);
        expect(numbers.predictedGradientShare / (sigmaW ** 2 / 2) ** ((20 - layer) / 2)).toBeCloseTo(1, 12);
      }
    }
  });

  // TRUTH B.5: ‖∂L/∂z₁‖ / ‖∂L/∂z_L‖ at infinite width.
  test.each([
    ["sigmoid", "glorot", 10, 2.029644e-6],
    ["sigmoid", "he", 20, 2.931336e-10],
    ["tanh", "glorot", 20, 0.1945891],
    ["tanh", "he", 10, 1.031614],
    ["relu", "frameworkDefault", 20, 4.051008e-8],
    ["relu", "he", 20, 1],
  ] as const)("%s, %s, %i layers leave %d", (activation, rule, depth, expected) => {
    const { predictedGradientShare } = layerOf(variance({ ...values, activation, rule, depth }), 1);
    expect(predictedGradientShare / expected).toBeCloseTo(1, 6);
  });
});

describe("a real network", () => {
  // For ReLU ln of a mean square strays with variance 5/n a layer and mean −5/(2n), so ln of a root by half of both.
  test.each(["frameworkDefault", "glorot", "he"] as const)("keeps to the law: ReLU, %s", (rule) => {
    const networks = 8;
    const [steps, width] = [9, 100];
    const strayed = (of: (data: Variance) => number) => {
      const found = Array.from({ length: networks }, (_, k) => {
        return of(variance({ ...values, rule, depth: steps + 1, seed: k + 1 }));
      });
      return Math.abs(found.reduce((sum, ln) => sum + ln, 0) / networks);
    };
    const bound = (5 * steps) / (4 * width) + (4 * Math.sqrt((5 * steps) / width / networks)) / 2;
    const forward = strayed((data) => {
      const { activationRms, predictedActivationRms } = layerOf(data, steps);
      return Math.log(activationRms / predictedActivationRms);
    });
    const backward = strayed((data) => {
      const { gradientShare, predictedGradientShare } = layerOf(data, 1);
      return Math.log(gradientShare / predictedGradientShare);
    });
    expect(forward).toBeLessThanOrEqual(bound);
    expect(backward).toBeLessThanOrEqual(bound);
  });

  test("the cells of a layer hold all of it: half of a ReLU's gradients are 0 and in none", () => {
    for (const activation of ["relu", "tanh", "sigmoid"] as const) {
      for (const { activations, gradients, layer } of variance({ ...values, activation, sigmaW: 2 }).layers) {
        const [held, passed] = [activations, gradients].map((cells) =>
          cells.reduce((sum, { share }) => sum + share, 0),
        ) as [number, number];
        expect(held).toBeCloseTo(1, 12);
        if (activation !== "relu" || layer === 20) expect(passed).toBeCloseTo(1, 12);
        // 1,600 gradients of units that are on or off with their column of weights: far from 0.5 by chance, and nowhere near 1.
        else expect(Math.abs(passed - 0.5)).toBeLessThan(0.25);
      }
    }
  });

  test("a cell holds what lies between its edges", () => {
    const { activationRange, layers } = variance({ ...values, sigmaW: 3 });
    const cells = layers.at(-1)?.activations ?? [];
    // σ_w² / 2 = 4.5: after twenty layers all but the units that are off are far above the picture.
    expect(cells.map(({ from, to }) => [from, to])).toEqual([
      [0, 3 / 24],
      [3 - 3 / 24, activationRange[1]],
    ]);
  });

  test("the same seed gives the same network, another seed another", () => {
    expect(variance(values)).toEqual(variance(values));
    expect(variance({ ...values, seed: 2 }).layers).not.toEqual(variance(values).layers);
  });

  test("a rule's σ_w is used, and the slider's is not", () => {
    const he = variance({ ...values, rule: "he" });
    expect(he.sigmaW).toBe(ruleSigmas.he);
    expect(variance({ ...values, rule: "he", sigmaW: 3 }).layers).toEqual(he.layers);
    const own = variance({ ...values, rule: "own", sigmaW: Math.SQRT2 });
    expect(layerOf(own, 20).activations).toEqual(layerOf(he, 20).activations);
  });
});

describe("the text", () => {
  test("states what is measured and what is predicted", () => {
    const text = describeVariance(variance({ ...values, rule: "he" }));
    expect(text).toMatch(
      /^With σ_w = 1\.41 the activations of ReLU have a root mean square of .* in layer 20/,
    );
    expect(text).toContain("the law predicts 1 times as much");
  });

  test("a network through which nothing comes", () => {
    const zeros = (_: unknown, fanIn: number, fanOut: number) => matrix(fanIn, fanOut, undefined, "f64");
    const nothing = variance(
      { ...values, rule: "he" },
      { glorot: zeros, he: zeros, meanSquares: () => Array(20).fill(0) },
    );
    const text = describeVariance(nothing);
    expect(text).toContain("the first layer gets nothing");
    expect(text).not.toMatch(/NaN|not a number|undefined/);
  });
});
