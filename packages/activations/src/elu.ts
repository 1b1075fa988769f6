import { checkPositive, expm1 } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { above, approached, at, below, reached, reachedByConvention, unboundedAbove } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";
import { timesExp } from "./times-exp.ts";

/**
 * The exponential linear unit: x for x > 0 and α (e^x − 1) for x ≤ 0. With α = 1 its slope has no jump at 0, but f″ has.
 *
 * Left of 0, f′(x) = α eˣ is taken from x: f(x) + α has lost every digit at x = −37.
 *
 * Source: Clevert, Unterthiner and Hochreiter (2016).
 *
 * @param alpha α, the distance of the lower limit from 0
 * @throws when α is not a finite number above 0.
 */
export function eluWithAlpha(alpha: number): Activation {
  checkPositive("eluWithAlpha", "alpha", alpha);
  const smooth = alpha === 1;
  return {
    id: "elu",
    name: "ELU",
    value: (x) => (x > 0 ? x : alpha * expm1(x)),
    derivative: (x) => (x > 0 ? 1 : timesExp(alpha, x)),
    secondDerivative: (x) => (x > 0 ? 0 : timesExp(alpha, x)),
    parameters: { alpha },
    pieces: [
      { ...below(0), formula: "alpha * (exp(x) - 1)" },
      { ...above(0), formula: "x" },
    ],
    kinks: smooth
      ? []
      : [
          {
            at: 0,
            left: alpha,
            right: 1,
            derivative: alpha,
            convention: "ELU′(0) = α, the slope on the left, as in PyTorch.",
          },
        ],
    range: { infimum: approached(-alpha, at(-Infinity)), supremum: unboundedAbove },
    derivativeInfimum: approached(0, at(-Infinity)),
    derivativeSupremum:
      alpha > 1
        ? reachedByConvention(alpha, at(0))
        : reached(1, ...(smooth ? [at(0), above(0)] : [above(0)])),
    lipschitz: Math.max(1, alpha),
    criticalGain: gainAtZero(alpha, 1),
    symbolTex: "\\operatorname{ELU}",
    tex: "\\begin{cases} \\alpha\\cdot\\left(e^{x}-1\\right) & \\text{if } x \\le 0 \\\\ x & \\text{if } x > 0 \\end{cases}",
    derivativeTex: `\\begin{cases} \\alpha\\cdot e^{x} & \\text{if } x ${smooth ? "\\le" : "<"} 0 \\\\ 1 & \\text{if } x > 0 \\end{cases}`,
    source: {
      authors: ["Djork-Arné Clevert", "Thomas Unterthiner", "Sepp Hochreiter"],
      title: "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)",
      year: 2016,
      publication: "4th International Conference on Learning Representations, arXiv:1511.07289",
      note: "Proposes it with α = 1: mean activations near 0 bring the gradient closer to the natural one.",
    },
  };
}

/** ELU with α = 1. */
export const elu: Activation = eluWithAlpha(1);
