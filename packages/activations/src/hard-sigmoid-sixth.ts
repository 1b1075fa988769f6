import type { Activation } from "./activation.ts";
import { clippedLine } from "./clipped-line.ts";

/**
 * The hard sigmoid of slope 1/6: (x + 3) / 6 clipped to 0 and 1, as PyTorch and Keras 3 have it. Another function has the same name
 * and the slope 0.2: `hardSigmoidFifth`.
 *
 * Its critical gain belongs to a length q = 47.27 of the pre-activations, far from 0, because f(0) is not 0: there q E[f′(√q z)²] is
 * E[f(√q z)²] for a standard normal z, and the gain is E[f′(√q z)²]^(−1/2).
 *
 * Source: Howard et al. (2019).
 */
export const hardSigmoidSixth: Activation = {
  id: "hardSigmoidSixth",
  name: "hard sigmoid (slope 1/6)",
  ...clippedLine({
    from: -3,
    to: 3,
    low: 0,
    high: 1,
    slope: 1 / 6,
    // x / 6 + 1/2 would cancel just right of −3.
    value: (x) => (x + 3) / 6,
    formula: "(x + 3) / 6",
    tex: "\\frac{x+3}{6}",
    slopeTex: "\\frac{1}{6}",
    conventions: [
      "hardsigmoid′(−3) = 0, the slope on the left, as in PyTorch.",
      "hardsigmoid′(3) = 1/6, the slope on the left; PyTorch takes the other one, 0.",
    ],
  }),
  criticalGain: 10.329483110688777,
  symbolTex: "\\operatorname{hardsigmoid}",
  source: {
    authors: ["Andrew Howard", "Mark Sandler", "Grace Chu", "Liang-Chieh Chen", "Bo Chen", "Mingxing Tan"],
    title: "Searching for MobileNetV3",
    year: 2019,
    publication: "Proceedings of the IEEE/CVF International Conference on Computer Vision, 1314–1324",
    doi: "10.1109/ICCV.2019.00140",
    note: "Section 5.2 puts ReLU6(x + 3) / 6 in the place of the sigmoid. The first six of twelve authors.",
  },
};
