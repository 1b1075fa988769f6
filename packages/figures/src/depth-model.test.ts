import { describe, expect, test } from "vitest";
import { depthProfile, type Network, weightStandardDeviation } from "./depth-model.ts";

const network: Network = { depth: 20, activation: "sigmoid", scale: "glorot", gain: 1, seed: 1 };

describe("against mean-field theory", () => {
  // TRUTH B.5: ‖∂L/∂z₁‖ / ‖∂L/∂z₁₀‖ at infinite width, ten layers.
  test.each([
    ["sigmoid", "glorot", 2.029644e-6],
    ["sigmoid", "he", 2.792232e-5],
    ["tanh", "glorot", 0.2811612],
    ["tanh", "he", 1.031614],
    ["relu", "glorot", 0.04419417],
    ["relu", "he", 1],
  ] as const)("%s with %s weights: the first of ten layers receives %s", (activation, scale, expected) => {
    const width = 128;
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const logarithms = seeds.map((seed) =>
      Math.log(depthProfile({ ...network, depth: 10, activation, scale, seed, width, batch: 4 }).firstShare),
    );
    const mean = logarithms.reduce((sum, value) => sum + value, 0) / seeds.length;
    // TRUTH B.6: over L steps ln‖g‖² has a variance of at most 5L/n (ReLU with He) and a mean of at least −5L/(2n).
    const steps = 9;
    const standardError = Math.sqrt((5 * steps) / width / seeds.length) / 2;
    const bias = (5 * steps) / (4 * width);
    expect(Math.abs(mean - Math.log(expected))).toBeLessThanOrEqual(4 * standardError + bias);
  });
});

describe("depthProfile", () => {
  test("has every layer, from the input on, and the last as the measure", () => {
    const { layers } = depthProfile(network);
    expect(layers.map(({ layer }) => layer)).toEqual(Array.from({ length: 20 }, (_, place) => place + 1));
    expect(layers.at(-1)?.share).toBe(1);
  });

  test("the first picture: twenty sigmoid layers lose almost everything", () => {
    const { firstShare, gainPerLayer = 0 } = depthProfile(network);
    expect(firstShare).toBeLessThan(1e-10);
    expect(gainPerLayer ** 19 / firstShare).toBeCloseTo(1, 10);
  });

  test("one layer is the first and the last", () => {
    expect(depthProfile({ ...network, depth: 1 })).toMatchObject({ firstShare: 1, gainPerLayer: undefined });
  });

  test("the same seed gives the same network, another seed another", () => {
    expect(depthProfile(network)).toEqual(depthProfile(network));
    expect(depthProfile({ ...network, seed: 2 }).firstShare).not.toBe(depthProfile(network).firstShare);
  });

  test("a gain of √2 on Glorot's scale is He", () => {
    const own = depthProfile({ ...network, scale: "gain", gain: Math.SQRT2 });
    expect(own.firstShare).toBeCloseTo(depthProfile({ ...network, scale: "he" }).firstShare, 20);
    expect(weightStandardDeviation({ scale: "he", gain: 1 }, 50, 50)).toBe(Math.sqrt(2 / 50));
  });
});
