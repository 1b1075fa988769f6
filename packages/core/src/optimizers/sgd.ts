import { type Optimizer, type OptimizerSettings, optimizer } from "./optimizer.ts";

/**
 * Gradient descent: w ← w − η g. With the gradient of a batch drawn at random it is called stochastic (SGD).
 *
 * H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical Statistics 22(3), 1951.
 *
 * @throws when the learning rate or a weight decay is not a finite number from 0 on.
 */
export function sgd(settings: OptimizerSettings): Optimizer {
  return optimizer<undefined>(
    {
      name: "sgd",
      start: () => undefined,
      update({ parameter, gradient, learningRate, kernels }) {
        kernels.sgd(parameter, gradient, learningRate);
      },
    },
    settings,
  );
}
