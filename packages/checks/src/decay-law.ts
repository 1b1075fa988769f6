import { exp, power } from "@vanishing/core";
import { emptyCheck } from "./check.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * How a gradient's norm changes from layer to layer, decaying or growing:
 * - geometric: norm(k) = norm(0) · rateᵏ
 * - factors: norm(k) = norm(0) · factors[0] · … · factors[k − 1]
 * - power: norm(k) = coefficient · k^exponent, for k ≥ 1
 * - at most: norm(k) ≤ norm(0) · rateᵏ
 * - between: norm(0) · lowerRateᵏ ≤ norm(k) ≤ norm(0) · upperRateᵏ
 */
export type DecayLaw =
  | { readonly law: "geometric"; readonly rate: number }
  | { readonly law: "factors"; readonly factors: readonly number[] }
  | { readonly law: "power"; readonly exponent: number; readonly coefficient: number }
  | { readonly law: "at most"; readonly rate: number }
  | { readonly law: "between"; readonly lowerRate: number; readonly upperRate: number };

/**
 * How far one random network strays from its law. ln norm takes a random step in each layer, so after k layers it has strayed by about
 * √k steps, and its centre is the law's root mean square less k · perLayer² (the norm is log-normal). In a wide He-initialised ReLU
 * network perLayer is √(5/width) / 2, in a linear one √(2/width) / 2.
 */
export interface Spread {
  /** The standard deviation of ln norm that one layer adds. */
  readonly perLayer: number;
  /** The probability that a right network leaves the band in any of its layers. */
  readonly falseAlarm: number;
}

/** What the law allows in one layer. */
export interface Band {
  /** The least and the largest norm of the law itself: the same number, where the law names one; 0 and a number for "at most". */
  readonly low: number;
  readonly high: number;
  /** The same with tolerance and spread. */
  readonly lowest: number;
  readonly highest: number;
}

/** The band of a law in each layer, from layer 0 on. */
export function bandsOf(
  law: DecayLaw,
  first: number,
  layers: number,
  tolerance: number,
  spread: Spread | undefined,
): (layer: number) => Band {
  const deviations = spread === undefined ? 0 : normalQuantile(spread.falseAlarm / layers);
  const factors = law.law === "factors" ? products(law.factors) : [];
  return (layer) => {
    const step = (spread?.perLayer ?? 0) * Math.sqrt(layer);
    const centre = exp(-step * step);
    const values = valuesOf(law, first, layer, factors);
    const [low, high] = [values[0] * centre, values[1] * centre];
    const lowest = low * exp(-deviations * step) * (1 - tolerance);
    const highest = high * exp(deviations * step) * (1 + tolerance);
    const abnormal = [high, highest, law.law === "at most" ? high : low].find((value) => !isNormal(value));
    if (abnormal !== undefined) {
      throw emptyCheck(`in layer ${layer} the law gives ${abnormal}, where numbers lose their digits`);
    }
    return { low, high, lowest, highest };
  };
}

/** The least and the largest norm of a law in a layer, without tolerance; both the same where the law names one. */
function valuesOf(law: DecayLaw, first: number, layer: number, factors: readonly number[]): [number, number] {
  switch (law.law) {
    case "geometric":
      return twice(first * power(law.rate, layer));
    case "factors":
      return twice(first * (factors[layer] ?? Number.NaN));
    case "power":
      return twice(law.coefficient * power(layer, law.exponent));
    case "at most":
      return [0, first * power(law.rate, layer)];
    case "between":
      return [first * power(law.lowerRate, layer), first * power(law.upperRate, layer)];
  }
}

function twice(value: number): [number, number] {
  return [value, value];
}

/** The product of the first k factors, for k from 0 on. */
function products(factors: readonly number[]): number[] {
  const all = [1];
  for (const factor of factors) all.push((all.at(-1) as number) * factor);
  return all;
}

/** Whether a number is in the range in which float64 keeps 53 bits. */
function isNormal(value: number): boolean {
  return value >= 2 ** -1022 && value <= Number.MAX_VALUE;
}
