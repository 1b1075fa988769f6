import type { Activation } from "./activation.ts";
import { above, at, below, reached } from "./bounds.ts";
import { zero } from "./zero.ts";

/**
 * The step function of Heaviside: 0 up to 0, and 1 for x > 0. Its derivative is 0 wherever it exists, so no gradient ever comes through.
 *
 * Source: McCulloch and Pitts (1943).
 */
export const step: Activation = {
  id: "step",
  name: "step",
  value(x) {
    return x > 0 ? 1 : zero(x);
  },
  derivative: zero,
  secondDerivative: zero,
  parameters: {},
  pieces: [
    { ...below(0), formula: "0" },
    { ...above(0), formula: "1" },
  ],
  kinks: [
    {
      at: 0,
      jump: 1,
      left: 0,
      right: 0,
      derivative: 0,
      convention: "H(0) = 0 and H′(0) = 0, value and slope on the left; others take H(0) = 1/2 or 1.",
    },
  ],
  range: {
    infimum: reached(0, below(0), at(0)),
    supremum: reached(1, above(0)),
  },
  derivativeInfimum: reached(0, below(0), above(0)),
  derivativeSupremum: reached(0, below(0), above(0)),
  lipschitz: Infinity,
  criticalGain: undefined,
  symbolTex: "H",
  tex: "\\begin{cases} 0 & \\text{if } x \\le 0 \\\\ 1 & \\text{if } x > 0 \\end{cases}",
  derivativeTex: "\\begin{cases} 0 & \\text{if } x < 0 \\\\ 0 & \\text{if } x > 0 \\end{cases}",
  source: {
    authors: ["Warren S. McCulloch", "Walter Pitts"],
    title: "A logical calculus of the ideas immanent in nervous activity",
    year: 1943,
    publication: "Bulletin of Mathematical Biophysics 5, 115–133",
    doi: "10.1007/BF02478259",
    note: "Units that fire, all or none, when their input passes a threshold.",
  },
};
