import type { Activation } from "@vanishing/activations";
import { matrix, normalMatrix, random, rms, saturatedShare } from "@vanishing/core";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";

/** A unit is saturated where its derivative is below this share of the largest that it can be. */
const saturationThreshold = 0.05;

/** The inputs that the picture shows; what lies outside counts in every number all the same. */
export const inputRange = { from: -10, to: 10 } as const;
const binWidth = 0.25;

/** Inputs between two edges, split by whether the unit is saturated there. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly saturated: number;
  readonly active: number;
}

export interface Saturation {
  readonly f: Activation;
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

export interface InputDistribution {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly samples: number;
  readonly seed: number;
}

/** Draws normal inputs and measures how much of a gradient an activation lets through at them. */
export function saturation(id: FigureActivationId, distribution: InputDistribution): Saturation {
  const { mean, standardDeviation, samples, seed } = distribution;
  const f: Activation = figureActivations[id];
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
    f,
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

/** The stretches of the picture in which a unit is saturated, to a hundredth. */
export function saturatedStretches(f: Activation): { readonly from: number; readonly to: number }[] {
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
  const { f, distribution, outside, saturated, gain, afterTenLayers } = model;
  const { mean, standardDeviation, samples } = distribution;
  return (
    `Of ${formatNumber(samples)} inputs around ${formatNumber(mean)} with standard deviation ` +
    `${formatNumber(standardDeviation)}, ${formatPercent(saturated)} saturate ${f.name}: its derivative there is below ` +
    `${formatNumber(saturationThreshold * f.lipschitz)}, that is ${formatPercent(saturationThreshold)} of its largest value. ` +
    `The gain per layer is ${formatNumber(gain)}; ten such layers leave ${formatNumber(afterTenLayers)} of the gradient.` +
    (outside > 0 ? ` ${formatNumber(outside)} of the inputs lie outside the picture and are counted.` : "")
  );
}
