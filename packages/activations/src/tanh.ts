import { tanhElementwise } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { approached, at, everywhere, reached } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";
import { timesSigmoidDerivative } from "./times-exp.ts";

/**
 * The hyperbolic tangent: tanh x = 2σ(2x) − 1, tanh′ x = 4σ′(2x) = sech² x ≤ 1.
 *
 * Value and derivative come from core. 4σ′(2x) keeps every digit where 1 − tanh² cancels.
 *
 * Source: LeCun, Bottou, Orr and Müller (1998).
 */
export const tanh: Activation = {
  ...tanhElementwise,
  id: "tanh",
  name: "tanh",
  secondDerivative(x) {
    return timesSigmoidDerivative(-8 * tanhElementwise.value(x), 2 * x);
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "tanh(x)" }],
  kinks: [],
  range: { infimum: approached(-1, at(-Infinity)), supremum: approached(1, at(Infinity)) },
  derivativeInfimum: approached(0, at(-Infinity), at(Infinity)),
  derivativeSupremum: reached(1, at(0)),
  lipschitz: 1,
  criticalGain: gainAtZero(1, 1),
  symbolTex: "\\tanh",
  tex: "\\tanh x",
  derivativeTex: "\\operatorname{sech}^{2}x",
  source: {
    authors: ["Yann LeCun", "Léon Bottou", "Genevieve B. Orr", "Klaus-Robert Müller"],
    title: "Efficient BackProp",
    year: 1998,
    publication: "Neural Networks: Tricks of the Trade, Lecture Notes in Computer Science 1524, Springer",
    doi: "10.1007/3-540-49430-8_2",
    note: "Recommends sigmoids that are symmetric about 0, such as tanh, over the logistic one.",
  },
};
