import { relu, tanh } from "@vanishing/activations";
import { criticalSigmaW, meanField } from "@vanishing/initializers";
import { describe, expect, test } from "vitest";
import { phases } from "./edge-of-chaos-phases.ts";
import { figureActivations } from "./figure-activations.ts";

const lineOf = (chi1: number, model: ReturnType<typeof phases>) =>
  model.isolines.find((line) => line.chi1 === chi1)?.sigmaWs ?? [];

describe("the line χ₁ = 1", () => {
  test.each([
    ["tanh", 4],
    ["tanh", 16],
    ["sigmoid", 16],
  ] as const)("of %s, up to σ_w = %s, is where criticalSigmaW finds it", (activation, widest) => {
    const model = phases({ activation, widest });
    const line = lineOf(1, model);
    expect(line).toHaveLength(model.sigmaBs.length);
    for (const [row, sigmaB] of model.sigmaBs.entries()) {
      const exact = criticalSigmaW(figureActivations[activation], sigmaB) ?? Number.NaN;
      // Interpolation over a stretch of 0.25/32 at most: far below the third digit, which the summary states.
      expect(Math.abs((line[row] as number) - exact)).toBeLessThan(1e-4);
    }
  });

  test("of the sigmoid is out of reach of a picture up to 4", () => {
    expect(lineOf(1, phases({ activation: "sigmoid", widest: 4 })).every((sigmaW) => sigmaW === 4)).toBe(
      true,
    );
  });
});

test("ReLU has χ₁ = σ_w² / 2 whatever the biases are", () => {
  for (const { chi1, sigmaWs } of phases({ activation: relu.id as "relu", widest: 4 }).isolines) {
    for (const sigmaW of sigmaWs) expect(sigmaW).toBeCloseTo(Math.min(4, Math.sqrt(2 * chi1)), 9);
  }
});

test("each line has its χ₁, and lies to the right of the one before", () => {
  const { isolines, sigmaBs } = phases({ activation: "tanh", widest: 4 });
  for (const [place, { chi1, sigmaWs }] of isolines.entries()) {
    for (const [row, sigmaW] of sigmaWs.entries()) {
      const before = isolines[place - 1]?.sigmaWs[row] ?? 0;
      expect(sigmaW).toBeGreaterThanOrEqual(before);
      const there = meanField(tanh, { sigmaW, sigmaB: sigmaBs[row] as number }).fixedPoint().chi1;
      if (sigmaW < 4) expect(Math.abs(there / chi1 - 1)).toBeLessThan(0.01);
    }
  }
});
