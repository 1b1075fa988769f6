import { formatNumber, formatPercent, powerOfTen } from "./frame/format.ts";

/** Number formats in which a product of gains is computed. */
export type Format = "float32" | "float64";

/** What each format can hold: its smallest number above 0, its largest, and rounding to it. */
export const formats: Readonly<
  Record<
    Format,
    { readonly smallest: number; readonly largest: number; readonly round: (x: number) => number }
  >
> = {
  float32: { smallest: 2 ** -149, largest: (2 - 2 ** -23) * 2 ** 127, round: Math.fround },
  float64: { smallest: Number.MIN_VALUE, largest: Number.MAX_VALUE, round: (x) => x },
};

/** How a product of equal gains ends when it is computed in one format. */
export interface Fate {
  /** The first layer at which the computed product is exactly 0, within `mostLayers`. */
  readonly zeroAt: number | undefined;
  /** The first layer at which it is Infinity, within `mostLayers`. */
  readonly infiniteAt: number | undefined;
  /**
   * The first layer from which rounding returns the same number above 0 again and again, with that number.
   * This happens below 1 for gains above 1/2: the true product is lost, yet never shown as 0.
   */
  readonly stuck: { readonly at: number; readonly value: number } | undefined;
}

/** What the figure's controls hold. */
export interface ProductsValues {
  readonly gain: number;
  readonly depth: number;
}

/** The gradient behind a layer; layer 0 is the start, where it is 1. */
export interface ProductAtLayer {
  readonly layer: number;
  /** log₁₀ of the exact product. */
  readonly exponent: number;
  /** The product as each format computes it, by multiplying. */
  readonly float32: number;
  readonly float64: number;
}

/** The three questions about a product of factors that the figure asks; lesson 01 writes them. */
export interface ProductFunctions {
  /** The product, in float64. */
  pathGain(factors: readonly number[]): number;
  /** log₁₀ of its size, also where float64 has no such number. */
  logGain(factors: readonly number[]): number;
  /** How many equal gains it takes to pass a target on the way down from 1, or up. */
  layersUntil(gain: number, target: number): number;
}

export interface Products {
  readonly gain: number;
  readonly depth: number;
  /** log₁₀(gain): what each layer adds to the exponent of the exact product. */
  readonly decadesPerLayer: number;
  /** From the start to `depth`. */
  readonly layers: readonly ProductAtLayer[];
  /** gain^depth in float64, by repeated multiplication. 0 or Infinity when the format has run out. */
  readonly product: number;
  /** The layers after which at most 1 % is left, for a gain below 1. */
  readonly onePercentAt: number | undefined;
  /** The layers after which at least 100 times as much is there, for a gain above 1. */
  readonly hundredfoldAt: number | undefined;
  readonly fates: Readonly<Record<Format, Fate>>;
}

/** Products are followed to this many layers to find where a format runs out. */
const mostLayers = 100_000;

/** The product of `depth` gains of the same size, and how it ends in each format. */
export function products(
  { gain, depth }: ProductsValues,
  { pathGain, logGain, layersUntil }: ProductFunctions = productFunctions,
): Products {
  const factors: number[] = [];
  const layers: ProductAtLayer[] = [];
  let float32 = 1;
  for (let layer = 0; layer <= depth; layer++) {
    layers.push({ layer, exponent: logGain(factors), float32, float64: pathGain(factors) });
    float32 = Math.fround(float32 * Math.fround(gain));
    factors.push(gain);
  }
  return {
    gain,
    depth,
    decadesPerLayer: logGain([gain]),
    layers,
    product: pathGain(factors.slice(0, depth)),
    onePercentAt: gain < 1 ? layersUntil(gain, 0.01) : undefined,
    hundredfoldAt: gain > 1 ? layersUntil(gain, 100) : undefined,
    fates: { float32: fate(gain, "float32"), float64: fate(gain, "float64") },
  };
}

const productFunctions: ProductFunctions = {
  pathGain: (factors) => factors.reduce((product, factor) => product * factor, 1),
  logGain: (factors) => factors.reduce((sum, factor) => sum + Math.log10(factor), 0),
  layersUntil(gain, target) {
    let product = 1;
    for (let layer = 1; layer <= mostLayers; layer++) {
      product *= gain;
      if (gain < 1 ? product <= target : product >= target) return layer;
    }
    return mostLayers;
  },
};

/** Multiplies 1 by `gain`, layer after layer, with every result rounded to the format. */
export function fate(gain: number, format: Format): Fate {
  const { round } = formats[format];
  const factor = round(gain);
  let product = 1;
  for (let layer = 1; layer <= mostLayers; layer++) {
    const next = round(product * factor);
    if (next === 0) return { zeroAt: layer, infiniteAt: undefined, stuck: undefined };
    if (next === Number.POSITIVE_INFINITY) return { zeroAt: undefined, infiniteAt: layer, stuck: undefined };
    if (next === product && factor !== 1) {
      return { zeroAt: undefined, infiniteAt: undefined, stuck: { at: layer - 1, value: product } };
    }
    product = next;
  }
  return { zeroAt: undefined, infiniteAt: undefined, stuck: undefined };
}

/** What the figure shows, in sentences. */
export function describeProducts(model: Products): string {
  const { gain, depth, fates } = model;
  const layers = depth === 1 ? "1 layer" : `${formatNumber(depth)} layers`;
  if (gain === 1) {
    return `With a gain of exactly 1, ${layers} pass on the whole gradient, and so would any number of them.`;
  }
  const change =
    gain < 1
      ? `${layers} with a gain of ${formatNumber(gain)} leave ${amount(model)} of the gradient. ` +
        `At most 1 % is left from layer ${formatNumber(model.onePercentAt ?? mostLayers)} on.`
      : `${layers} with a gain of ${formatNumber(gain)} multiply the gradient by ${amount(model)}. ` +
        `It has grown a hundredfold by layer ${formatNumber(model.hundredfoldAt ?? mostLayers)}.`;
  return `${change} Computed by multiplying, the product ${describeFates(fates)}.`;
}

// On paper gain^depth is never 0 or infinite. Below 2^−1022 a float64 has lost digits, so logarithms take over.
function amount({ product, depth, decadesPerLayer }: Products): string {
  if (product >= 2 ** -1022 && product < Number.POSITIVE_INFINITY) {
    return product < 1 && product >= 1e-6
      ? `${formatNumber(product)} (${formatPercent(product)})`
      : formatNumber(product);
  }
  const exponent = depth * decadesPerLayer;
  const whole = Math.floor(exponent);
  return `${formatNumber(10 ** (exponent - whole))}\u{A0}×\u{A0}${powerOfTen(whole)}`;
}

function describeFates({ float32, float64 }: Products["fates"]): string {
  if (float32.zeroAt !== undefined && float64.zeroAt !== undefined) {
    return `is exactly 0 from layer ${formatNumber(float32.zeroAt)} on in float32 and from layer ${formatNumber(float64.zeroAt)} on in float64`;
  }
  if (float32.infiniteAt !== undefined && float64.infiniteAt !== undefined) {
    return `is Infinity from layer ${formatNumber(float32.infiniteAt)} on in float32 and from layer ${formatNumber(float64.infiniteAt)} on in float64`;
  }
  return (
    `never reaches 0: rounding keeps it at ${describeRest(float32)} in float32 ` +
    `and at ${describeRest(float64)} in float64`
  );
}

function describeRest({ stuck }: Fate): string {
  return stuck === undefined
    ? "its last value"
    : `${formatNumber(stuck.value)} from layer ${formatNumber(stuck.at)} on`;
}
