import type { Activation } from "@vanishing/activations";
import { matrix, normalMatrix, probe, random, Tape } from "@vanishing/core";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";

/** How the weights are scaled: by a named rule, or by a gain of one's own. */
export type WeightScale = "glorot" | "he" | "gain";

export interface Network {
  readonly depth: number;
  readonly activation: FigureActivationId;
  readonly scale: WeightScale;
  /** The factor on Glorot's standard deviation, used when `scale` is "gain". */
  readonly gain: number;
  readonly seed: number;
  /** Units in each layer and in the input. Default 32. */
  readonly width?: number;
  /** Examples in the batch. Default 16. */
  readonly batch?: number;
}

export interface LayerGradient {
  /** 1 is next to the input. */
  readonly layer: number;
  /** Root mean square of ∂L/∂z over the batch and the units, z the layer's pre-activations. */
  readonly gradientRms: number;
  /** The same as a share of the last layer's. */
  readonly share: number;
}

export interface DepthProfile {
  readonly kind: "profile";
  readonly network: Network;
  readonly activationName: string;
  readonly width: number;
  readonly layers: readonly LayerGradient[];
  /** What the first layer receives, as a share of what the last layer receives. */
  readonly firstShare: number;
  /** The constant factor a layer that would give `firstShare`; undefined for one layer. */
  readonly gainPerLayer: number | undefined;
}

/**
 * Standard deviation of a weight: √(2 / (fan-in + fan-out)) by Glorot and Bengio (2010, equation 16), √(2 / fan-in) by He et al.
 * (2015, equation 10), or a gain times Glorot's.
 */
export function weightStandardDeviation(
  { scale, gain }: Pick<Network, "scale" | "gain">,
  fanIn: number,
  fanOut: number,
): number {
  if (scale === "he") return Math.sqrt(2 / fanIn);
  return (scale === "gain" ? gain : 1) * Math.sqrt(2 / (fanIn + fanOut));
}

/**
 * Draws a multilayer perceptron with `depth` hidden layers and one logit, runs one seeded batch forward and backward in
 * float64, and reads ∂L/∂z of every layer. Inputs are standard normal, labels are coin flips, biases are 0, the loss
 * is binary cross-entropy.
 */
export function depthProfile(network: Network): DepthProfile {
  const { depth, width = 32, batch = 16 } = network;
  const f: Activation = figureActivations[network.activation];
  const draws = random(network.seed);
  const standardDeviation = weightStandardDeviation(network, width, width);
  const tape = new Tape({ precision: "f64" });

  let h = tape.constant(normalMatrix(draws, batch, width, 1, "f64"));
  const labels = matrix(
    batch,
    1,
    Array.from({ length: batch }, () => draws.integer(2)),
    "f64",
  );
  const readout = tape.parameter(normalMatrix(draws, width, 1, standardDeviation, "f64"));
  for (let layer = 1; layer <= depth; layer++) {
    const weight = tape.parameter(normalMatrix(draws, width, width, standardDeviation, "f64"));
    h = h.matmul(weight).label(`layer ${layer}`).apply(f);
  }
  h.matmul(readout).binaryCrossEntropy(labels).backward();

  const received = probe(tape).map(({ gradientRms }) => gradientRms ?? 0);
  const { layers, firstShare } = shares(received);
  return {
    kind: "profile",
    network,
    activationName: f.name,
    width,
    layers,
    firstShare,
    gainPerLayer: depth > 1 ? firstShare ** (1 / (depth - 1)) : undefined,
  };
}

/** The gradients of the layers, from the first to the last, beside that of the last. */
export function shares(received: readonly number[]): {
  readonly layers: readonly LayerGradient[];
  readonly firstShare: number;
} {
  const last = received.at(-1) ?? 0;
  const layers = received.map((gradientRms, place) => ({
    layer: place + 1,
    gradientRms,
    share: last === 0 ? 0 : gradientRms / last,
  }));
  return { layers, firstShare: layers[0]?.share ?? 0 };
}
