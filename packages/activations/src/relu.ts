import type { Activation } from "./activation.ts";
import { above, at, below, reached, unboundedAbove } from "./bounds.ts";
import { gainAtZero } from "./gain-at-zero.ts";
import { zero } from "./zero.ts";

// Math.max keeps NaN, and turns −0 into 0. `x > 0 ? x : 0` would turn NaN, the sign of a broken run, into 0.
function value(x: number): number {
  return Math.max(0, x);
}

function derivative(x: number): number {
  return x > 0 ? 1 : zero(x);
}

/**
 * The rectified linear unit: ReLU(x) = max(0, x); its derivative is 0 left of 0 and 1 right of it, and 0 at 0 by convention.
 *
 * Source: Nair and Hinton (2010).
 */
export const relu: Activation = {
  id: "relu",
  name: "ReLU",
  value,
  derivative,
  f32: { value, derivative, simd: "relu" },
  secondDerivative: zero,
  parameters: {},
  pieces: [
    { ...below(0), formula: "0" },
    { ...above(0), formula: "x" },
  ],
  kinks: [
    {
      at: 0,
      left: 0,
      right: 1,
      derivative: 0,
      convention: "ReLU′(0) = 0, the slope on the left, as in PyTorch and TensorFlow.",
    },
  ],
  range: { infimum: reached(0, below(0), at(0)), supremum: unboundedAbove },
  derivativeInfimum: reached(0, below(0)),
  derivativeSupremum: reached(1, above(0)),
  lipschitz: 1,
  criticalGain: gainAtZero(0, 1),
  symbolTex: "\\operatorname{ReLU}",
  tex: "\\begin{cases} 0 & \\text{if } x \\le 0 \\\\ x & \\text{if } x > 0 \\end{cases}",
  derivativeTex: "\\begin{cases} 0 & \\text{if } x < 0 \\\\ 1 & \\text{if } x > 0 \\end{cases}",
  source: {
    authors: ["Vinod Nair", "Geoffrey E. Hinton"],
    title: "Rectified Linear Units Improve Restricted Boltzmann Machines",
    year: 2010,
    publication: "Proceedings of the 27th International Conference on Machine Learning, 807–814",
    note: "Made the unit and its name known. Fukushima (1969, doi 10.1109/TSSC.1969.300225) had used the function before.",
  },
};
