import type { Activation } from "./activation.ts";
import { everywhere } from "./bounds.ts";
import { swishWithBeta } from "./swish.ts";

/**
 * The sigmoid linear unit x σ(x): Swish with β = 1. It is not monotone: it falls to −0.278 at −1.278. Its slope is between −0.0998 and
 * 1.0998, and above 1 right of 1.278.
 *
 * Source: Elfwing, Uchibe and Doya (2018).
 */
export const silu: Activation = {
  ...swishWithBeta(1),
  id: "silu",
  name: "SiLU",
  parameters: {},
  pieces: [{ ...everywhere, formula: "x * sigmoid(x)" }],
  symbolTex: "\\operatorname{SiLU}",
  tex: "x\\cdot\\sigma\\left(x\\right)",
  derivativeTex: "\\sigma\\left(x\\right)\\cdot\\left(x\\cdot\\sigma\\left(-x\\right)+1\\right)",
  source: {
    authors: ["Stefan Elfwing", "Eiji Uchibe", "Kenji Doya"],
    title:
      "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning",
    year: 2018,
    publication: "Neural Networks 107, 3–11",
    doi: "10.1016/j.neunet.2017.12.012",
    note: "Gives the extrema of its derivative too. Hendrycks and Gimpel (2016, arXiv:1606.08415) had given it the name.",
  },
};
