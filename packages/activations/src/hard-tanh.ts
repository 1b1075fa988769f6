import type { Activation } from "./activation.ts";
import { clippedLine } from "./clipped-line.ts";
import { gainAtZero } from "./gain-at-zero.ts";

/**
 * The hard hyperbolic tangent: x between −1 and 1, clipped to −1 and 1 outside, where units are as dead as those of ReLU.
 *
 * Source: Collobert (2004).
 */
export const hardTanh: Activation = {
  id: "hardTanh",
  name: "hard tanh",
  ...clippedLine({
    from: -1,
    to: 1,
    low: -1,
    high: 1,
    slope: 1,
    value: (x) => x,
    formula: "x",
    tex: "x",
    slopeTex: "1",
    conventions: [
      "hardtanh′(−1) = 0, the slope on the left, as in PyTorch.",
      "hardtanh′(1) = 1, the slope on the left; PyTorch takes the other one, 0.",
    ],
  }),
  criticalGain: gainAtZero(1, 1),
  symbolTex: "\\operatorname{hardtanh}",
  source: {
    authors: ["Ronan Collobert"],
    title: "Large Scale Machine Learning",
    year: 2004,
    publication: "PhD thesis, Université Paris VI",
    note: "Uses it in place of tanh because it is cheaper to compute.",
  },
};
