import type { Matrix } from "../matrix.ts";
import { checkShare } from "../setting-checks.ts";
import { type Optimizer, type OptimizerSettings, optimizer, zerosLike } from "./optimizer.ts";

/**
 * Gradient descent with momentum, in the convention of PyTorch: v ← μ v + g, w ← w − η v, from v = 0. Under a
 * constant gradient the step grows to η g / (1 − μ). With `nesterov` the step is w ← w − η (g + μ v), with the new
 * v.
 *
 * B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; I. Sutskever, J. Martens,
 * G. Dahl and G. Hinton, "On the importance of initialization and momentum in deep learning", ICML 2013, who write v
 * ← μ v − η g instead: the same weights as long as η does not change.
 *
 * @param settings.momentum μ, default 0.9
 * @param settings.nesterov default false
 * @throws when the momentum is not from 0 to below 1, or the learning rate or a weight decay not a finite number
 * from 0 on.
 */
export function momentum(
  settings: OptimizerSettings & { readonly momentum?: number; readonly nesterov?: boolean },
): Optimizer {
  const { momentum: mu = 0.9, nesterov = false } = Object(settings) as Partial<typeof settings>;
  checkShare("momentum", "momentum", mu, { below1: true });
  return optimizer<Matrix>(
    {
      name: "momentum",
      start: zerosLike,
      update({ parameter, gradient, state: velocity, learningRate, kernels }) {
        kernels.momentum(parameter, gradient, velocity, { mu, learningRate, nesterov });
      },
    },
    settings,
  );
}
