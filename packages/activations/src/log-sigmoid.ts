import type { Activation } from "./activation.ts";
import { approached, at, everywhere, unboundedBelow } from "./bounds.ts";
import { sigmoid } from "./sigmoid.ts";
import { softplus } from "./softplus.ts";

/**
 * The logarithm of the sigmoid, ln σ(x) = −softplus(−x), with the derivative σ(−x). The logarithm of a rounded sigmoid is −∞ below
 * −745 and 0 from 37 on; this is not.
 *
 * Source: Goodfellow, Bengio and Courville (2016).
 */
export const logSigmoid: Activation = {
  id: "logSigmoid",
  name: "log-sigmoid",
  value(x) {
    return -softplus.value(-x);
  },
  derivative(x) {
    return softplus.derivative(-x);
  },
  secondDerivative(x) {
    return -sigmoid.derivative(x);
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "-log1p(exp(-x))" }],
  kinks: [],
  range: { infimum: unboundedBelow, supremum: approached(0, at(Infinity)) },
  derivativeInfimum: approached(0, at(Infinity)),
  derivativeSupremum: approached(1, at(-Infinity)),
  lipschitz: 1,
  criticalGain: undefined,
  symbolTex: "\\operatorname{logsigmoid}",
  tex: "-\\ln\\left(1+e^{-x}\\right)",
  derivativeTex: "\\frac{e^{-x}}{e^{-x}+1}",
  source: {
    authors: ["Ian Goodfellow", "Yoshua Bengio", "Aaron Courville"],
    title: "Deep Learning",
    year: 2016,
    publication: "MIT Press",
    note: "Section 3.10 lists ln σ(x) = −softplus(−x) among the properties to know by heart.",
  },
};
