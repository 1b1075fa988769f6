import { activations, celuWithAlpha, eluWithAlpha, leakyReluWithSlope } from "@vanishing/activations";
import { tanhElementwise } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { criticalSigmaW } from "./critical-sigma.ts";
import { meanField } from "./mean-field.ts";

describe("criticalSigmaW", () => {
  test.each(Object.values(activations))("of $id is the critical gain in its row", (row) => {
    const found = criticalSigmaW(row);
    if (row.criticalGain === undefined) expect(found).toBeUndefined();
    else expect((found ?? Number.NaN) / row.criticalGain).toBeCloseTo(1, 12);
  });

  test.each([
    ["tanh", 1],
    ["erf", Math.sqrt(Math.PI) / 2],
    ["relu", Math.SQRT2],
    ["selu", 0.6904860736341848],
    ["sigmoid", 10.149263710019526453],
    ["hardSigmoidSixth", 10.32948311068878],
    ["gelu", undefined],
    ["silu", undefined],
    ["mish", undefined],
    ["hardSwish", undefined],
    ["softplus", undefined],
    ["step", undefined],
  ] as const)("of %s is %d", (id, sigmaW) => {
    const found = criticalSigmaW(activations[id]);
    if (sigmaW === undefined) expect(found).toBeUndefined();
    else expect((found ?? Number.NaN) / sigmaW).toBeCloseTo(1, 12);
  });

  test.each([
    ["leaky ReLU", leakyReluWithSlope(0.2)],
    ["ELU", eluWithAlpha(1.5)],
    ["CELU", celuWithAlpha(2)],
  ])("of a %s with other numbers is that of its row", (_name, row) => {
    expect((criticalSigmaW(row) ?? Number.NaN) / (row.criticalGain ?? Number.NaN)).toBeCloseTo(1, 12);
  });

  test.each(["tanh", "erf", "sigmoid", "selu", "arctan"] as const)(
    "with biases χ₁ of %s is 1 there, below 1 before and above 1 after",
    (id) => {
      const f = activations[id];
      for (const sigmaB of [0.01, 0.2, 1]) {
        const sigmaW = criticalSigmaW(f, sigmaB) ?? Number.NaN;
        const chi1 = (factor: number) => meanField(f, { sigmaW: factor * sigmaW, sigmaB }).fixedPoint().chi1;
        expect(chi1(1)).toBeCloseTo(1, 12);
        expect(chi1(0.99)).toBeLessThan(1 - 1e-4);
        expect(chi1(1.01)).toBeGreaterThan(1 + 1e-4);
      }
    },
  );

  test("with biases ReLU has none: at √2 its lengths grow without bound", () => {
    expect(criticalSigmaW(activations.relu, 0.1)).toBeUndefined();
  });

  test("scales against the function", () => {
    const steep = {
      name: "tanh 30x",
      value: (x: number) => tanhElementwise.value(30 * x),
      derivative: (x: number) => 30 * tanhElementwise.derivative(30 * x),
    };
    expect(criticalSigmaW(steep)).toBeCloseTo(1 / 30, 13);
    // tanh(30x) at σ_b is tanh at 30 σ_b, with σ_w divided by 30.
    expect((criticalSigmaW(steep, 0.01) ?? Number.NaN) * 30).toBeCloseTo(
      criticalSigmaW(activations.tanh, 0.3) ?? Number.NaN,
      11,
    );
  });

  test.each([
    [() => criticalSigmaW(3 as never), "criticalSigmaW: expected an elementwise function"],
    [
      () => criticalSigmaW(activations.tanh, -1),
      "criticalSigmaW: expected sigmaB to be a finite number from 0",
    ],
    [() => criticalSigmaW(activations.tanh, Number.NaN), "came NaN"],
  ])("refuses bad input (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});
