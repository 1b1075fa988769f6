import { erf, erfc } from "@vanishing/core";
import type { Variant } from "@vanishing/grader";

const lambda = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** φ(x), the bell curve. */
const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Φ(−a) for a > 0 by its continued fraction φ(a) / (a + 1/(a + 2/(a + 3/(a + …)))). */
function tailByFraction(a: number): number {
  let below = a;
  for (let k = 200; k > 0; k--) below = a + k / below;
  return density(a) / below;
}

/** Φ(x) − 1/2 = φ(x) (x + x³/3 + x⁵/(3·5) + …), where all terms have the sign of x. */
function fromTheMiddleBySeries(x: number): number {
  let [term, sum] = [x, x];
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return density(x) * sum;
}

function shareBelow(x: number): number {
  if (x < -2) return tailByFraction(-x);
  return x > 8 ? 1 : 0.5 + fromTheMiddleBySeries(x);
}

/** The left halves; the right ones are their mirror images, f(x) = x + f(−x). */
const swishOnTheLeft = (x: number, beta: number) => {
  const e = Math.exp(beta * x);
  return { value: (x * e) / (1 + e), slope: (e * (1 + e + beta * x)) / (1 + e) ** 2 };
};
const geluOnTheLeft = (x: number): number => (x * erfc(-x / Math.SQRT2)) / 2;
const geluSlopeOnTheLeft = (x: number): number => erfc(-x / Math.SQRT2) / 2 + x * density(x);

/** Four hundred angles, in the middle of equal parts of a quarter turn. */
const angles = Array.from({ length: 400 }, (_, k) => ((k + 0.5) * Math.PI) / 800);

export const variants: readonly Variant[] = [
  {
    algorithm: "mirror images: only the left side is computed, and the right one is x more",
    exports: {
      swish: (x: number, beta: number) => {
        if (x < 0) return swishOnTheLeft(x, beta);
        const { value, slope } = swishOnTheLeft(-x, beta);
        return { value: x + value, slope: 1 - slope };
      },
      gelu: (x: number) => (x < 0 ? geluOnTheLeft(x) : x + geluOnTheLeft(-x)),
      geluDerivative: (x: number) => (x < 0 ? geluSlopeOnTheLeft(x) : 1 - geluSlopeOnTheLeft(-x)),
      selu: (x: number) => {
        const left = lambda * alpha * Math.exp(Math.min(x, 0));
        return { value: left - lambda * alpha + lambda * Math.max(x, 0), slope: x < 0 ? left : lambda };
      },
    },
  },
  {
    algorithm: "hyperbolic functions for the sigmoid; erf to the right of 0 and erfc to the left",
    exports: {
      swish: (x: number, beta: number) => {
        const gate = 0.5 + 0.5 * Math.tanh((beta * x) / 2);
        return { value: x * gate, slope: gate + beta * x * (0.5 / Math.cosh((beta * x) / 2)) ** 2 };
      },
      gelu: (x: number) => 0.5 * x * (x > 0 ? 1 + erf(x / Math.SQRT2) : erfc(-x / Math.SQRT2)),
      geluDerivative: (x: number) => {
        const gate = x > 0 ? 1 + erf(x / Math.SQRT2) : erfc(-x / Math.SQRT2);
        return 0.5 * (gate + x * Math.sqrt(2 / Math.PI) * Math.exp(-0.5 * x ** 2));
      },
      selu: (x: number) => {
        // e^x − 1 = 2t / (1 − t) with t = tanh(x/2).
        const t = Math.tanh(Math.min(x, 0) / 2);
        const left = (2 * lambda * alpha * t) / (1 - t);
        return {
          value: lambda * Math.max(x, 0) + left,
          slope: x > 0 ? lambda : lambda * alpha * Math.exp(x),
        };
      },
    },
  },
  {
    algorithm:
      "Φ by its series in the middle and its continued fraction on the left; the slope of Swish from its value",
    exports: {
      swish: (x: number, beta: number) => {
        const gate = 1 / (1 + Math.exp(-beta * x));
        const value = x * gate;
        return { value, slope: beta * value + gate * (1 - beta * value) };
      },
      gelu: (x: number) => x * shareBelow(x),
      geluDerivative: (x: number) => shareBelow(x) + x * density(x),
      selu: (x: number) => {
        const scale = x > 0 ? lambda : lambda * alpha;
        return { value: scale * (x > 0 ? x : Math.expm1(x)), slope: scale * Math.exp(Math.min(x, 0)) };
      },
    },
  },
  {
    algorithm: "logarithms for the sigmoid; Φ as a mean over angles (Craig 1991)",
    exports: {
      swish: (x: number, beta: number) => {
        const z = beta * x;
        const logOfGate = Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
        const gate = Math.exp(logOfGate);
        return { value: x * gate, slope: gate + z * Math.exp(2 * logOfGate - z) };
      },
      gelu: (x: number) => {
        if (Math.abs(x) < 0.5) return x * (0.5 + fromTheMiddleBySeries(x));
        const tail = angles.reduce((sum, t) => sum + Math.exp(-((x / Math.sin(t)) ** 2) / 2), 0) / 800;
        return x > 0 ? x - x * tail : x * tail;
      },
      geluDerivative: (x: number) => {
        if (Math.abs(x) < 0.5) return 0.5 + fromTheMiddleBySeries(x) + x * density(x);
        const tail = angles.reduce((sum, t) => sum + Math.exp(-((x / Math.sin(t)) ** 2) / 2), 0) / 800;
        return (x > 0 ? 1 - tail : tail) + x * density(x);
      },
      selu: (x: number) =>
        x > 0
          ? { slope: lambda, value: lambda * x }
          : { slope: lambda * alpha * Math.E ** x, value: lambda * (alpha * Math.E ** x - alpha) },
    },
  },
];
