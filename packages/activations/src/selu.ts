import { exp, expm1 } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { above, approached, at, below, reachedByConvention, unboundedAbove } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";

/** With these two, normal inputs of mean 0 and variance 1 give outputs of mean 0 and variance 1. */
const lambda = 1.0507009873554805;
const alpha = 1.6732632423543772;
const slopeOnLeft = lambda * alpha;

/**
 * The scaled exponential linear unit: λ times ELU with the α that makes mean 0 and variance 1 a fixed point of a wide layer.
 * Its steepest slope is λα = 1.758, left of 0, more than λ on the right.
 *
 * α = √(2/π) / (1 − √e erfc(1/√2)), and λ = (1/2 + α² (e² Φ(−2) − 2√e Φ(−1) + 1/2))^(−1/2).
 *
 * Source: Klambauer, Unterthiner, Mayr and Hochreiter (2017), equation 2.
 */
export const selu: Activation = {
  id: "selu",
  name: "SELU",
  value(x) {
    return x > 0 ? lambda * x : slopeOnLeft * expm1(x);
  },
  derivative(x) {
    return x > 0 ? lambda : slopeOnLeft * exp(x);
  },
  secondDerivative(x) {
    return x > 0 ? 0 : slopeOnLeft * exp(x);
  },
  parameters: { lambda, alpha },
  pieces: [
    { ...below(0), formula: "lambda * alpha * (exp(x) - 1)" },
    { ...above(0), formula: "lambda * x" },
  ],
  kinks: [
    {
      at: 0,
      left: slopeOnLeft,
      right: lambda,
      derivative: slopeOnLeft,
      convention: "SELU′(0) = λα, the slope on the left, as in PyTorch.",
    },
  ],
  range: { infimum: approached(-slopeOnLeft, at(-Infinity)), supremum: unboundedAbove },
  derivativeInfimum: approached(0, at(-Infinity)),
  derivativeSupremum: reachedByConvention(slopeOnLeft, at(0)),
  lipschitz: slopeOnLeft,
  criticalGain: gainAtZero(slopeOnLeft, lambda),
  symbolTex: "\\operatorname{SELU}",
  tex: "\\begin{cases} \\lambda\\cdot\\alpha\\cdot\\left(e^{x}-1\\right) & \\text{if } x \\le 0 \\\\ \\lambda\\cdot x & \\text{if } x > 0 \\end{cases}",
  derivativeTex:
    "\\begin{cases} \\lambda\\cdot\\alpha\\cdot e^{x} & \\text{if } x < 0 \\\\ \\lambda & \\text{if } x > 0 \\end{cases}",
  source: {
    authors: ["Günter Klambauer", "Thomas Unterthiner", "Andreas Mayr", "Sepp Hochreiter"],
    title: "Self-Normalizing Neural Networks",
    year: 2017,
    publication: "Advances in Neural Information Processing Systems 30, 971–980",
    note: "Equation 2; the two constants are derived there.",
  },
};
