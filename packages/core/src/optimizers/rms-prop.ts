import type { Matrix } from "../matrix.ts";
import { checkPositive, checkShare } from "../setting-checks.ts";
import { type Optimizer, type OptimizerSettings, optimizer, zerosLike } from "./optimizer.ts";

/**
 * RMSProp: v ← α v + (1 − α) g², w ← w − η g / (√v + ε), from v = 0, entry by entry. No step is longer than η / √(1
 * − α), which the first one reaches.
 *
 * T. Tieleman and G. Hinton, lecture 6.5 of "Neural networks for machine learning", 2012; defaults and the place of
 * ε as in PyTorch. v has the precision of the parameter: in f32, with the default α, it stays 0 from |g| = 2.64e-22
 * down.
 *
 * @param settings.alpha α, default 0.99
 * @param settings.epsilon ε, default 1e-8
 * @throws when α is not from 0 to below 1, ε not a finite number above 0, or the learning rate or a weight decay not
 * one from 0 on.
 */
export function rmsProp(
  settings: OptimizerSettings & { readonly alpha?: number; readonly epsilon?: number },
): Optimizer {
  const { alpha = 0.99, epsilon = 1e-8 } = Object(settings) as Partial<typeof settings>;
  checkShare("rmsProp", "alpha", alpha, { below1: true });
  checkPositive("rmsProp", "epsilon", epsilon);
  return optimizer<Matrix>(
    {
      name: "rmsProp",
      start: zerosLike,
      update({ parameter, gradient, state: meanSquare, learningRate, kernels }) {
        kernels.rmsProp(parameter, gradient, meanSquare, { alpha, epsilon, learningRate });
      },
    },
    settings,
  );
}
