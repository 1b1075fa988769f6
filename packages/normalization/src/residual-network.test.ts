import type { Tensor } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { reluTheory } from "./test-support/batch-norm-theory.ts";
import { normalizations } from "./test-support/normalizations.ts";
import { meanAndVariance } from "./test-support/on-a-tape.ts";
import { relu, runRandomNetwork } from "./test-support/random-network.ts";

const [depth, width, seeds] = [50, 128, [1, 2, 3, 4, 5, 6]];

/** A branch with weights of variance 2/fan-in (He), times a scale. */
const branch = (x: Tensor, weight: Tensor, scale = 1) =>
  x
    .apply(relu)
    .matmul(weight)
    .scale(scale * Math.SQRT2);

/** Π (1 + what one block adds), over all blocks. */
const product = (added: (block: number) => number) =>
  Array.from({ length: depth }, (_, block) => 1 + added(block)).reduce((all, factor) => all * factor);

/**
 * In a block before which a batch of B is normalised, c is the variance of a feature apart from what the batch has in common. The
 * branch adds 2 · `variance` to it, and 2 · `passed` · B/(c (B − 3)) to the squared gradient.
 */
const preBatchGrowth = (batch: number) => {
  const { variance, passed } = reluTheory(batch);
  return product((block) => (2 * passed * batch) / ((batch - 3) * (1 + 2 * variance * block)));
};

describe(`in ${depth} residual blocks the squared gradient grows toward the input`, () => {
  // The deviations are those of ln(growth) and of ln(growth of the mean square) from seed to seed, over the seeds 101 to 140.
  test.each([
    {
      name: "x + W f(x)",
      growth: 2 ** depth,
      meanSquare: 2 ** depth,
      batch: 4,
      deviations: [0.75, 1.31],
      block: branch,
    },
    {
      name: "x + W f(x)/√L",
      growth: (1 + 1 / depth) ** depth,
      meanSquare: (1 + 1 / depth) ** depth,
      batch: 4,
      deviations: [0.13, 0.13],
      block: (x: Tensor, w: Tensor) => branch(x, w, 1 / Math.sqrt(depth)),
    },
    {
      name: "x + W f(LN x)",
      growth: 1 + depth,
      meanSquare: 1 + depth,
      batch: 4,
      deviations: [0.26, 0.13],
      block: (x: Tensor, w: Tensor) => branch(normalizations.layer(x), w),
    },
    {
      name: "x + W f(BN x)",
      growth: preBatchGrowth(32),
      meanSquare: 1 + depth,
      batch: 32,
      deviations: [0.15, 0.063],
      block: (x: Tensor, w: Tensor) => branch(normalizations.batch(x), w),
    },
  ])("by $growth with blocks $name", ({ growth, meanSquare, batch, deviations, block }) => {
    const networks = seeds.map((seed) =>
      runRandomNetwork({ depth, width, batch, seed, layer: (x, weight) => x.add(block(x, weight)) }),
    );
    const logarithms = [
      networks.map(({ squaredGradients: [first, ...rest] }) =>
        Math.log((first as number) / (rest.at(-1) as number)),
      ),
      networks.map(({ meanSquares: [first, ...rest] }) =>
        Math.log((rest.at(-1) as number) / (first as number)),
      ),
    ];
    // Five standard deviations of the mean over the seeds: false alarm 6e-7.
    for (const [place, expected] of [growth, meanSquare].entries()) {
      const tolerance = (5 * (deviations[place] as number)) / Math.sqrt(seeds.length);
      expect(Math.abs(meanAndVariance(logarithms[place] ?? []).mean - Math.log(expected))).toBeLessThan(
        tolerance,
      );
    }
  });

  test("for large batches the growth with blocks x + W f(BN x) is Π (1 + 1/v_l) = 153, v_l = 1 + (1 − 1/π) l: polynomial", () => {
    const growth = product((block) => 1 / (1 + (1 - 1 / Math.PI) * block));
    expect(preBatchGrowth(1e7)).toBeCloseTo(growth, 2);
    expect(growth).toBeCloseTo(153.43, 2);
    // Without skips it is exponential.
    expect((Math.PI / (Math.PI - 1)) ** depth).toBeGreaterThan(2e8);
  });
});
