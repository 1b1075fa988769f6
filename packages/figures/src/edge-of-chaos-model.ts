import type { Activation } from "@vanishing/activations";
import { type Matrix, normalMatrix, probe, type Random, random, Tape } from "@vanishing/core";
import { meanField, orthogonal } from "@vanishing/initializers";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";

export type WeightKind = "gaussian" | "orthogonal";

/** What the figure's controls hold. */
export interface EdgeValues {
  readonly activation: FigureActivationId;
  readonly sigmaW: number;
  readonly sigmaB: number;
  readonly weights: WeightKind;
  /** Units in each layer, as its option reads. */
  readonly width: string;
  readonly seed: number;
}

/** Where the lengths of a deep network go, and what becomes of the gradient there. */
export interface Rest {
  readonly kind: "fixed" | "scale-free" | "diverges";
  /** q*; undefined where there is no such length. */
  readonly length: number | undefined;
  readonly chi1: number;
  /** ξ in layers: negative where the gradient grows, Infinity on the edge. */
  readonly depthScale: number;
}

export interface LayerNorm {
  /** 1 is next to the input. */
  readonly layer: number;
  /** q_l by mean-field theory. */
  readonly length: number;
  /** ‖∂L/∂z_l‖ / ‖∂L/∂z_L‖ in the network. */
  readonly measured: number;
  /** The same by the product of χ(q_l) along the lengths. */
  readonly alongLengths: number;
  /** The same by a power of χ₁. */
  readonly atRest: number;
}

export interface EdgeProfile {
  readonly values: EdgeValues;
  readonly activationName: string;
  readonly rest: Rest;
  /** From the first layer on. */
  readonly layers: readonly LayerNorm[];
}

/** What the figure takes from theory. A learner's own functions can take its place. */
export interface EdgeTheory {
  rest(f: Activation, sigmaW: number, sigmaB: number): Rest;
  chi(f: Activation, sigmaW: number, q: number): number;
  /** An orthogonal matrix of so many rows and columns. */
  orthogonal(draw: Random, width: number): Matrix;
}

const packagesTheory: EdgeTheory = {
  rest(f, sigmaW, sigmaB) {
    const fixedPoint = meanField(f, { sigmaW, sigmaB }).fixedPoint();
    const { kind, chi1, depthScale } = fixedPoint;
    return { kind, length: kind === "fixed" ? fixedPoint.length : undefined, chi1, depthScale };
  },
  chi: (f, sigmaW, q) => meanField(f, { sigmaW }).chi(q),
  orthogonal: (draw, width) => orthogonal(draw, { fanIn: width, fanOut: width, precision: "f64" }),
};

export const edgeDepth = 50;

/** Measures the gradient in each layer of a random network, and puts beside it what theory says for infinite width. */
export function edgeOfChaos(values: EdgeValues, theory: EdgeTheory = packagesTheory): EdgeProfile {
  const { sigmaW, sigmaB } = values;
  const f: Activation = figureActivations[values.activation];
  const rest = theory.rest(f, sigmaW, sigmaB);
  const lengths = meanField(f, { sigmaW, sigmaB })
    .profile(edgeDepth)
    .map(({ length }) => length);
  const alongLengths = normsOf(lengths.slice(0, -1).map((q) => theory.chi(f, sigmaW, q)));
  const measured = measuredNorms(f, values, theory);
  return {
    values,
    activationName: f.name,
    rest,
    layers: lengths.map((length, place) => ({
      layer: place + 1,
      length,
      measured: measured[place] as number,
      alongLengths: alongLengths[place] as number,
      atRest: rest.chi1 ** ((edgeDepth - place - 1) / 2),
    })),
  };
}

/** The norms in all layers, where the last one has norm 1 and each of the others multiplies the square by its factor. */
function normsOf(factors: readonly number[]): number[] {
  let norm = 1;
  return [1, ...factors.toReversed().map((factor) => (norm *= Math.sqrt(factor)))].toReversed();
}

/**
 * One input of mean square 1 runs forward, a random gradient of the last pre-activations runs back, in float64. Weights have the variance
 * σ_w² / width, biases the variance σ_b². The draws do not depend on σ_w and σ_b, so that a moved slider changes the same network.
 */
function measuredNorms(f: Activation, values: EdgeValues, theory: EdgeTheory): number[] {
  const { sigmaW, sigmaB, weights, seed } = values;
  const width = Number(values.width);
  const draw = random(seed);
  const tape = new Tape({ precision: "f64" });
  const weight = () =>
    weights === "orthogonal"
      ? theory.orthogonal(draw, width)
      : normalMatrix(draw, width, width, 1 / Math.sqrt(width), "f64");
  let h = tape.parameter(normalMatrix(draw, 1, width, 1, "f64"));
  for (let layer = 1; ; layer++) {
    const bias = tape.constant(normalMatrix(draw, 1, width, 1, "f64")).scale(sigmaB);
    const z = h.matmul(tape.constant(weight())).scale(sigmaW).add(bias).label(`layer ${layer}`);
    if (layer === edgeDepth) {
      z.backward(normalMatrix(draw, 1, width, 1, "f64"));
      break;
    }
    h = z.apply(f);
  }
  const received = probe(tape).map(({ gradientRms }) => gradientRms ?? 0);
  const last = received.at(-1) as number;
  return received.map((gradient) => gradient / last);
}
