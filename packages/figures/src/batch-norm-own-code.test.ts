import { expect, test } from "vitest";
import { batchNormNetworks } from "./batch-norm-model.ts";
import { compute } from "./batch-norm-own-code.ts";

const values = { activation: "relu", sigmaW: 1, batch: "4", seed: 2 } as const;
const meanOf = (x: readonly number[]) => x.reduce((sum, entry) => sum + entry, 0) / x.length;
const normalized = (x: readonly number[], epsilon: number) => {
  const mean = meanOf(x);
  const s = Math.sqrt(meanOf(x.map((entry) => (entry - mean) ** 2)) + epsilon);
  return { s, n: x.map((entry) => (entry - mean) / s) };
};
const own = {
  batchNorm: (x: number[], gamma: number, beta: number, epsilon: number) =>
    normalized(x, epsilon).n.map((entry) => gamma * entry + beta),
  batchNormBackward(x: number[], gamma: number, epsilon: number, upstream: number[]) {
    const { s, n } = normalized(x, epsilon);
    const along = meanOf(upstream.map((g, i) => g * (n[i] as number)));
    return {
      x: upstream.map((g, i) => (gamma / s) * (g - meanOf(upstream) - (n[i] as number) * along)),
      gamma: 0,
      beta: 0,
    };
  },
};

test("computes the figure with the learner's functions", () => {
  const [mine, theirs] = [compute(own, values), batchNormNetworks(values)];
  for (const [place, { normalized }] of mine.layers.entries()) {
    const expected = theirs.layers[place]?.normalized;
    expect(normalized.activations / (expected?.activations ?? 0)).toBeCloseTo(1, 6);
    expect(normalized.gradient / (expected?.gradient ?? 0)).toBeCloseTo(1, 5);
  }
});

test("says what a function gave that is no gradient of a batch", () => {
  expect(() => compute({ ...own, batchNorm: () => [1] }, values)).toThrow("batchNorm gave");
  expect(() => compute({ ...own, batchNormBackward: () => 3 }, values)).toThrow(
    "batchNormBackward gave undefined",
  );
  expect(() => compute({ batchNorm: own.batchNorm }, values)).toThrow(
    "exports no function batchNormBackward",
  );
});
