import { erfDerivative, erfElementwise, exp } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { approached, at, everywhere, reached } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";

const steepest = erfDerivative(0);

/**
 * The error function erf x = 2/√π ∫₀ˣ e^(−t²) dt, a sigmoid whose wide networks have closed formulas. f′(x) = 2/√π e^(−x²) falls faster
 * than that of any other sigmoid in the table.
 *
 * Value and derivative come from core.
 *
 * Source: Williams (1998).
 */
export const erf: Activation = {
  ...erfElementwise,
  id: "erf",
  name: "erf",
  secondDerivative(x) {
    // Beyond 28 it is 0. From 26.6 on f′ is subnormal and loses digits, so there e^(−x²) = e^(−(|x| − 1)²) e^(1 − 2|x|), where both
    // |x| − 1 and 1 − 2|x| are exact.
    const size = Math.min(Math.abs(x), 30);
    const f2 = size > 26.5 ? size * erfDerivative(size - 1) * exp(1 - 2 * size) : size * erfDerivative(size);
    return x > 0 ? -2 * f2 : 2 * f2;
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "erf(x)" }],
  kinks: [],
  range: { infimum: approached(-1, at(-Infinity)), supremum: approached(1, at(Infinity)) },
  derivativeInfimum: approached(0, at(-Infinity), at(Infinity)),
  derivativeSupremum: reached(steepest, at(0)),
  lipschitz: steepest,
  criticalGain: gainAtZero(steepest, steepest),
  symbolTex: "\\operatorname{erf}",
  tex: "\\operatorname{erf}x",
  derivativeTex: "\\frac{2\\cdot e^{-{x}^{2}}}{\\sqrt{\\pi}}",
  source: {
    authors: ["Christopher K. I. Williams"],
    title: "Computation with Infinite Neural Networks",
    year: 1998,
    publication: "Neural Computation 10(5), 1203–1216",
    doi: "10.1162/089976698300017412",
    note: "Gives the covariance of an infinitely wide network of such units in closed form.",
  },
};
