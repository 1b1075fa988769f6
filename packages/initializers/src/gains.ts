import type { Activation } from "@vanishing/activations";
import { describeValue, failure } from "@vanishing/core";
import { gaussianMoments } from "./gaussian-moments.ts";
import { checkNonlinearity, type Nonlinearity } from "./nonlinearity.ts";

/** A gain that PyTorch's `calculate_gain` recommends, and what it comes to in a deep network. */
export interface FrameworkGain {
  /** The id of the activation. */
  readonly id: string;
  /** The recommended σ_w for weights of variance gain² / fan-in. */
  readonly gain: number;
  /** What mean-field theory says of it. */
  readonly note: string;
}

/** The rows of `calculate_gain` whose activation is in the table, by its id. */
export const frameworkGains: Readonly<Record<string, FrameworkGain>> = {
  identity: { id: "identity", gain: 1, note: "Exact: χ₁ = 1 at every length." },
  sigmoid: {
    id: "sigmoid",
    gain: 1,
    note: "The gradient norm falls to 0.236 a layer. The critical gain is 10.15.",
  },
  tanh: {
    id: "tanh",
    gain: 5 / 3,
    note: "Near the forward gain 1.593, and in the exploding phase: the gradient norm grows by 10.0 % a layer. The critical gain is 1.",
  },
  relu: { id: "relu", gain: Math.SQRT2, note: "Exact: χ₁ = 1 at every length." },
  leakyRelu: {
    id: "leakyRelu",
    gain: Math.sqrt(2 / (1 + 0.01 * 0.01)),
    note: "Exact: χ₁ = 1 at every length. For a slope a other than 0.01 it is √(2 / (1 + a²)).",
  },
  selu: {
    id: "selu",
    gain: 3 / 4,
    note: "Nearly critical, χ₁ = 1.0037, but lengths shrink to 0.023. Self-normalisation, q* = 1, needs gain 1, where χ₁ = 1.0716.",
  },
};

/** The forward gain 1/√E[φ(z)²]: with σ_w of this size the length 1 is a fixed point, though for GELU and its like an unstable one. */
export function forwardGain(f: Nonlinearity): number {
  return 1 / Math.sqrt(gaussianMoments(f).meanSquare);
}

/** The backward gain 1/√E[φ′(z)²]: with σ_w of this size a layer of length 1 keeps the expected squared gradient norm. */
export function backwardGain(f: Nonlinearity): number {
  return 1 / Math.sqrt(gaussianMoments(f).slopeMeanSquare);
}

/** Ways to choose a gain for an activation. See `gainFor`. */
export type GainConvention = "critical" | "framework" | "forward" | "backward";

/**
 * A gain for an activation, to be passed to `heNormal`, `lecunNormal` or `orthogonal`: σ_w = gain.
 *
 * - `"critical"`, the default: χ₁ = 1 at the fixed point of the lengths, as the activation's row states it. None for GELU and its like.
 * - `"framework"`: what PyTorch's `calculate_gain` recommends, see `frameworkGains`; for leaky ReLU with the slope of the row.
 * - `"forward"`: 1/√E[φ²] at length 1.
 * - `"backward"`: 1/√E[φ′²] at length 1.
 *
 * @throws when this is no activation, the convention is unknown, or has no gain for the activation.
 */
export function gainFor(activation: Activation, convention: GainConvention = "critical"): number {
  checkNonlinearity("gainFor", activation);
  const gains: Readonly<Record<GainConvention, () => number | undefined>> = {
    critical: () => activation.criticalGain,
    framework: () =>
      activation.id === "leakyRelu" ? slopeGain(activation) : frameworkGains[activation.id]?.gain,
    forward: () => forwardGain(activation),
    backward: () => backwardGain(activation),
  };
  if (!Object.hasOwn(gains, convention)) {
    throw failure(
      "gainFor",
      `one of the conventions ${Object.keys(gains).join(", ")}`,
      describeValue(convention),
      "name one of them",
    );
  }
  const gain = gains[convention]();
  if (gain !== undefined && gain < Infinity) return gain;
  throw failure(
    "gainFor",
    `an activation with a ${convention} gain`,
    activation.name,
    convention === "forward" ? "none exists" : 'use "forward", or normalise the layers',
  );
}

/** √(2 / (1 + a²)) for the slope a on the left. */
function slopeGain(activation: Activation): number {
  const slope = activation.derivative(-1);
  return Math.sqrt(2 / (1 + slope * slope));
}
