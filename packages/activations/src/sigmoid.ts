import { sigmoidElementwise, tanh } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { approached, at, everywhere, reached } from "./bounds.ts";

/**
 * The logistic sigmoid: σ(x) = 1 / (1 + e^−x), σ′(x) = σ(x) σ(−x) ≤ 1/4.
 *
 * Value and derivative come from core, in forms that do not overflow. σ(x) σ(−x) keeps every digit where σ (1 − σ) cancels: one of
 * the two factors is small, and neither is found as a difference.
 *
 * Its critical gain belongs to a length q = 45.62 of the pre-activations, where q E[σ′(√q z)²] is E[σ(√q z)²] for a standard normal z.
 *
 * Source: Rumelhart, Hinton and Williams (1986), equation 2.
 */
export const sigmoid: Activation = {
  ...sigmoidElementwise,
  id: "sigmoid",
  name: "sigmoid",
  secondDerivative(x) {
    return -tanh(x / 2) * sigmoidElementwise.derivative(x);
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "1 / (1 + exp(-x))" }],
  kinks: [],
  range: { infimum: approached(0, at(-Infinity)), supremum: approached(1, at(Infinity)) },
  derivativeInfimum: approached(0, at(-Infinity), at(Infinity)),
  derivativeSupremum: reached(1 / 4, at(0)),
  lipschitz: 1 / 4,
  criticalGain: 10.149263710019527,
  symbolTex: "\\sigma",
  tex: "\\frac{1}{1+e^{-x}}",
  derivativeTex: "\\frac{e^{-x}}{{\\left(e^{-x}+1\\right)}^{2}}",
  source: {
    authors: ["David E. Rumelhart", "Geoffrey E. Hinton", "Ronald J. Williams"],
    title: "Learning representations by back-propagating errors",
    year: 1986,
    publication: "Nature 323, 533–536",
    doi: "10.1038/323533a0",
    note: "Equation 2 makes it the output of a unit.",
  },
};
