import type { Activation } from "./activation.ts";
import { everywhere, reached, unboundedAbove, unboundedBelow } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";
import { zero } from "./zero.ts";

/**
 * The identity f(x) = x: a linear unit. f′ is 1 everywhere, so that nothing but the weights can make a gradient vanish.
 *
 * Source: Widrow and Hoff (1960).
 */
export const identity: Activation = {
  id: "identity",
  name: "identity",
  value(x) {
    return x;
  },
  derivative(x) {
    return 1 + zero(x);
  },
  secondDerivative: zero,
  parameters: {},
  pieces: [{ ...everywhere, formula: "x" }],
  kinks: [],
  range: { infimum: unboundedBelow, supremum: unboundedAbove },
  derivativeInfimum: reached(1, everywhere),
  derivativeSupremum: reached(1, everywhere),
  lipschitz: 1,
  criticalGain: gainAtZero(1, 1),
  symbolTex: "\\operatorname{id}",
  tex: "x",
  derivativeTex: "1",
  source: {
    authors: ["Bernard Widrow", "Marcian E. Hoff"],
    title: "Adaptive Switching Circuits",
    year: 1960,
    publication: "1960 IRE WESCON Convention Record, Part 4, 96–104",
    note: "The unit of the Adaline, which is linear while it learns.",
  },
};
