import type { Activation } from "./activation.ts";
import { clippedLine } from "./clipped-line.ts";
import { gainAtZero } from "./gain-at-zero.ts";

/**
 * ReLU6(x) = min(max(0, x), 6): a rectified linear unit with a ceiling. Its units die on both sides. The critical gain is that of ReLU,
 * in the limit of short inputs, which never meet the ceiling.
 *
 * Source: Krizhevsky (2010).
 */
export const relu6: Activation = {
  id: "relu6",
  name: "ReLU6",
  ...clippedLine({
    from: 0,
    to: 6,
    low: 0,
    high: 6,
    slope: 1,
    value: (x) => x,
    formula: "x",
    tex: "x",
    slopeTex: "1",
    conventions: [
      "ReLU6′(0) = 0, the slope on the left, as in PyTorch and TensorFlow.",
      "ReLU6′(6) = 1, the slope on the left; PyTorch and TensorFlow take the other one, 0.",
    ],
  }),
  criticalGain: gainAtZero(0, 1),
  symbolTex: "\\operatorname{ReLU6}",
  source: {
    authors: ["Alex Krizhevsky"],
    title: "Convolutional Deep Belief Networks on CIFAR-10",
    year: 2010,
    publication: "Unpublished manuscript, University of Toronto",
    note: "Caps ReLU at 6, so that units learn sparse features earlier.",
  },
};
