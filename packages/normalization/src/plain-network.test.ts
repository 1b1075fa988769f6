import { type Elementwise, sigmoidElementwise, tanhElementwise } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { growthOf, reluTheory, sampledTheory } from "./test-support/batch-norm-theory.ts";
import { normalizations } from "./test-support/normalizations.ts";
import { meanAndVariance } from "./test-support/on-a-tape.ts";
import { identity, relu, runRandomNetwork } from "./test-support/random-network.ts";

describe("batch normalisation without skips, in theory", () => {
  test("a linear network grows by (B − 2)/(B − 3) a layer: the bracket and 1/S² cost that much", () => {
    for (const batch of [4, 5, 6, 8, 16, 32]) {
      const growth = growthOf(sampledTheory(identity, batch, 1, batch), batch);
      expect(growth).toBeCloseTo((batch - 2) / (batch - 3), 12);
    }
  });

  test("ReLU grows by 3.08 for a batch of 4, by 1.79 for 8, and by π/(π − 1) = 1.467 for a large one", () => {
    expect(growthOf(reluTheory(4), 4)).toBeCloseTo(3.084, 3);
    expect(growthOf(reluTheory(8), 8)).toBeCloseTo(1.788, 3);
    expect(growthOf(reluTheory(1e7), 1e7)).toBeCloseTo(Math.PI / (Math.PI - 1), 6);
    expect(Math.PI / (Math.PI - 1)).toBeCloseTo(1.46694220692425986, 14);
  });

  test("the closed form of ReLU is the mean of random x̂", () => {
    for (const batch of [4, 8, 32]) {
      const [exact, sampled] = [reluTheory(batch), sampledTheory(relu, batch, 20_000, 1)];
      // Each term is between 0 and B/(B − 1), so its standard deviation is at most half of that: five of them, false alarm 6e-7.
      const tolerance = ((5 / 2) * (batch / (batch - 1))) / Math.sqrt(20_000);
      expect(Math.abs(sampled.variance - exact.variance)).toBeLessThan(tolerance);
      expect(Math.abs(sampled.passed - exact.passed)).toBeLessThan(tolerance);
    }
  });
});

/** One kind of network: its layers, the growth of a layer in theory, and how far one seed is from it. */
interface PlainNetwork {
  readonly f: Elementwise;
  readonly normalization: keyof typeof normalizations;
  readonly batch: number;
  readonly growth: number;
  /**
   * Standard deviation from seed to seed of what one seed measures, over the seeds 101 to 140, at a width of 128. At infinite
   * width there is none.
   */
  readonly deviation: number;
}

const [depth, width, firstLayers, seeds] = [25, 128, 5, [1, 2, 3, 4]];

/** Mean growth of the squared gradient in a layer, over the layers where the start is forgotten, for one seed. */
function measuredGrowth({ f, normalization, batch }: PlainNetwork, seed: number): number {
  const { squaredGradients } = runRandomNetwork({
    depth,
    width,
    batch,
    seed,
    layer: (x, weight) => normalizations[normalization](x).apply(f).matmul(weight),
  });
  const settled = squaredGradients.slice(firstLayers, -1);
  return meanAndVariance(settled.slice(1).map((square, place) => (settled[place] as number) / square)).mean;
}

// For one example, x̂ is a standard normal at infinite width, and the growth is E[f′²]/E[f²].
const networks: readonly PlainNetwork[] = [
  // 1/S² of a batch of 4 has a mean and no variance, so that this one is far more uncertain than the others.
  { f: relu, normalization: "batch", batch: 4, growth: growthOf(reluTheory(4), 4), deviation: 0.37 },
  { f: relu, normalization: "batch", batch: 8, growth: growthOf(reluTheory(8), 8), deviation: 0.061 },
  { f: relu, normalization: "batch", batch: 32, growth: growthOf(reluTheory(32), 32), deviation: 0.021 },
  { f: identity, normalization: "batch", batch: 6, growth: 4 / 3, deviation: 0.053 },
  { f: identity, normalization: "batch", batch: 16, growth: 14 / 13, deviation: 0.011 },
  {
    f: sigmoidElementwise,
    normalization: "batch",
    batch: 16,
    growth: growthOf(sampledTheory(sigmoidElementwise, 16, 5000, 1), 16),
    deviation: 0.014,
  },
  {
    f: tanhElementwise,
    normalization: "batch",
    batch: 16,
    growth: growthOf(sampledTheory(tanhElementwise, 16, 5000, 1), 16),
    deviation: 0.021,
  },
  { f: relu, normalization: "layer", batch: 4, growth: 1, deviation: 0.043 },
  {
    f: sigmoidElementwise,
    normalization: "layer",
    batch: 4,
    growth: 0.15282701171559374896,
    deviation: 0.0053,
  },
  { f: tanhElementwise, normalization: "layer", batch: 4, growth: 1.1778072323041796233, deviation: 0.029 },
  { f: relu, normalization: "rms", batch: 4, growth: 1, deviation: 0.049 },
  { f: sigmoidElementwise, normalization: "rms", batch: 4, growth: 0.15282701171559374896, deviation: 0.005 },
];

describe("without skips, the squared gradient of a random network changes in each layer, toward the input", () => {
  test.each(networks.map((network) => ({ name: network.f.name, ...network })))(
    "by $growth with $normalization normalisation, $name and a batch of $batch",
    (network) => {
      const measured = meanAndVariance(seeds.map((seed) => measuredGrowth(network, seed))).mean;
      // Five standard deviations of the mean over the seeds: false alarm 6e-7.
      const tolerance = (5 * network.deviation) / Math.sqrt(seeds.length);
      expect(Math.abs(measured - network.growth)).toBeLessThan(tolerance);
    },
  );

  test("layer normalisation leaves the sigmoid to vanish, batch normalisation makes it explode", () => {
    const growth = ({ growth }: PlainNetwork) => growth;
    const [withBatch, withLayer] = (["batch", "layer"] as const).map((normalization) =>
      networks.find((network) => network.f === sigmoidElementwise && network.normalization === normalization),
    );
    expect(growth(withBatch as PlainNetwork)).toBeGreaterThan(1.05);
    expect(growth(withLayer as PlainNetwork)).toBeLessThan(0.16);
    // For large batches it comes to E[f′²]/Var f, which is at least 1 for every f: Poincaré's inequality.
    expect(growthOf(sampledTheory(sigmoidElementwise, 2000, 200, 1), 2000)).toBeCloseTo(
      1.0335923900399355486,
      2,
    );
    expect(growthOf(sampledTheory(tanhElementwise, 2000, 200, 1), 2000)).toBeCloseTo(
      1.1778072323041796233,
      2,
    );
  });
});
