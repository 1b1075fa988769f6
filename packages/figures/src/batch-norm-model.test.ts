import { describe, expect, test } from "vitest";
import { type BatchNormValues, batchNormNetworks, networkDepth } from "./batch-norm-model.ts";
import { describeBatchNorm, perLayer } from "./batch-norm-summary.ts";

const values: BatchNormValues = { activation: "relu", sigmaW: 0.8, batch: "64", seed: 1 };
const firstOf = (changed: Partial<BatchNormValues>) => {
  const [first] = batchNormNetworks({ ...values, ...changed }).layers;
  if (first === undefined) throw new Error("There is a first layer.");
  return first;
};

describe("without batch norm", () => {
  test("ReLU keeps √(σ_w²/2) of size and gradient a layer, but for what a width of 48 strays", () => {
    const { layers } = batchNormNetworks(values);
    const factor = 0.8 / Math.SQRT2;
    // The standard deviation of ln norm is √(5/48)/2 a layer: over 29 layers five of them are a factor of 77.
    const strays = Math.exp(5 * (Math.sqrt(5 / 48) / 2) * Math.sqrt(networkDepth - 1));
    const share = (layers[0]?.plain.gradient ?? 0) / factor ** (networkDepth - 1);
    expect(Math.max(share, 1 / share)).toBeLessThan(strays);
  });
});

describe("with batch norm", () => {
  test("the size is the same in every layer, whatever the scale of the weights", () => {
    for (const sigmaW of [0.1, 3]) {
      const { layers } = batchNormNetworks({ ...values, sigmaW });
      // E[relu(x)²] of a standard normal is 1/2; normalised columns have a mean square of 1 to 1e-3 and below.
      for (const { normalized } of layers) expect(normalized.activations).toBeCloseTo(Math.SQRT1_2, 1);
    }
  });

  test("the gradient grows by about √(π/(π − 1)) a layer with ReLU, and more with small batches", () => {
    const growth = (batch: BatchNormValues["batch"]) => perLayer(firstOf({ batch }).normalized, networkDepth);
    const largeBatch = Math.sqrt(Math.PI / (Math.PI - 1));
    expect(growth("64")).toBeGreaterThan(largeBatch * 0.95);
    expect(growth("64")).toBeLessThan(largeBatch * 1.1);
    expect(growth("8")).toBeGreaterThan(growth("64"));
  });
});

test("every gradient is a share of the last layer's", () => {
  const { layers } = batchNormNetworks(values);
  expect(layers).toHaveLength(networkDepth);
  expect(layers.at(-1)?.plain.gradient).toBe(1);
  expect(layers.at(-1)?.normalized.gradient).toBe(1);
});

test("is told in words", () => {
  expect(describeBatchNorm(batchNormNetworks(values))).toMatch(
    /^30 layers of ReLU with σ_w = 0\.8, batch of 64\. Without batch norm: activations .* With batch norm: .* a factor of 1\.\d+ a layer on the way back\.$/,
  );
});
