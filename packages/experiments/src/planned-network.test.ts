import { matrixFromRows, probe, random, rms, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { DeepPlan } from "./deep-plan.ts";
import { plannedNetwork } from "./planned-network.ts";
import { soundPlan } from "./planted-faults.ts";

const inputs = matrixFromRows([
  [1, 0],
  [0, -1],
  [-0.6, 0.8],
  [0.8, 0.6],
]);

function forward(changes: Partial<DeepPlan>, depth = 3) {
  const tape = new Tape();
  const network = plannedNetwork({ ...soundPlan("relu", depth), ...changes }, depth, random(1));
  const logits = network.forward(tape, tape.constant(inputs));
  logits.sum().backward();
  return {
    network,
    logits,
    labelled: new Map(tape.labelled().map((record) => [record.label, record])),
    tape,
  };
}

describe("a planned network", () => {
  test("has a weight for each layer, and gives a logit for each example", () => {
    const { network, logits } = forward({});
    expect(network.weights.map(({ rows, columns }) => [rows, columns])).toEqual([
      [2, 16],
      [16, 16],
      [16, 16],
    ]);
    expect([logits.rows, logits.columns]).toEqual([4, 1]);
    expect(network.parameters()).toHaveLength(8);
  });

  test("begins with directions of the length √2", () => {
    const [weight] = forward({}).network.weights;
    for (let unit = 0; unit < 16; unit++) {
      expect(Math.hypot(weight?.data[unit] ?? 0, weight?.data[16 + unit] ?? 0)).toBeCloseTo(Math.SQRT2, 6);
    }
  });

  test("reports z and the output of each layer", () => {
    const { tape } = forward({});
    expect(probe(tape).map(({ label }) => label)).toEqual(
      [1, 2, 3].flatMap((layer) => [`layer ${layer}`, `layer ${layer} output`]),
    );
  });

  test("adds a branch that counts s to z, and without skips has the branch alone", () => {
    const [plain, half, whole] = [0, 0.5, 1].map((branchScale) => forward({ branchScale }).labelled);
    const z = (labelled: typeof plain, layer: number) => labelled?.get(`layer ${layer}`)?.value.data ?? [];
    const [first, branch] = [z(plain, 1), z(plain, 2)];
    expect(z(half, 1)).toEqual(first);
    for (const place of [0, 7, 40]) {
      expect(z(half, 2)[place]).toBeCloseTo((first[place] ?? 0) + 0.5 * (branch[place] ?? 0), 5);
      expect(z(whole, 2)[place]).toBeCloseTo((first[place] ?? 0) + (branch[place] ?? 0), 5);
    }
  });

  test("scales its hidden weights by the gain", () => {
    const rmsOf = (gain: number) => rms(forward({ gain }).network.weights[1] ?? inputs);
    expect(rmsOf(3) / rmsOf(1)).toBeCloseTo(3, 5);
    expect(rmsOf(1)).toBeGreaterThan(0.2);
    expect(rmsOf(1)).toBeLessThan(0.3);
  });

  test.each(["batch", "layer"] as const)("normalises before the activation by %s", (normalization) => {
    const { labelled, network } = forward({ normalization, activation: "tanh", gain: 5 });
    const normalised = labelled.get("layer 2 output")?.activation?.preActivation ?? inputs;
    expect(rms(normalised)).toBeCloseTo(1, 3);
    expect(network.parameters()).toHaveLength(8 + 2 * 3);
  });
});
