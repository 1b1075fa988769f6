import { arctan as arctanOf } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { approached, at, everywhere, reached } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";

/**
 * The arctangent. It saturates like tanh but slowly: f′(x) = 1 / (1 + x²) falls only like 1/x².
 *
 * Source: Kamruzzaman and Aziz (2002).
 */
export const arctan: Activation = {
  id: "arctan",
  name: "arctan",
  value: arctanOf,
  // Beyond 1 with x + 1/x in place of (1 + x²)/x, because x² overflows from 1e154 on, where f′ is still 1e-308.
  derivative(x) {
    return Math.abs(x) > 1 ? 1 / x / (x + 1 / x) : 1 / (1 + x * x);
  },
  secondDerivative(x) {
    if (Math.abs(x) > 1) {
      const u = x + 1 / x;
      return -2 / x / u / u;
    }
    const q = 1 + x * x;
    return (-2 * x) / q / q;
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "atan(x)" }],
  kinks: [],
  range: {
    infimum: approached(-Math.PI / 2, at(-Infinity)),
    supremum: approached(Math.PI / 2, at(Infinity)),
  },
  derivativeInfimum: approached(0, at(-Infinity), at(Infinity)),
  derivativeSupremum: reached(1, at(0)),
  lipschitz: 1,
  criticalGain: gainAtZero(1, 1),
  symbolTex: "\\arctan",
  tex: "\\arctan x",
  derivativeTex: "\\frac{1}{{x}^{2}+1}",
  source: {
    authors: ["Joarder Kamruzzaman", "Syed Mahfuzul Aziz"],
    title: "A note on activation function in multilayer feedforward learning",
    year: 2002,
    publication: "Proceedings of the 2002 International Joint Conference on Neural Networks, 519–523",
    note: "Compares it with the logistic sigmoid.",
  },
};
