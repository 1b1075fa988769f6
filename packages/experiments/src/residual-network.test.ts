import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import {
  type BranchNormalization,
  residualBranches,
  residualFactors,
  residualGradients,
} from "./residual-network.ts";

const product = (factors: readonly number[]) => factors.reduce((all, factor) => all * factor, 1);
const growth = (normalization: BranchNormalization, scale: number, blocks: number) =>
  product(residualFactors({ normalization, scale, blocks }));

describe("the expected growth of the squared gradient", () => {
  test.each([1, 2, 20, 50])("in %s blocks has its closed forms", (blocks) => {
    for (const scale of [1, 0.5, 0.1, 0]) {
      expect(growth("none", scale, blocks)).toBeCloseTo((1 + scale ** 2) ** blocks, 10);
      expect(growth("layer", scale, blocks)).toBeCloseTo(1 + scale ** 2 * blocks, 10);
    }
    expect(growth("none", 1 / Math.sqrt(blocks), blocks)).toBeCloseTo((1 + 1 / blocks) ** blocks, 10);
  });

  test("of 50 blocks: 2⁵⁰, 2.69, 51 and 153.4", () => {
    expect(growth("none", 1, 50)).toBe(2 ** 50);
    expect(growth("none", 1 / Math.sqrt(50), 50)).toBeCloseTo(2.6916, 4);
    expect(growth("layer", 1, 50)).toBeCloseTo(51, 10);
    expect(growth("batch", 1, 50)).toBeCloseTo(153.43, 2);
  });

  test("with batch normalisation is a power of the depth, π/(π − 1)", () => {
    const power = Math.log2(growth("batch", 1, 20000) / growth("batch", 1, 10000));
    expect(power).toBeCloseTo(Math.PI / (Math.PI - 1), 3);
  });

  test("refuses a number of blocks that is none", () => {
    expect(() => residualFactors({ normalization: "none", scale: 1, blocks: 1.5 })).toThrow(
      /^residualFactors/,
    );
  });
});

describe("real networks", () => {
  // The deviations are those of ln(growth) from seed to seed, over the seeds 101 to 140. The mean of a logarithm lies half of the variance
  // below, and a batch of 64 lifts the way back by up to 64/61 a block.
  test.each([
    { normalization: "none", scale: 1, blocks: 20, batch: 8, deviation: 0.82 },
    { normalization: "none", scale: 50 ** -0.5, blocks: 50, batch: 8, deviation: 0.14 },
    { normalization: "layer", scale: 1, blocks: 50, batch: 8, deviation: 0.28 },
    { normalization: "batch", scale: 1, blocks: 50, batch: 64, deviation: 0.13 },
  ] as const)(
    "$blocks blocks with $normalization normalisation, α = $scale, grow as expected",
    ({ normalization, scale, blocks, batch, deviation }) => {
      const seeds = [1, 2, 3, 4, 5, 6];
      const logarithms = seeds.map((seed) => {
        const [measured] = residualGradients({
          normalization,
          scale,
          blocks,
          depths: [blocks],
          width: 64,
          batch,
          seed,
        });
        return Math.log(measured?.squaredGradients[0] ?? Number.NaN);
      });
      const mean = logarithms.reduce((sum, logarithm) => sum + logarithm, 0) / seeds.length;
      const factors = residualFactors({ normalization, scale, blocks });
      const ofBatch =
        normalization === "batch" ? (3 / 61) * factors.reduce((sum, f) => sum + 1 - 1 / f, 0) : 0;
      // Five standard deviations of the mean over the seeds: false alarm 6e-7.
      const tolerance = (5 * deviation) / Math.sqrt(seeds.length) + deviation ** 2 / 2 + ofBatch;
      expect(Math.abs(mean - Math.log(product(factors)))).toBeLessThan(tolerance);
    },
  );

  const settings = { normalization: "layer", scale: 0.5, blocks: 8, width: 8, batch: 4, seed: 1 } as const;

  test("the last of each list is 1, and there is one entry a state", () => {
    const measured = residualGradients({ ...settings, depths: [1, 8] });
    expect(measured.map(({ blocks }) => blocks)).toEqual([1, 8]);
    expect(measured.map(({ squaredGradients }) => squaredGradients.length)).toEqual([2, 9]);
    for (const { squaredGradients } of measured) expect(squaredGradients.at(-1)).toBe(1);
  });

  test("α = 0 passes the gradient exactly", () => {
    const [measured] = residualGradients({ ...settings, scale: 0, depths: [8] });
    expect(measured?.squaredGradients).toEqual(Array(9).fill(1));
  });

  test("the same seed gives the same bits, and another seed others", () => {
    const run = (seed: number) => residualGradients({ ...settings, seed, depths: [8] });
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  test("the weights have the variance 2/width, and are those of a longer network too", () => {
    const branches = (blocks: number) =>
      residualBranches(random(1), { normalization: "none", blocks, width: 4 });
    expect(branches(2)).toHaveLength(2);
    expect(() => branches(0)).toThrow(/^residualBranches: expected/);
  });
});
