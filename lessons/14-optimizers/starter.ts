// Optimisers. Replace each line that throws, then run:  pnpm test optimizers

// A parameter is a record: its weights in one list, and what the optimiser remembers of each of them, in lists of the same length. A step
// takes a record and the gradient, and gives a new record. It leaves the old one as it is.

interface MomentumParameter {
  readonly weights: readonly number[];
  /** v, one a weight; 0 before the first step. */
  readonly velocity: readonly number[];
}

/**
 * One step of gradient descent with momentum, entry by entry:
 *
 *   v ← μ v + g        w ← w - η v        with the new v
 *
 * Worked example: w = 1, v = 0.5, g = 2, η = 0.1, μ = 0.9 gives w = 0.755 and v = 2.45.
 */
export function momentumStep(
  parameter: MomentumParameter,
  gradient: readonly number[],
  settings: { readonly learningRate: number; readonly momentum: number },
): MomentumParameter {
  throw new Error("TODO: momentumStep");
}

interface RmsPropParameter {
  readonly weights: readonly number[];
  /** v, the running mean of the squared gradient, one a weight; 0 before the first step. */
  readonly meanSquare: readonly number[];
}

/**
 * One step of RMSProp, entry by entry:
 *
 *   v ← α v + (1 - α) g^2        w ← w - η g / (√v + ε)        with the new v
 *
 * Worked example: w = 1, v = 0, g = 2, η = 0.1, α = 0.75, ε = 1 gives w = 0.9 and v = 1.
 */
export function rmsPropStep(
  parameter: RmsPropParameter,
  gradient: readonly number[],
  settings: { readonly learningRate: number; readonly alpha: number; readonly epsilon: number },
): RmsPropParameter {
  throw new Error("TODO: rmsPropStep");
}

interface AdamParameter {
  readonly weights: readonly number[];
  /** m, the running mean of the gradient, one a weight; 0 before the first step. */
  readonly mean: readonly number[];
  /** v, the running mean of the squared gradient, one a weight; 0 before the first step. */
  readonly meanSquare: readonly number[];
  /** How many steps this parameter has made. */
  readonly steps: number;
}

/**
 * One step of Adam, entry by entry. It is the step number t, which is 1 for the first one:
 *
 *   m ← β₁ m + (1 - β₁) g          m̂ = m / (1 - β₁^t)
 *   v ← β₂ v + (1 - β₂) g^2        v̂ = v / (1 - β₂^t)
 *   w ← w - η m̂ / (√v̂ + ε)
 *
 * The record keeps m and v, as they are before the correction, and t as the number of steps.
 *
 * Worked example: w = 1, m = v = 0, no step so far, g = 2, η = 0.1, β₁ = 0.5, β₂ = 0.75, ε = 1
 * gives w = 0.9333333333 (ten digits), m = 1, v = 1 and 1 step.
 */
export function adamStep(
  parameter: AdamParameter,
  gradient: readonly number[],
  settings: {
    readonly learningRate: number;
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
  },
): AdamParameter {
  throw new Error("TODO: adamStep");
}
