import type { Activation } from "./activation.ts";
import { clippedLine } from "./clipped-line.ts";
import { hardSigmoidSixth } from "./hard-sigmoid-sixth.ts";

/**
 * The hard sigmoid of slope 0.2: 0.2x + 0.5 clipped to 0 and 1, the default of ONNX. Another function has the same name and the slope
 * 1/6: `hardSigmoidSixth`.
 *
 * Source: the operator specification of ONNX.
 */
export const hardSigmoidFifth: Activation = {
  id: "hardSigmoidFifth",
  name: "hard sigmoid (slope 0.2)",
  ...clippedLine({
    from: -2.5,
    to: 2.5,
    low: 0,
    high: 1,
    slope: 0.2,
    // 0.2x + 0.5 would cancel just right of −2.5.
    value: (x) => (x + 2.5) / 5,
    formula: "(x + 2.5) / 5",
    tex: "\\frac{x+2.5}{5}",
    slopeTex: "0.2",
    conventions: [
      "hardsigmoid′(−2.5) = 0, the slope on the left.",
      "hardsigmoid′(2.5) = 0.2, the slope on the left.",
    ],
  }),
  // The two are one function with another scale of x, which weights can take over: 1/6 of the one gain is 0.2 of the other.
  criticalGain: ((hardSigmoidSixth.criticalGain as number) * 5) / 6,
  symbolTex: "\\operatorname{hardsigmoid}",
  source: {
    authors: ["ONNX contributors"],
    title: "HardSigmoid",
    year: 2017,
    publication: "Open Neural Network Exchange, specification of the operators",
    note: "The defaults are alpha = 0.2 and beta = 0.5.",
  },
};
