import { activations, leakyReluWithSlope } from "@vanishing/activations";
import { describe, expect, test } from "vitest";
import { backwardGain, forwardGain, frameworkGains, gainFor } from "./gains.ts";
import { meanField } from "./mean-field.ts";

test.each([
  ["sigmoid", 1.846228545338605413, 4.7226460859379743309],
  ["tanh", 1.5925374197228314278, 1.4674135916307951496],
  ["relu", Math.SQRT2, Math.SQRT2],
  ["selu", 1, 0.96602577697390117059],
  ["gelu", 1.5335304411955352338, 1.4811144127083481966],
  ["hardSwish", 1.73665721276654, 1.67007636744138],
] as const)("the unit-variance gains of %s", (id, forward, backward) => {
  expect(forwardGain(activations[id]) / forward).toBeCloseTo(1, 13);
  expect(backwardGain(activations[id]) / backward).toBeCloseTo(1, 13);
});

test("with the forward gain the length 1 is kept, with the backward gain the gradient there", () => {
  for (const f of Object.values(activations)) {
    expect(meanField(f, { sigmaW: forwardGain(f) }).lengthMap(1)).toBeCloseTo(1, 13);
    if (f.id !== "step") expect(meanField(f, { sigmaW: backwardGain(f) }).chi(1)).toBeCloseTo(1, 13);
  }
});

describe("the framework's gains", () => {
  test("are those of calculate_gain", () => {
    expect(Object.values(frameworkGains).map(({ id, gain }) => [id, gain])).toEqual([
      ["identity", 1],
      ["sigmoid", 1],
      ["tanh", 5 / 3],
      ["relu", Math.SQRT2],
      ["leakyRelu", Math.sqrt(2 / 1.0001)],
      ["selu", 3 / 4],
    ]);
  });

  // The numbers that the notes state.
  test.each([
    ["sigmoid", 0.236, 3],
    ["tanh", 1.1, 3],
    ["relu", 1, 14],
    ["leakyRelu", 1, 14],
    ["selu", 1.0018334945685296136, 13],
    ["identity", 1, 14],
  ] as const)("of %s multiplies the gradient norm by %d a layer", (id, factor, digits) => {
    const sigmaW = frameworkGains[id]?.gain ?? Number.NaN;
    expect(Math.sqrt(meanField(activations[id], { sigmaW }).fixedPoint().chi1)).toBeCloseTo(factor, digits);
  });
});

describe("gainFor", () => {
  test("takes the critical gain from the activation's row, unless told otherwise", () => {
    expect(gainFor(activations.tanh)).toBe(activations.tanh.criticalGain);
    expect(gainFor(activations.tanh, "framework")).toBe(5 / 3);
    expect(gainFor(activations.tanh, "forward")).toBe(forwardGain(activations.tanh));
    expect(gainFor(activations.tanh, "backward")).toBe(backwardGain(activations.tanh));
  });

  test("knows the slope of a leaky ReLU", () => {
    expect(gainFor(leakyReluWithSlope(0.5), "framework")).toBeCloseTo(Math.sqrt(2 / 1.25), 15);
    expect(gainFor(leakyReluWithSlope(0.5))).toBeCloseTo(Math.sqrt(2 / 1.25), 15);
  });

  test.each([
    [activations.gelu, undefined, "gainFor: expected an activation with a critical gain, came GELU"],
    [activations.gelu, "framework", "gainFor: expected an activation with a framework gain, came GELU"],
    [activations.step, "backward", "gainFor: expected an activation with a backward gain, came step"],
    [
      activations.tanh,
      "xavier",
      'gainFor: expected one of the conventions critical, framework, forward, backward, came "xavier"',
    ],
    [activations.tanh, "constructor", 'came "constructor"'],
    [undefined, undefined, "gainFor: expected an elementwise function"],
    ["tanh", undefined, "gainFor: expected an elementwise function"],
  ])("refuses what it has no gain for (%#)", (activation, convention, message) => {
    expect(() => gainFor(activation as never, convention as never)).toThrow(message);
  });
});
