import { meanField } from "@vanishing/initializers";
import { describe, expect, test } from "vitest";
import { type EdgeValues, edgeDepth, edgeOfChaos } from "./edge-of-chaos-model.ts";
import { figureActivations } from "./figure-activations.ts";

const critical: EdgeValues = {
  activation: "tanh",
  sigmaW: 1,
  sigmaB: 0,
  weights: "gaussian",
  width: "48",
  seed: 1,
};

describe("theory", () => {
  // TRUTH B.5, 50 layers.
  test.each([
    ["tanh", 1, 0.1209517],
    ["tanh", 5 / 3, 79.72033],
    ["sigmoid", 1, 1.689477e-31],
    ["relu", Math.SQRT2, 1],
  ] as const)("%s with σ_w = %s leaves %s along the lengths", (activation, sigmaW, left) => {
    const [first] = edgeOfChaos({ ...critical, activation, sigmaW, width: "8" }).layers;
    expect(Math.abs((first?.alongLengths ?? 0) / left - 1)).toBeLessThan(1e-6);
  });

  test("by χ₁ alone takes the fixed point's factor in all layers", () => {
    const { layers, rest } = edgeOfChaos({ ...critical, sigmaW: 1.5, sigmaB: 0.3, width: "8" });
    expect(rest).toMatchObject({
      kind: "fixed",
      chi1: meanField(figureActivations.tanh, { sigmaW: 1.5, sigmaB: 0.3 }).fixedPoint().chi1,
    });
    expect(layers[0]?.atRest).toBeCloseTo(rest.chi1 ** ((edgeDepth - 1) / 2), 9);
    expect(layers.at(-1)).toMatchObject({ layer: edgeDepth, alongLengths: 1, atRest: 1, measured: 1 });
  });

  test("says where lengths have no fixed point", () => {
    expect(edgeOfChaos({ ...critical, activation: "relu", width: "8" }).rest).toMatchObject({
      kind: "scale-free",
      length: undefined,
      chi1: 0.5,
    });
    expect(
      edgeOfChaos({ ...critical, activation: "relu", sigmaW: 2, sigmaB: 1, width: "8" }).rest,
    ).toMatchObject({ kind: "diverges", chi1: 2 });
  });
});

describe("the network", () => {
  /** ln of the first layer's norm, as measured, less that by theory. */
  function strayed(values: EdgeValues): number {
    const [first] = edgeOfChaos(values).layers;
    return Math.log((first?.measured ?? 0) / (first?.alongLengths ?? 1));
  }

  test.each([
    ["relu", Math.SQRT2, 0, 5],
    ["sigmoid", 1, 0, 2.1],
    ["tanh", 1, 0, 2.1],
    ["tanh", 1.5, 0.5, 4],
  ] as const)(
    "of %s, σ_w = %s and σ_b = %s strays from theory by its width",
    (activation, sigmaW, sigmaB, spread) => {
      // ln of the squared norm has the variance V / n a layer, V = 3 E[φ′⁴] / E[φ′²]² − 1, and a mean below by half of that. Twice as much for what
      // the lengths stray. Five standard deviations: a chance of 6e-7.
      const n = 48;
      const variance = (2 * spread * (edgeDepth - 1)) / n;
      const deviation = strayed({ ...critical, activation, sigmaW, sigmaB });
      expect(Math.abs(2 * deviation + variance / 2)).toBeLessThanOrEqual(5 * Math.sqrt(variance));
    },
  );

  test("with orthogonal weights strays less", () => {
    const seeds = Array.from({ length: 12 }, (_, k) => k + 1);
    const spreadOf = (weights: EdgeValues["weights"]) => {
      const all = seeds.map((seed) => strayed({ ...critical, weights, width: "16", seed }));
      const mean = all.reduce((a, b) => a + b) / all.length;
      return all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1);
    };
    // The quotient of two sample variances, of 12 draws each, exceeds 5 in one of 150 cases where they are the same.
    expect(spreadOf("gaussian")).toBeGreaterThan(5 * spreadOf("orthogonal"));
  });

  test("is the same for the same seed, and follows a slider without new draws", () => {
    expect(edgeOfChaos(critical)).toEqual(edgeOfChaos(critical));
    const first = (values: EdgeValues) => edgeOfChaos(values).layers[0]?.measured ?? 0;
    expect(first({ ...critical, seed: 2 })).not.toBe(first(critical));
    expect(Math.abs(Math.log(first({ ...critical, sigmaW: 1.001 }) / first(critical)))).toBeLessThan(0.2);
  });
});
