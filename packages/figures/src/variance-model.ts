import type { Activation } from "@vanishing/activations";
import { type Matrix, normalMatrix, type Random, random, rms, Tape } from "@vanishing/core";
import {
  frameworkDefault,
  gaussianMoments,
  glorotUniform,
  heNormal,
  meanField,
} from "@vanishing/initializers";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";

/** How the weights are scaled: by a named rule, or by a σ_w of one's own. */
export type WeightRule = "own" | "frameworkDefault" | "glorot" | "he";

/** What the figure's controls hold. */
export interface VarianceValues {
  readonly activation: FigureActivationId;
  readonly rule: WeightRule;
  /** σ_w = √(fan-in · Var(W)), used when `rule` is "own". */
  readonly sigmaW: number;
  readonly depth: number;
  readonly seed: number;
}

/** A part of a layer's numbers: those between two edges. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  /** From 0 to 1; all cells of a layer together hold 1, unless some numbers are 0 where the edges are exponents. */
  readonly share: number;
}

export interface LayerNumbers {
  /** 1 is next to the input. */
  readonly layer: number;
  /** The activations h; the last cell holds what is larger, too. Empty cells are left out. */
  readonly activations: readonly Cell[];
  /** |∂L/∂z|, in exponents of ten, as shares of the root mean square in the last layer. Empty cells, and zeros, are left out. */
  readonly gradients: readonly Cell[];
  /** Root mean square of h, measured, and as the law predicts it. */
  readonly activationRms: number;
  readonly predictedActivationRms: number;
  /** Root mean square of ∂L/∂z as a share of the last layer's, measured, and as the law predicts it. */
  readonly gradientShare: number;
  readonly predictedGradientShare: number;
}

export interface Variance {
  readonly values: VarianceValues;
  readonly activationName: string;
  readonly width: number;
  readonly batch: number;
  /** σ_w of the rule, or one's own. */
  readonly sigmaW: number;
  /** The activations that the picture has room for. */
  readonly activationRange: readonly [low: number, high: number];
  readonly layers: readonly LayerNumbers[];
}

/** What draws the weights and predicts their effect: the packages, or a learner's functions. */
export interface Rules {
  /** Weights (fan-in, fan-out) with variance 2 / (fan-in + fan-out). */
  glorot(draw: Random, fanIn: number, fanOut: number): Matrix;
  /** Weights (fan-in, fan-out) with variance 2 / fan-in. */
  he(draw: Random, fanIn: number, fanOut: number): Matrix;
  /** The mean square of each layer's pre-activations, for inputs of mean square 1. */
  meanSquares(weights: readonly Matrix[], f: Activation, sigmaW: number): readonly number[];
}

const packageRules: Rules = {
  glorot: (draw, fanIn, fanOut) => glorotUniform(draw, { fanIn, fanOut, precision: "f64" }),
  he: (draw, fanIn, fanOut) => heNormal(draw, { fanIn, fanOut, precision: "f64" }),
  meanSquares: (weights, f, sigmaW) =>
    meanField(f, { sigmaW })
      .profile(weights.length)
      .map(({ length }) => length),
};

/** σ_w of each rule in a square layer. */
export const ruleSigmas = { frameworkDefault: 1 / Math.sqrt(3), glorot: 1, he: Math.SQRT2 } as const;

const width = 100;
const batch = 16;
const activationCells = 24;
/** In exponents of ten. */
const gradientCell = 0.5;

/**
 * Draws square layers without biases, runs one seeded batch of normal inputs forward and a random gradient of ∂L/∂z of the last layer
 * backward, in float64, and sorts h and ∂L/∂z of every layer by size.
 */
export function variance(values: VarianceValues, rules: Rules = packageRules): Variance {
  const { activation, rule, depth } = values;
  const f: Activation = figureActivations[activation];
  const sigmaW = rule === "own" ? values.sigmaW : ruleSigmas[rule];
  const draw = random(values.seed);
  const inputs = normalMatrix(draw, batch, width, 1, "f64");
  const upstream = normalMatrix(draw, batch, width, 1, "f64");
  const weights = Array.from({ length: depth }, () => weightBy(rule, sigmaW, draw, rules));

  const tape = new Tape({ precision: "f64" });
  let h = tape.parameter(inputs);
  let z = h;
  const activations: Matrix[] = [];
  const preActivations = weights.map((weight) => {
    z = h.matmul(tape.constant(weight));
    h = z.apply(f);
    activations.push(h.value);
    return z;
  });
  z.backward(upstream);

  const lastRms = rms(upstream);
  const lengths = rules.meanSquares(weights, f, sigmaW);
  const predictedGradients = predictedShares(f, sigmaW, lengths);
  const activationRange = rangeOf(f);
  return {
    values,
    activationName: f.name,
    width,
    batch,
    sigmaW,
    activationRange,
    layers: preActivations.map(({ gradient = upstream }, place) => ({
      layer: place + 1,
      activations: activationsBySize(activations[place] as Matrix, activationRange),
      gradients: gradientsBySize(gradient, lastRms),
      activationRms: rms(activations[place] as Matrix),
      predictedActivationRms: Math.sqrt(gaussianMoments(f, lengths[place]).meanSquare),
      gradientShare: rms(gradient) / lastRms,
      predictedGradientShare: predictedGradients[place] as number,
    })),
  };
}

function weightBy(rule: WeightRule, sigmaW: number, draw: Random, rules: Rules): Matrix {
  if (rule === "glorot") return rules.glorot(draw, width, width);
  if (rule === "he") return rules.he(draw, width, width);
  if (rule === "frameworkDefault") {
    return frameworkDefault(draw, { fanIn: width, fanOut: width, precision: "f64" });
  }
  return normalMatrix(draw, width, width, sigmaW / Math.sqrt(width), "f64");
}

/** √(χ_l · … · χ_{L−1}) for each layer l, with χ = σ_w² E[φ′²] where the pre-activations have the given mean squares. */
function predictedShares(f: Activation, sigmaW: number, lengths: readonly number[]): number[] {
  let share = 1;
  return lengths
    .map((length, place) => {
      return place === lengths.length - 1
        ? 1
        : sigmaW * Math.sqrt(gaussianMoments(f, length).slopeMeanSquare);
    })
    .toReversed()
    .map((factor) => {
      share *= factor;
      return share;
    })
    .toReversed();
}

/** All that a bounded activation gives; of ReLU what is likely while its mean square stays near 1. */
function rangeOf(f: Activation): [low: number, high: number] {
  return [Math.max(f.range.infimum.value, -3), Math.min(f.range.supremum.value, 3)];
}

function activationsBySize({ data }: Matrix, [low, high]: readonly [number, number]): Cell[] {
  const size = (high - low) / activationCells;
  return cells(
    data,
    (h) => Math.min(Math.floor((h - low) / size), activationCells - 1),
    (place) => low + place * size,
  );
}

function gradientsBySize({ data }: Matrix, unit: number): Cell[] {
  return cells(
    data,
    (gradient) => Math.floor(Math.log10(Math.abs(gradient) / unit) / gradientCell),
    (place) => place * gradientCell,
  );
}

/** Counts numbers by the place of their cell; those with no finite place are left out. */
function cells(
  numbers: Float32Array | Float64Array,
  placeOf: (x: number) => number,
  edgeOf: (place: number) => number,
): Cell[] {
  const counts = new Map<number, number>();
  for (const x of numbers) {
    const place = placeOf(x);
    if (Number.isFinite(place)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([one], [other]) => one - other)
    .map(([place, count]) => ({ from: edgeOf(place), to: edgeOf(place + 1), share: count / numbers.length }));
}
