import type { Activation } from "@vanishing/activations";
import { matrix, normalMatrix, random, rms, saturatedShare } from "@vanishing/core";
import { type CurvePoint, derivativePieces } from "./derivative-pieces.ts";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";

/** A unit is saturated where its derivative is below this share of the largest that it can be. */
const saturationThreshold = 0.05;

/** The inputs that the picture shows; what lies outside counts in every number all the same. */
export const inputRange = { from: -10, to: 10 } as const;
const binWidth = 0.25;
const curveInputs = Array.from(
  { length: 401 },
  (_, place) => inputRange.from + (place / 400) * (inputRange.to - inputRange.from),
);

/** Inputs between two edges, split by whether the unit is saturated there. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly saturated: number;
  readonly active: number;
}

export interface Saturation {
  readonly activationName: string;
  /** A unit is saturated where its derivative is smaller than this. */
  readonly saturatedBelow: number;
  /** The activation along `inputRange`. */
  readonly curve: readonly CurvePoint[];
  /** Its derivative, in pieces where it jumps. */
  readonly derivative: readonly (readonly CurvePoint[])[];
  /** The stretches of `inputRange` in which a unit is saturated, to a hundredth. */
  readonly stretches: readonly Stretch[];
  /** The outputs that are worth showing of this activation. */
  readonly outputRange: readonly [low: number, high: number];
  readonly distribution: InputDistribution;
  readonly bins: readonly Bin[];
  /** How many inputs lie outside `inputRange`. */
  readonly outside: number;
  /** The share of the inputs at which the unit is saturated, from 0 to 1. */
  readonly saturated: number;
  /** √(mean of f′(x)²) over the inputs: what a layer does to a gradient when its weights have variance 1 / width. */
  readonly gain: number;
  /** gain¹⁰. */
  readonly afterTenLayers: number;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What the figure's controls hold. */
export interface SaturationValues {
  readonly activation: FigureActivationId;
  /** The number of inputs, as its option reads. */
  readonly samples: string;
  readonly mean: number;
  readonly spread: number;
  readonly seed: number;
}

export interface InputDistribution {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly samples: number;
  readonly seed: number;
}

/** What the figure shows for its values, with the package's activations or with others in their place. */
export function saturationOf(
  { activation, samples, mean, spread, seed }: SaturationValues,
  activations: Readonly<Record<FigureActivationId, Activation>> = figureActivations,
): Saturation {
  return saturation(activations[activation], {
    mean,
    standardDeviation: spread,
    samples: Number(samples),
    seed,
  });
}

/** Draws normal inputs and measures how much of a gradient an activation lets through at them. */
export function saturation(f: Activation, distribution: InputDistribution): Saturation {
  const { mean, standardDeviation, samples, seed } = distribution;
  // The same seed gives the same standard deviates, so that a moved slider moves each input and draws none anew.
  const deviates = normalMatrix(random(seed), samples, 1, 1, "f64").data;
  const inputs = matrix(
    samples,
    1,
    deviates.map((deviate) => mean + standardDeviation * deviate),
    "f64",
  );
  const derivatives = matrix(
    samples,
    1,
    inputs.data.map((x) => f.derivative(x)),
    "f64",
  );
  const gain = rms(derivatives);
  const bins = histogram(inputs.data, f);
  return {
    activationName: f.name,
    saturatedBelow: saturationThreshold * f.lipschitz,
    curve: curveInputs.map((x) => ({ x, y: f.value(x) })),
    derivative: derivativePieces(f, curveInputs),
    stretches: saturatedStretches(f),
    outputRange: outputRange(f),
    distribution,
    bins,
    outside: samples - bins.reduce((sum, bin) => sum + bin.saturated + bin.active, 0),
    saturated: saturatedShare(inputs, f, { supremum: f.lipschitz, threshold: saturationThreshold }),
    gain,
    afterTenLayers: gain ** 10,
  };
}

/** Whether a unit is saturated at x, by the same rule as core's `saturatedShare`. */
function isSaturated(f: Activation, x: number): boolean {
  return Math.abs(f.derivative(x)) < saturationThreshold * f.lipschitz;
}

function histogram(inputs: Float64Array | Float32Array, f: Activation): Bin[] {
  const counts = Array.from({ length: (inputRange.to - inputRange.from) / binWidth }, () => ({
    saturated: 0,
    active: 0,
  }));
  for (const x of inputs) {
    const bin = counts[Math.floor((x - inputRange.from) / binWidth)];
    if (bin !== undefined) bin[isSaturated(f, x) ? "saturated" : "active"]++;
  }
  return counts.map((bin, place) => ({
    ...bin,
    from: inputRange.from + place * binWidth,
    to: inputRange.from + (place + 1) * binWidth,
  }));
}

// An unbounded activation is shown to one and a half, where a derivative of 1 still fills most of the height.
function outputRange(f: Activation): [low: number, high: number] {
  const low = Math.min(0, f.derivativeInfimum.value, Math.max(f.range.infimum.value, -1.5));
  const high = Math.max(f.derivativeSupremum.value, Math.min(f.range.supremum.value, 1.5));
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}

function saturatedStretches(f: Activation): Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (let hundredth = inputRange.from * 100; hundredth < inputRange.to * 100; hundredth++) {
    if (!isSaturated(f, (hundredth + 0.5) / 100)) continue;
    const last = stretches.at(-1);
    if (last?.to === hundredth / 100) last.to = (hundredth + 1) / 100;
    else stretches.push({ from: hundredth / 100, to: (hundredth + 1) / 100 });
  }
  return stretches;
}

/** What the figure shows, in sentences. */
export function describeSaturation(model: Saturation): string {
  const { activationName, saturatedBelow, distribution, outside, saturated, gain, afterTenLayers } = model;
  const { mean, standardDeviation, samples } = distribution;
  return (
    `Of ${formatNumber(samples)} inputs around ${formatNumber(mean)} with standard deviation ` +
    `${formatNumber(standardDeviation)}, ${formatPercent(saturated)} saturate ${activationName}: its derivative there is below ` +
    `${formatNumber(saturatedBelow)}, that is ${formatPercent(saturationThreshold)} of its largest value. ` +
    `The gain per layer is ${formatNumber(gain)}; ten such layers leave ${formatNumber(afterTenLayers)} of the gradient.` +
    (outside > 0 ? ` ${formatNumber(outside)} of the inputs lie outside the picture and are counted.` : "")
  );
}
