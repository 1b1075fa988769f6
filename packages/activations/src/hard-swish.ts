import type { Activation } from "./activation.ts";
import {
  above,
  approached,
  at,
  below,
  between,
  reached,
  reachedByConvention,
  unboundedAbove,
} from "./bounds.ts";
import { zero } from "./zero.ts";

/**
 * Hard swish x · ReLU6(x + 3) / 6: SiLU of straight lines and one parabola. Its slope runs from −1/2 just right of −3 to 3/2 at 3, more
 * than SiLU's ever is, and jumps at both. Left of −3 a unit is as dead as one of ReLU.
 *
 * Source: Howard et al. (2019).
 */
export const hardSwish: Activation = {
  id: "hardSwish",
  name: "hard swish",
  value(x) {
    if (x <= -3) return 0;
    return x > 3 ? x : (x * (x + 3)) / 6;
  },
  derivative(x) {
    if (x <= -3) return 0;
    return x > 3 ? 1 : (2 * x + 3) / 6;
  },
  secondDerivative(x) {
    return -3 < x && x <= 3 ? 1 / 3 : zero(x);
  },
  parameters: {},
  pieces: [
    { ...below(-3), formula: "0" },
    { ...between(-3, 3), formula: "x * (x + 3) / 6" },
    { ...above(3), formula: "x" },
  ],
  kinks: [
    {
      at: -3,
      left: 0,
      right: -1 / 2,
      derivative: 0,
      convention: "hardswish′(−3) = 0, the slope on the left.",
    },
    {
      at: 3,
      left: 3 / 2,
      right: 1,
      derivative: 3 / 2,
      convention: "hardswish′(3) = 3/2, the slope on the left.",
    },
  ],
  range: { infimum: reached(-3 / 8, at(-3 / 2)), supremum: unboundedAbove },
  derivativeInfimum: approached(-1 / 2, at(-3)),
  derivativeSupremum: reachedByConvention(3 / 2, at(3)),
  lipschitz: 3 / 2,
  criticalGain: undefined,
  symbolTex: "\\operatorname{hardswish}",
  tex: "\\begin{cases} 0 & \\text{if } x \\le -3 \\\\ \\frac{x\\cdot\\left(x+3\\right)}{6} & \\text{if } -3 < x \\le 3 \\\\ x & \\text{if } x > 3 \\end{cases}",
  derivativeTex:
    "\\begin{cases} 0 & \\text{if } x < -3 \\\\ \\frac{1}{6}\\cdot\\left(2\\cdot x+3\\right) & \\text{if } -3 < x < 3 \\\\ 1 & \\text{if } x > 3 \\end{cases}",
  source: {
    authors: ["Andrew Howard", "Mark Sandler", "Grace Chu", "Liang-Chieh Chen", "Bo Chen", "Mingxing Tan"],
    title: "Searching for MobileNetV3",
    year: 2019,
    publication: "Proceedings of the IEEE/CVF International Conference on Computer Vision, 1314–1324",
    doi: "10.1109/ICCV.2019.00140",
    note: "Section 5.2, with the name h-swish. The first six of twelve authors.",
  },
};
