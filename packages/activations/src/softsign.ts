import type { Activation } from "./activation.ts";
import { above, approached, at, below, reached } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";

/**
 * Softsign x / (1 + |x|). It saturates like tanh but slowly: f′(x) = 1 / (1 + |x|)² falls only like 1/x². f″ jumps at 0, from 2 to −2.
 *
 * Source: Bergstra, Desjardins, Lamblin and Bengio (2009).
 */
export const softsign: Activation = {
  id: "softsign",
  name: "softsign",
  value(x) {
    // ∞ / ∞ would be NaN.
    return Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x));
  },
  // One division after the other: the square of 1 + |x| overflows from 1e154 on, where f′ is still 1e-308.
  derivative(x) {
    const q = 1 + Math.abs(x);
    return 1 / q / q;
  },
  secondDerivative(x) {
    const q = 1 + Math.abs(x);
    return (x > 0 ? -2 : 2) / q / q / q;
  },
  parameters: {},
  pieces: [
    { ...below(0), formula: "x / (1 - x)" },
    { ...above(0), formula: "x / (1 + x)" },
  ],
  kinks: [],
  range: { infimum: approached(-1, at(-Infinity)), supremum: approached(1, at(Infinity)) },
  derivativeInfimum: approached(0, at(-Infinity), at(Infinity)),
  derivativeSupremum: reached(1, at(0)),
  lipschitz: 1,
  criticalGain: gainAtZero(1, 1),
  symbolTex: "\\operatorname{softsign}",
  tex: "\\begin{cases} \\frac{x}{1-x} & \\text{if } x \\le 0 \\\\ \\frac{x}{1+x} & \\text{if } x > 0 \\end{cases}",
  derivativeTex:
    "\\begin{cases} \\frac{1}{{\\left(1-x\\right)}^{2}} & \\text{if } x \\le 0 \\\\ \\frac{1}{{\\left(x+1\\right)}^{2}} & \\text{if } x > 0 \\end{cases}",
  source: {
    authors: ["James Bergstra", "Guillaume Desjardins", "Pascal Lamblin", "Yoshua Bengio"],
    title: "Quadratic Polynomials Learn Better Image Features",
    year: 2009,
    publication:
      "Technical report 1337, Département d'Informatique et de Recherche Opérationnelle, Université de Montréal",
    note: "Tries it in place of tanh because it saturates more slowly.",
  },
};
