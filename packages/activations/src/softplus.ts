import { softplus as softplusOf } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { approached, at, everywhere, unboundedAbove } from "./bounds.ts";
import { sigmoid } from "./sigmoid.ts";

/**
 * Softplus ln(1 + e^x), a smooth ReLU. Its derivative is the logistic sigmoid: below 1 everywhere, and never 0.
 *
 * Source: Dugas, Bengio, Bélisle, Nadeau and Garcia (2001).
 */
export const softplus: Activation = {
  id: "softplus",
  name: "softplus",
  value: softplusOf,
  derivative: sigmoid.value,
  secondDerivative: sigmoid.derivative,
  parameters: {},
  pieces: [{ ...everywhere, formula: "log1p(exp(x))" }],
  kinks: [],
  range: { infimum: approached(0, at(-Infinity)), supremum: unboundedAbove },
  derivativeInfimum: approached(0, at(-Infinity)),
  derivativeSupremum: approached(1, at(Infinity)),
  lipschitz: 1,
  criticalGain: undefined,
  symbolTex: "\\operatorname{softplus}",
  tex: "\\ln\\left(1+e^{x}\\right)",
  derivativeTex: "\\frac{e^{x}}{e^{x}+1}",
  source: {
    authors: ["Charles Dugas", "Yoshua Bengio", "François Bélisle", "Claude Nadeau", "René Garcia"],
    title: "Incorporating Second-Order Functional Knowledge for Better Option Pricing",
    year: 2001,
    publication: "Advances in Neural Information Processing Systems 13, 472–478",
    note: "Uses it because it is positive, rising and convex, with the sigmoid as its derivative.",
  },
};
