import { checkNonNegative } from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { twoSlopes } from "./two-slopes.ts";

/**
 * Leaky ReLU with the slope a left of 0: x for x > 0 and a·x for x ≤ 0. A unit that gets negative inputs only still learns, a times as
 * fast. With a = 0 it is ReLU, with a = 1 the identity.
 *
 * Source: Maas, Hannun and Ng (2013).
 *
 * @param slope a
 * @throws when the slope is not a finite number from 0 on.
 */
export function leakyReluWithSlope(slope: number): Activation {
  checkNonNegative("leakyReluWithSlope", "slope", slope);
  return {
    id: "leakyRelu",
    name: "Leaky ReLU",
    ...twoSlopes("LeakyReLU", slope),
    symbolTex: "\\operatorname{LeakyReLU}",
    source: {
      authors: ["Andrew L. Maas", "Awni Y. Hannun", "Andrew Y. Ng"],
      title: "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
      year: 2013,
      publication: "ICML Workshop on Deep Learning for Audio, Speech and Language Processing",
      note: "With the slope 0.01.",
    },
  };
}

/** Leaky ReLU with the slope 0.01 left of 0. */
export const leakyRelu: Activation = leakyReluWithSlope(0.01);
