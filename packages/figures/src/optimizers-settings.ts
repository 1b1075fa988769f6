import type { MoonsActivation, UpdateRuleName } from "@vanishing/experiments";

/** Over which steps the picture looks: the first one, the seven of the first epoch, or those of the hundredth epoch. */
export type Until = "step" | "epoch" | "end";

export interface OptimizersValues {
  /** The logarithm of ε to base 10. */
  readonly exponent: number;
  readonly activation: MoonsActivation;
  readonly until: Until;
  readonly seed: number;
}

/** How many reports of the training there are by then: one of the first step, and one of each epoch. */
export const reportsUntil: Readonly<Record<Until, number>> = { step: 1, epoch: 2, end: 101 };

export const stepsOfAnEpoch = 7;

export const ruleNames: Readonly<Record<UpdateRuleName, string>> = {
  sgd: "SGD",
  momentum: "momentum",
  rmsProp: "RMSProp",
  adam: "Adam",
};

/** No step of Adam is longer than this many learning rates: (1 − β₁) / √((1 − β₂)(1 − β₁²/β₂)), with the usual β. */
export const longestAdamStep = 0.1 / Math.sqrt(0.001 * (1 - 0.9 ** 2 / 0.999));
