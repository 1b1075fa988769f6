import { describe, expect, test } from "vitest";
import { type EdgeValues, edgeOfChaos } from "./edge-of-chaos-model.ts";
import { phases } from "./edge-of-chaos-phases.ts";
import { describeEdge, widestFor } from "./edge-of-chaos-summary.ts";
import { formatNumber } from "./frame/format.ts";

const start: EdgeValues = {
  activation: "tanh",
  sigmaW: 1,
  sigmaB: 0,
  weights: "gaussian",
  width: "8",
  seed: 1,
};

function pictureOf(values: EdgeValues) {
  return {
    phases: phases({ activation: values.activation, widest: widestFor(values) }),
    ...edgeOfChaos(values),
  };
}

describe("the summary", () => {
  test("says the phase, the edge, and what three ways of asking leave", () => {
    const picture = pictureOf(start);
    const [first] = picture.layers;
    const text = describeEdge(picture);
    expect(text).toContain("tanh at σ_w = 1, σ_b = 0: on the edge (the edge is at σ_w = 1), χ₁ = 1, q* = 0.");
    expect(text).toContain(`receives ${formatNumber(first?.measured ?? 0)} times the norm of the last.`);
    expect(text).toContain("Theory says 0.121 along the lengths, and 1 by χ₁ alone.");
  });

  test.each([
    [{ sigmaW: 0.9 }, "ordered, depth scale 4.75 layers (the edge is at σ_w = 1), χ₁ = 0.81, q* = 0."],
    [{ sigmaW: 5 / 3 }, "chaotic, growth length 5.25 layers (the edge is at σ_w = 1), χ₁ = 1.21, q* = 1.18."],
    [{ activation: "relu", sigmaW: 2 }, "χ₁ = 2, χ is the same at every length."],
    [{ activation: "relu", sigmaW: 2, sigmaB: 1 }, "χ₁ = 2, lengths without bound."],
    [{ activation: "sigmoid", sigmaB: 1 }, "the edge is at σ_w = 10.26"],
    [{ activation: "sigmoid", sigmaW: 10.15 }, "sigmoid at σ_w = 10.15, σ_b = 0: chaotic"],
    [{ sigmaB: 0.3 }, "the edge is at σ_w = 1.396"],
    [{ sigmaB: 2 }, "the edge is at σ_w = 2.325"],
  ] as const)("of %o reads: %s", (change, words) => {
    expect(describeEdge(pictureOf({ ...start, ...change }))).toContain(words);
  });

  test("changes with every control", () => {
    const changes = [
      { sigmaW: 1.05 },
      { sigmaB: 0.1 },
      { activation: "relu" },
      { weights: "orthogonal" },
      { width: "16" },
      { seed: 2 },
    ] as const;
    const texts = [start, ...changes.map((change) => ({ ...start, ...change }))].map((values) =>
      describeEdge(pictureOf(values)),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test("the picture is wide where the sigmoid's edge, or the chosen point, lies far out", () => {
  expect(widestFor({ activation: "tanh", sigmaW: 4 })).toBe(4);
  expect(widestFor({ activation: "tanh", sigmaW: 4.05 })).toBe(16);
  expect(widestFor({ activation: "sigmoid", sigmaW: 1 })).toBe(16);
});
