import { residualFactors } from "@vanishing/experiments";
import { expect, test } from "vitest";
import { cellAt, depths, normalizations, residualPicture, scales } from "./residual-grid.ts";
import { residualMap } from "./residual-model.ts";

const map = residualMap({ seed: 1 });

test("there is a network for each normalisation, scale and depth", () => {
  expect(map.cells).toHaveLength(normalizations.length * scales.length * depths.length);
  const keys = map.cells.map(({ normalization, scale, blocks }) => `${normalization} ${scale} ${blocks}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("theory has its closed forms in every cell", () => {
  for (const { normalization, scale, blocks, expected } of map.cells) {
    if (normalization === "none") expect(expected / (1 + scale ** 2) ** blocks).toBeCloseTo(1, 12);
    if (normalization === "layer") expect(expected / (1 + scale ** 2 * blocks)).toBeCloseTo(1, 12);
  }
});

test("on the diagonal α = 1/√L theory stays between 2 and e", () => {
  for (const blocks of depths) {
    const { expected } = cellAt(map, { normalization: "none", scale: 1 / Math.sqrt(blocks), blocks });
    expect(expected).toBeCloseTo((1 + 1 / blocks) ** blocks, 12);
  }
});

/**
 * The variance of ln of the growth in a network of width 32. A block that adds the share c strays by 4p/n, p = c/(1 + c), from its weights, and
 * by p/√n from the share of units that are on, which stays alike as long as x does: by (2/π) arcsin of the cosine between two states.
 */
function variance(factors: readonly number[], growthOfSquares: (block: number) => number): number {
  const shares = factors.map((factor) => 1 - 1 / factor);
  let units = 0;
  for (const [i, share] of shares.entries()) {
    for (const [j, other] of shares.entries()) {
      const cosine = Math.sqrt(growthOfSquares(Math.min(i, j)) / growthOfSquares(Math.max(i, j)));
      units += share * other * (2 / Math.PI) * Math.asin(cosine);
    }
  }
  return (4 * total(shares) + units) / 32;
}

const total = (list: readonly number[]) => list.reduce((sum, entry) => sum + entry, 0);

test("the networks are near theory", () => {
  for (const { normalization, scale, blocks, measured, expected } of map.cells) {
    const factors = residualFactors({ normalization, scale, blocks });
    const spread = variance(factors, (block) =>
      normalization === "none" ? (1 + scale ** 2) ** block : 1 + scale ** 2 * block,
    );
    // A batch of 32 lifts the way back by 32/29 a block at most. The mean of a logarithm lies half of the variance below.
    const ofBatch = normalization === "batch" ? (3 / 29) * total(factors.map((factor) => 1 - 1 / factor)) : 0;
    expect(Math.abs(Math.log(measured / expected))).toBeLessThan(
      4 * Math.sqrt(spread) + spread / 2 + ofBatch,
    );
  }
});

test("nothing vanishes", () => {
  for (const { measured } of map.cells) expect(measured).toBeGreaterThan(0.8);
});

test("the same seed gives the same map", () => {
  expect(residualMap({ seed: 1 })).toEqual(map);
  expect(residualMap({ seed: 2 })).not.toEqual(map);
});

test("the sliders choose a scale and a depth", () => {
  expect(residualPicture(map, { scale: 0, depth: 6, seed: 1 })).toMatchObject({ scale: 1 / 8, blocks: 64 });
  expect(residualPicture(map, { scale: 6, depth: 0, seed: 1 })).toMatchObject({ scale: 1, blocks: 1 });
});
