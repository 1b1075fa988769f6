import type { Variant } from "@vanishing/grader";

type Factors = readonly number[];

const productOfHalves = (factors: Factors): number => {
  if (factors.length === 0) return 1;
  if (factors.length === 1) return factors[0] as number;
  const middle = factors.length >> 1;
  return productOfHalves(factors.slice(0, middle)) * productOfHalves(factors.slice(middle));
};

const sumOfHalves = (terms: Factors): number => {
  if (terms.length === 0) return 0;
  if (terms.length === 1) return terms[0] as number;
  const middle = terms.length >> 1;
  return sumOfHalves(terms.slice(0, middle)) + sumOfHalves(terms.slice(middle));
};

/** The product as mantissa · 2^exponent: the mantissa is scaled back into [1/2, 2) after every factor. */
const scaledProduct = (factors: Factors): { mantissa: number; exponent: number } => {
  let mantissa = 1;
  let exponent = 0;
  for (const factor of factors) {
    mantissa *= factor;
    while (mantissa !== 0 && Math.abs(mantissa) < 0.5) {
      mantissa *= 2;
      exponent -= 1;
    }
    while (Math.abs(mantissa) >= 2) {
      mantissa /= 2;
      exponent += 1;
    }
  }
  return { mantissa, exponent };
};

export const variants: readonly Variant[] = [
  {
    algorithm: "sums of logarithms, the sign counted apart; layers by bisection on the logarithm",
    exports: {
      pathGain: (factors: Factors) => {
        const negative = factors.filter((factor) => factor < 0).length;
        const size = Math.exp(factors.reduce((sum, factor) => sum + Math.log(Math.abs(factor)), 0));
        return negative % 2 === 0 ? size : -size;
      },
      logGain: (factors: Factors) =>
        factors.reduce((sum, factor) => sum + Math.log(Math.abs(factor)), 0) / Math.LN10,
      layersUntil: (gain: number, target: number) => {
        const there = (layers: number) =>
          gain < 1
            ? layers * Math.log(gain) <= Math.log(target)
            : layers * Math.log(gain) >= Math.log(target) && gain > 1;
        if (there(0) || gain === target) return there(0) || gain === 1 ? 0 : 1;
        let [low, high] = [0, 1];
        while (!there(high)) {
          if (high > 2 ** 60) return Number.POSITIVE_INFINITY;
          [low, high] = [high, 2 * high];
        }
        while (high - low > 1) {
          const middle = Math.floor((low + high) / 2);
          if (there(middle)) high = middle;
          else low = middle;
        }
        return high;
      },
    },
  },
  {
    algorithm: "a tree: the product of the products of both halves; layers by counting in the logarithm",
    exports: {
      pathGain: productOfHalves,
      logGain: (factors: Factors) => sumOfHalves(factors.map((factor) => Math.log10(Math.abs(factor)))),
      layersUntil: (gain: number, target: number) => {
        if (gain === 1) return target === 1 ? 0 : Number.POSITIVE_INFINITY;
        const [step, goal] = [Math.abs(Math.log2(gain)), Math.log2(target) * Math.sign(gain - 1)];
        let layers = 0;
        while (layers * step < goal) layers++;
        return layers;
      },
    },
  },
  {
    algorithm:
      "a mantissa and an exponent of two kept apart, as the machine keeps them; layers by a change of base",
    exports: {
      pathGain: (factors: Factors) => {
        const { mantissa, exponent } = scaledProduct(factors);
        const half = Math.trunc(exponent / 2);
        return mantissa * 2 ** half * 2 ** (exponent - half);
      },
      logGain: (factors: Factors) => {
        const { mantissa, exponent } = scaledProduct(factors);
        return Math.log10(Math.abs(mantissa)) + exponent * Math.log10(2);
      },
      layersUntil: (gain: number, target: number) => {
        if (target === 1) return 0;
        const layers = Math.log2(target) / Math.log2(gain);
        return gain === 1 ? Number.POSITIVE_INFINITY : Math.ceil(Math.max(layers, 0));
      },
    },
  },
];
