import { describe, expect, test } from "vitest";
import { depthProfile, type Network } from "./depth-model.ts";
import { describeDepthProfile } from "./depth-summary.ts";

const network: Network = { depth: 20, activation: "sigmoid", scale: "glorot", gain: 1, seed: 1 };

describe("describeDepthProfile", () => {
  test("a gradient that vanishes", () => {
    expect(describeDepthProfile(depthProfile(network))).toMatch(
      /^The first layer receives 1\.22\u{A0}×\u{A0}10⁻¹² of what the last layer receives\. On average, a layer passes on 23\.6\u{A0}% of the gradient\. .* 20 sigmoid layers with 32 units each\.$/u,
    );
  });

  test("a gradient that explodes", () => {
    const text = describeDepthProfile(
      depthProfile({ ...network, activation: "relu", scale: "gain", gain: 2 }),
    );
    expect(text).toMatch(
      /^The first layer receives \d+ times what the last layer receives\. On average, a layer multiplies/,
    );
  });

  test("a dead network", () => {
    const dead = depthProfile({ ...network, depth: 50, activation: "relu", width: 1, batch: 1 });
    expect(describeDepthProfile(dead)).toContain("No gradient reaches any of the 50 layers");
  });
});
