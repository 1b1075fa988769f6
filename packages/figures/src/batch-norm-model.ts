import type { Activation } from "@vanishing/activations";
import { type Matrix, matrix, norm, normalMatrix, random, rms, Tape, type Tensor } from "@vanishing/core";
import { batchNormalize } from "@vanishing/normalization";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";

/** What the figure's controls hold. */
export interface BatchNormValues {
  readonly activation: FigureActivationId;
  /** σ_w = √(fan-in · Var(W)). */
  readonly sigmaW: number;
  readonly batch: BatchSize;
  readonly seed: number;
}

export type BatchSize = "4" | "8" | "16" | "64";

/** What one layer of a network holds. */
export interface LayerSizes {
  /** Root mean square of the activations. */
  readonly activations: number;
  /** Norm of ∂L/∂z as a share of the last layer's. */
  readonly gradient: number;
}

export interface BatchNormLayer {
  /** 1 is next to the input. */
  readonly layer: number;
  readonly plain: LayerSizes;
  readonly normalized: LayerSizes;
}

export interface BatchNormNetworks {
  readonly values: BatchNormValues;
  readonly activationName: string;
  readonly layers: readonly BatchNormLayer[];
}

/** Normalises the columns of a tensor over its rows. A learner's functions can take its place. */
export type NormalizeBatch = (z: Tensor) => Tensor;

export const networkDepth = 30;
const width = 48;
/** The usual one. */
export const usualEpsilon = 1e-5;

const byPackage: NormalizeBatch = (z) => {
  const row = (value: number) => z.tape.constant(matrix(1, z.columns, Array(z.columns).fill(value), "f64"));
  return batchNormalize(z, row(1), row(0), { epsilon: usualEpsilon });
};

/**
 * The same weights, inputs and upstream gradient in two networks, one with batch norm before each activation and one without. In
 * float64: without batch norm a small scale takes thirty layers far below what float32 holds.
 */
export function batchNormNetworks(
  values: BatchNormValues,
  normalize: NormalizeBatch = byPackage,
): BatchNormNetworks {
  const f = figureActivations[values.activation];
  const plain = sizesOf(values, f, (z) => z);
  const normalized = sizesOf(values, f, normalize);
  return {
    values,
    activationName: f.name,
    layers: plain.map((sizes, place) => ({
      layer: place + 1,
      plain: sizes,
      normalized: normalized[place] as LayerSizes,
    })),
  };
}

function sizesOf(
  { sigmaW, batch, seed }: BatchNormValues,
  f: Activation,
  normalize: NormalizeBatch,
): readonly LayerSizes[] {
  const draw = random(seed);
  const tape = new Tape({ precision: "f64" });
  const examples = Number(batch);
  let h = tape.parameter(normalMatrix(draw, examples, width, 1, "f64"));
  const upstream = normalMatrix(draw, examples, width, 1, "f64");
  const activations: Matrix[] = [];
  const preActivations = Array.from({ length: networkDepth }, () => {
    const weight = normalMatrix(draw, width, width, sigmaW / Math.sqrt(width), "f64");
    const z = h.matmul(tape.constant(weight));
    h = normalize(z).apply(f);
    activations.push(h.value);
    return z;
  });
  h.backward(upstream);
  const gradients = preActivations.map(({ gradient }) => norm(gradient as Matrix));
  const last = gradients.at(-1) as number;
  return gradients.map((gradient, place) => ({
    activations: rms(activations[place] as Matrix),
    gradient: gradient / last,
  }));
}
