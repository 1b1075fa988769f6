import { exp } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { at, everywhere, reached, unboundedAbove } from "./bounds.ts";
import { timesExp } from "./times-exp.ts";

const leastValue = -0.30884341301725043;
const steepestFall = -0.11252612238946255;
const steepestRise = 1.088498161251728;

/** Beyond it e^−|x| is 0, and what multiplies it must not be infinite. */
const farthest = 800;

/**
 * Mish x tanh(softplus(x)) = x tanh(ln(1 + e^x)). Near SiLU, but f(x) − f(−x) is not x. f′(0) = 3/5 and f″(0) = 16/25.
 *
 * With e = e^x, T = tanh(softplus(x)) is (e + e²/2) / (1 + e + e²/2), which needs no logarithm, and in m = e^−x it is
 * (1 + 2m) / (1 + 2m + 2m²), which does not overflow. f′ = T + x T′ is written as e (1 + x + …) on the left and 1 + … on the right, and
 * f″ = T′ (2 + x T″/T′) with T″/T′ = 1 + … and −2 + …: what is rounded most is small in all of them.
 *
 * Source: Misra (2020).
 */
export const mish: Activation = {
  id: "mish",
  name: "Mish",
  // Rounding carries some values a unit past the lower bounds, and must not.
  value(x) {
    if (x > 0) {
      const m = exp(-x);
      return (x * (1 + 2 * m)) / (1 + 2 * m * (1 + m));
    }
    const t = Math.max(x, -farthest);
    const e = exp(t);
    const g = 1 + e / 2;
    return Math.max(timesExp((t * g) / (1 + e * g), t), leastValue);
  },
  derivative(x) {
    if (x > 0) {
      const m = exp(-x);
      const d = 1 + 2 * m * (1 + m);
      return 1 + (m * m * ((4 * Math.min(x, farthest) * (1 + m)) / d - 2)) / d;
    }
    const t = Math.max(x, -farthest);
    const e = exp(t);
    const g = 1 + e / 2;
    const b = 1 + e * g;
    const rest = g * g - 0.5 - (1 + t) * (1 + e + e * g * g);
    return Math.max(timesExp(1 + t + (e * rest) / (b * b), t), steepestFall);
  },
  secondDerivative(x) {
    if (x > 0) {
      const t = Math.min(x, farthest);
      const m = exp(-t);
      const p = 1 + m;
      const d = 1 + 2 * m * p;
      const rest = t * m * ((4 * (1 + 2 * m)) / d - 1 / p);
      return timesExp((4 * (2 - 2 * t + rest)) / (2 * m + 1 / p) / d, -2 * t);
    }
    const t = Math.max(x, -farthest);
    const e = exp(t);
    const q = 1 + e;
    const d = 2 + e * (2 + e);
    const rest = t * e * (1 / q - (4 * q) / d);
    return timesExp((4 * (2 + t + rest)) / (q + 1 / q) / d, t);
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "x * tanh(log1p(exp(x)))" }],
  kinks: [],
  range: { infimum: reached(leastValue, at(-1.1924312145154952)), supremum: unboundedAbove },
  derivativeInfimum: reached(steepestFall, at(-2.256376396360793)),
  derivativeSupremum: reached(steepestRise, at(1.4905711794854284)),
  lipschitz: steepestRise,
  criticalGain: undefined,
  symbolTex: "\\operatorname{Mish}",
  tex: "x\\cdot\\tanh\\left(\\ln\\left(1+e^{x}\\right)\\right)",
  derivativeTex:
    "\\tanh\\left(\\ln\\left(1+e^{x}\\right)\\right)+\\frac{x\\cdot\\operatorname{sech}^{2}\\left(\\ln\\left(1+e^{x}\\right)\\right)\\cdot e^{x}}{e^{x}+1}",
  source: {
    authors: ["Diganta Misra"],
    title: "Mish: A Self Regularized Non-Monotonic Activation Function",
    year: 2020,
    publication: "31st British Machine Vision Conference, arXiv:1908.08681",
    note: "Proposes it and compares it with Swish and ReLU.",
  },
};
