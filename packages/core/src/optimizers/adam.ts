import type { Matrix } from "../matrix.ts";
import { checkPositive, checkShare } from "../setting-checks.ts";
import { type Optimizer, type OptimizerSettings, optimizer, zerosLike } from "./optimizer.ts";

interface AdamState {
  /** Running mean of the gradient. */
  readonly m: Matrix;
  /** Running mean of its square, entry by entry. */
  readonly v: Matrix;
  /** β₁ᵗ and β₂ᵗ after t steps of this parameter. */
  beta1Power: number;
  beta2Power: number;
}

/**
 * Adam, entry by entry, in step t = 1, 2, … of the parameter, from m = v = 0:
 *
 * - m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g²,
 * - m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ), the correction of the start from 0,
 * - w ← w − η m̂ / (√v̂ + ε).
 *
 * The first step is η g / (|g| + ε): ±η, however small the gradient, until it comes near ε. So Adam hides a
 * vanishing gradient, and does not bring back what it has lost. With the default β no step is longer than 7.2703 η.
 *
 * D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, Algorithm 1. With `weightDecay`
 * it is AdamW (Loshchilov and Hutter 2019, Algorithm 2), with `l2Penalty` Adam with the penalty in the loss. m and v
 * have the precision of the parameter: in f32, v stays 0 from |g| = 8.37e-22 down.
 *
 * @param settings.beta1 β₁, default 0.9
 * @param settings.beta2 β₂, default 0.999
 * @param settings.epsilon ε, default 1e-8
 * @throws when a β is not from 0 to below 1, ε not a finite number above 0, or the learning rate or a weight decay
 * not one from 0 on.
 */
export function adam(
  settings: OptimizerSettings & {
    readonly beta1?: number;
    readonly beta2?: number;
    readonly epsilon?: number;
  },
): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = Object(settings) as Partial<typeof settings>;
  checkShare("adam", "beta1", beta1, { below1: true });
  checkShare("adam", "beta2", beta2, { below1: true });
  checkPositive("adam", "epsilon", epsilon);
  return optimizer<AdamState>(
    {
      name: "adam",
      start: (parameter) => ({
        m: zerosLike(parameter),
        v: zerosLike(parameter),
        beta1Power: 1,
        beta2Power: 1,
      }),
      update({ parameter, gradient, state, learningRate, kernels }) {
        state.beta1Power *= beta1;
        state.beta2Power *= beta2;
        kernels.adam(parameter, gradient, state.m, state.v, {
          beta1,
          beta2,
          correction1: 1 - state.beta1Power,
          correction2: 1 - state.beta2Power,
          epsilon,
          learningRate,
        });
      },
    },
    settings,
  );
}
