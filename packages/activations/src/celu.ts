import { checkPositive, expm1 } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { above, approached, at, below, reached, unboundedAbove } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";
import { timesExp } from "./times-exp.ts";
import { inTwoParts, inverse, product, type TwoParts } from "./two-parts.ts";

/**
 * The continuously differentiable exponential linear unit: x for x > 0 and α (e^(x/α) − 1) for x ≤ 0. Unlike that of ELU its slope is 1
 * at 0 for every α. It goes to ReLU for α → 0 and to the identity for α → ∞.
 *
 * Source: Barron (2017).
 *
 * @param alpha α, the distance of the lower limit from 0, and how far left of 0 the slope falls to 1/e
 * @throws when α is not a finite number above 0.
 */
export function celuWithAlpha(alpha: number): Activation {
  checkPositive("celuWithAlpha", "alpha", alpha);
  /** x/α, as −∞ where e^(x/α) is 0. */
  const exponent = (x: number): TwoParts =>
    x / alpha < -800 ? { head: -Infinity, tail: 0 } : product(inTwoParts(x), inverse(alpha));
  return {
    id: "celu",
    name: "CELU",
    value: (x) => (x > 0 ? x : alpha * expm1(x / alpha)),
    derivative(x) {
      if (x > 0) return 1;
      const { head, tail } = exponent(x);
      return timesExp(1, head, tail);
    },
    secondDerivative(x) {
      if (x > 0) return 0;
      const { head, tail } = exponent(x);
      return timesExp(1 / alpha, head, tail);
    },
    parameters: { alpha },
    pieces: [
      { ...below(0), formula: "alpha * (exp(x / alpha) - 1)" },
      { ...above(0), formula: "x" },
    ],
    kinks: [],
    range: { infimum: approached(-alpha, at(-Infinity)), supremum: unboundedAbove },
    derivativeInfimum: approached(0, at(-Infinity)),
    derivativeSupremum: reached(1, at(0), above(0)),
    lipschitz: 1,
    criticalGain: gainAtZero(1, 1),
    symbolTex: "\\operatorname{CELU}",
    tex: "\\begin{cases} \\alpha\\cdot\\left(e^{\\frac{x}{\\alpha}}-1\\right) & \\text{if } x \\le 0 \\\\ x & \\text{if } x > 0 \\end{cases}",
    derivativeTex:
      "\\begin{cases} e^{\\frac{x}{\\alpha}} & \\text{if } x \\le 0 \\\\ 1 & \\text{if } x > 0 \\end{cases}",
    source: {
      authors: ["Jonathan T. Barron"],
      title: "Continuously Differentiable Exponential Linear Units",
      year: 2017,
      publication: "arXiv:1704.07483",
      note: "Divides by α in the exponent, so that the slope does not jump at 0.",
    },
  };
}

/** CELU with α = 1, which is the same function as ELU with α = 1. */
export const celu: Activation = celuWithAlpha(1);
