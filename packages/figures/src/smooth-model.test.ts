import { describe, expect, test } from "vitest";
import { smoothActivations } from "./smooth-activations.ts";
import { type RaceValues, race, sigmaW } from "./smooth-model.ts";
import { slopeRange } from "./smooth-settings.ts";
import { describeRace } from "./smooth-summary.ts";

const values: RaceValues = { first: "gelu", second: "relu", scale: "he", gain: 1.5, depth: 50, seed: 1 };

describe("against mean-field theory", () => {
  // ‖∂L/∂z₁‖ / ‖∂L/∂z₁₀‖ at infinite width, ten layers: products of χ along the lengths, in 25-digit arithmetic.
  test.each([
    ["gelu", "lecun", 0.004078094],
    ["gelu", "he", 0.7524514],
    ["silu", "lecun", 0.002888527],
    ["silu", "he", 0.1856229],
    ["mish", "he", 0.9486146],
    ["selu", "lecun", 1.364902],
    ["relu", "he", 1],
    ["tanh", "he", 1.031614],
  ] as const)("%s with %s weights: the first of ten layers receives %s", (first, scale, expected) => {
    const width = 128;
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const logarithms = seeds.map((seed) => {
      const run = race({ ...values, first, second: first, scale, depth: 10, seed }, smoothActivations, {
        width,
        batch: 4,
      });
      return Math.log(run.runners[0].firstShare);
    });
    const mean = logarithms.reduce((sum, value) => sum + value, 0) / seeds.length;
    // Over L steps of ReLU with He's weights ln‖g‖² has variance 5L/n and mean −5L/(2n), and so has the logarithm of the length. With the
    // others a factor also follows the length, as a power of a fifth at most here; a random walk that is summed up over the L steps makes
    // that (1/5) √(L³/3) beside √L.
    const steps = 9;
    const byLength = first === "relu" ? 0 : steps / Math.sqrt(3) / 5;
    const standardError = (Math.sqrt((5 * steps) / width / seeds.length) / 2) * (1 + byLength);
    const bias = (5 * steps) / (4 * width);
    expect(Math.abs(mean - Math.log(expected))).toBeLessThanOrEqual(4 * standardError + bias);
  });
});

describe("the first picture", () => {
  const [gelu, relu] = race(values).runners;

  test("with He's weights GELU loses its gradient, and ReLU does not", () => {
    expect(gelu.firstShare).toBeLessThan(1e-3);
    expect(relu.firstShare).toBeGreaterThan(0.1);
  });

  test("because the pre-activations of GELU shrink to where its slope is 1/2", () => {
    const [first, last] = [gelu.layers[0], gelu.layers.at(-1)];
    expect(first?.preActivationRms).toBeGreaterThan(1);
    expect(last?.preActivationRms).toBeLessThan(1e-3);
    expect(gelu.lastLayer.from).toBeGreaterThan(-0.01);
    expect(gelu.lastLayer.to).toBeLessThan(0.01);
    expect(relu.lastLayer.to - relu.lastLayer.from).toBeGreaterThan(0.1);
  });

  test("slopes leave [0, 1] with GELU, and never with ReLU", () => {
    expect(gelu.slopes.belowZero).toBeGreaterThan(0);
    expect(gelu.slopes.aboveOne).toBeGreaterThan(0);
    expect(relu.slopes).toEqual({ belowZero: 0, aboveOne: 0 });
  });

  test("the slopes are drawn from end to end, in two pieces where they jump", () => {
    expect(gelu.derivative).toHaveLength(1);
    expect(gelu.derivative[0]?.[0]?.x).toBe(slopeRange.from);
    expect(gelu.derivative[0]?.at(-1)?.x).toBe(slopeRange.to);
    expect(relu.derivative).toHaveLength(2);
  });
});

describe("a gain of one's own", () => {
  // Seed and gain with which the figure begins, from where the page sends its readers a hundredth to either side.
  const shareAt = (gain: number) => race({ ...values, scale: "gain", gain, seed: 4 }).runners[0].firstShare;

  test("stands on an edge for GELU: a hundredth below the gradient dies, a hundredth above it grows", () => {
    expect(shareAt(1.49)).toBeLessThan(1e-3);
    expect(shareAt(1.5)).toBeGreaterThan(0.1);
    expect(shareAt(1.5)).toBeLessThan(10);
    expect(shareAt(1.51)).toBeGreaterThan(10);
  });
});

describe("race", () => {
  test("both networks have the same weights and inputs", () => {
    const [first, second] = race({ ...values, second: "gelu", depth: 5 }).runners;
    expect(second).toEqual(first);
    const [gelu, relu] = race({ ...values, depth: 5 }).runners;
    expect(relu.layers[0]?.preActivationRms).toBe(gelu.layers[0]?.preActivationRms);
  });

  test("has every layer, from the input on, and the last as the measure", () => {
    const { layers } = race({ ...values, depth: 7 }).runners[0];
    expect(layers.map(({ layer }) => layer)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(layers.at(-1)?.share).toBe(1);
  });

  test("the same seed gives the same race, another seed another", () => {
    expect(race(values)).toEqual(race(values));
    expect(race({ ...values, seed: 2 }).runners[0].firstShare).not.toBe(race(values).runners[0].firstShare);
  });

  test("the middle nine tenths leave out a twentieth on each side", () => {
    const { lastLayer, layers } = race({ ...values, first: "tanh", depth: 2 }).runners[0];
    const last = layers.at(-1)?.preActivationRms ?? 0;
    // For normal numbers the two places are ±1.645 standard deviations; 0.103 is the density there, and there are 512 pre-activations.
    const standardError = Math.sqrt((0.05 * 0.95) / 512) / 0.103;
    for (const end of [-lastLayer.from, lastLayer.to]) {
      expect(Math.abs(end / last - 1.645)).toBeLessThanOrEqual(5 * standardError);
    }
  });

  test.each([
    ["lecun", 1],
    ["he", Math.SQRT2],
    ["gain", 0.7],
  ] as const)("σ_w of %s is %s", (scale, expected) => {
    expect(sigmaW({ scale, gain: 0.7 })).toBe(expected);
  });
});

describe("describeRace", () => {
  test("says what reaches the first layers, and why", () => {
    const text = describeRace(race(values));
    expect(text).toMatch(
      /^Through 50 layers of 32 units with He's weights, the first layer receives .+ of what the last one receives with GELU and .+ with ReLU\. /u,
    );
    expect(text).toMatch(/The pre-activations of GELU go from 1\.\d+ in the first layer to /);
    expect(text).toMatch(/Of the slopes of ReLU, 0\u{A0}% are below 0 and 0\u{A0}% above 1\.$/u);
  });

  test("a gradient that grows is said as such, and one's own gain by its number", () => {
    const text = describeRace(race({ ...values, first: "selu", scale: "gain", gain: 1.2, depth: 20 }));
    expect(text).toContain("with weights of gain 1.2");
    expect(text).toMatch(/receives .+ times what the last one receives with SELU/);
  });

  test("a gradient of which nothing is left is nothing", () => {
    const dead = race({ ...values, second: "relu" }, smoothActivations, { width: 1, batch: 1 });
    expect(describeRace(dead)).toContain("nothing with ReLU");
  });
});
