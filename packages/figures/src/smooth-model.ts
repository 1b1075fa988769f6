import type { Activation } from "@vanishing/activations";
import { matrix, normalMatrix, probe, random, rms, Tape, type Tensor } from "@vanishing/core";
import { type LayerGradient, shares } from "./depth-model.ts";
import { type CurvePoint, derivativePieces } from "./derivative-pieces.ts";
import { type SmoothActivationId, smoothActivations } from "./smooth-activations.ts";
import { slopeRange, type WeightScale } from "./smooth-settings.ts";

/** What the figure's controls hold. */
export interface RaceValues {
  readonly first: SmoothActivationId;
  readonly second: SmoothActivationId;
  readonly scale: WeightScale;
  /** σ_w, the standard deviation of a weight times √fan-in, used when `scale` is "gain". */
  readonly gain: number;
  readonly depth: number;
  readonly seed: number;
}

/** The size of both networks. */
export interface RaceSize {
  /** Units in each layer and in the input. Default 32. */
  readonly width?: number;
  /** Examples in the batch. Default 16. */
  readonly batch?: number;
}

export interface Layer extends LayerGradient {
  /** Root mean square of the layer's pre-activations z. */
  readonly preActivationRms: number;
}

/** One of the two networks. */
export interface Runner {
  readonly activationName: string;
  readonly layers: readonly Layer[];
  /** What the first layer receives, as a share of what the last layer receives. */
  readonly firstShare: number;
  /** The derivative of the activation over `slopeRange`, in pieces where it jumps. */
  readonly derivative: readonly (readonly CurvePoint[])[];
  /** Where the middle nine tenths of the last layer's pre-activations lie. */
  readonly lastLayer: { readonly from: number; readonly to: number };
  /** The shares of all units of all layers, on all examples, whose slope is below 0 and above 1. */
  readonly slopes: { readonly belowZero: number; readonly aboveOne: number };
}

export interface Race {
  readonly values: RaceValues;
  readonly width: number;
  readonly runners: readonly [first: Runner, second: Runner];
}

/**
 * Two networks that differ in their activation alone: same weights, same inputs, same labels.
 *
 * @param activations the package's, or others in their place
 */
export function race(
  values: RaceValues,
  activations: Readonly<Record<SmoothActivationId, Activation>> = smoothActivations,
  { width = 32, batch = 16 }: RaceSize = {},
): Race {
  const run = (id: SmoothActivationId) => runner(activations[id], values, { width, batch });
  return { values, width, runners: [run(values.first), run(values.second)] };
}

/** σ_w: 1 by LeCun et al. (1998), √2 by He et al. (2015), or one's own. */
export function sigmaW({ scale, gain }: Pick<RaceValues, "scale" | "gain">): number {
  return { lecun: 1, he: Math.SQRT2, gain }[scale];
}

/**
 * Draws a multilayer perceptron with `depth` hidden layers and one logit, runs one seeded batch forward and backward in float64, and
 * reads z and ∂L/∂z of every layer. Inputs are standard normal, labels are coin flips, biases are 0, the loss is binary cross-entropy.
 */
function runner(f: Activation, values: RaceValues, { width, batch }: Required<RaceSize>): Runner {
  const draws = random(values.seed);
  const deviation = sigmaW(values) / Math.sqrt(width);
  const tape = new Tape({ precision: "f64" });
  let h = tape.constant(normalMatrix(draws, batch, width, 1, "f64"));
  const flips = Array.from({ length: batch }, () => draws.integer(2));
  const readout = tape.parameter(normalMatrix(draws, width, 1, deviation, "f64"));
  const preActivations: Tensor[] = [];
  for (let layer = 1; layer <= values.depth; layer++) {
    const weight = tape.parameter(normalMatrix(draws, width, width, deviation, "f64"));
    const z = h.matmul(weight).label(`layer ${layer}`);
    preActivations.push(z);
    h = z.apply(f);
  }
  h.matmul(readout)
    .binaryCrossEntropy(matrix(batch, 1, flips, "f64"))
    .backward();

  const { layers, firstShare } = shares(probe(tape).map(({ gradientRms }) => gradientRms ?? 0));
  const zs = preActivations.map(({ value }) => value);
  const slopes = zs.flatMap(({ data }) => Array.from(data, f.derivative));
  const shareOf = (isSuch: (slope: number) => boolean) => slopes.filter(isSuch).length / slopes.length;
  return {
    activationName: f.name,
    layers: layers.map((layer, place) => ({ ...layer, preActivationRms: rms(zs[place] ?? matrix(1, 1)) })),
    firstShare,
    derivative: derivativePieces(f, curveInputs),
    lastLayer: middle(Array.from(zs.at(-1)?.data ?? [])),
    slopes: { belowZero: shareOf((slope) => slope < 0), aboveOne: shareOf((slope) => slope > 1) },
  };
}

const curveInputs = Array.from(
  { length: 241 },
  (_, place) => slopeRange.from + (place / 240) * (slopeRange.to - slopeRange.from),
);

/** From the number below which a twentieth of all lies to the one above which a twentieth lies. */
function middle(numbers: readonly number[]): Runner["lastLayer"] {
  const sorted = numbers.toSorted((a, b) => a - b);
  const twentieth = Math.floor(sorted.length / 20);
  return { from: sorted[twentieth] ?? 0, to: sorted.at(-1 - twentieth) ?? 0 };
}
