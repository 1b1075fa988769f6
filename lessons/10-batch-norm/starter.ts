// Batch norm. Replace each line that throws, then run:  pnpm test batch-norm

/** What evaluation normalises with. */
export interface Statistics {
  readonly mean: number;
  readonly variance: number;
}

/** What a batch norm passes back. */
export interface Gradients {
  readonly x: readonly number[];
  readonly gamma: number;
  readonly beta: number;
}

/**
 * Training. x is one feature: one number for each of the m examples of a batch.
 *
 *   mean = (sum of x) / m        v = (sum of (x - mean)^2) / m        S = sqrt(v + epsilon)
 *   y = gamma · (x - mean) / S + beta
 *
 * A batch of fewer than 2 examples is refused, with an error that says "batch".
 * Worked example: [1, 2, 4, 9] with gamma 1, beta 0, epsilon 0 has mean 4 and v 9.5, and begins with -0.9733 (four digits).
 */
export function batchNorm(x: readonly number[], gamma: number, beta: number, epsilon: number): number[] {
  throw new Error("TODO: batchNorm");
}

/**
 * The way back. `upstream` is the gradient of y, one number for each example; n is (x - mean) / S.
 *
 *   x:      (gamma / S) · (upstream - mean of upstream - n · mean of (upstream · n))
 *   gamma:  sum of upstream · n
 *   beta:   sum of upstream
 *
 * Worked example: x [1, 2, 4, 9], gamma 1, epsilon 0, upstream [1, 0, 0, 0] give x [0.1665, -0.1323, -0.0811, 0.0470] (four digits).
 */
export function batchNormBackward(
  x: readonly number[],
  gamma: number,
  epsilon: number,
  upstream: readonly number[],
): Gradients {
  throw new Error("TODO: batchNormBackward");
}

/**
 * After a batch in training: old statistics move towards those of the batch, by the share `momentum`.
 *
 *   new = (1 - momentum) · old + momentum · that of the batch
 *
 * The variance that is kept is the unbiased one, with m - 1 in place of m.
 * Worked example: mean 0, variance 1, batch [1, 3], momentum 0.1 give mean 0.2 and variance 1.1.
 */
export function updateStatistics(old: Statistics, x: readonly number[], momentum: number): Statistics {
  throw new Error("TODO: updateStatistics");
}

/**
 * Evaluation: the formula of training, with the statistics that were kept. Each example is on its own, so one is enough.
 *
 * Worked example: [5] with mean 1, variance 4, gamma 3, beta 0.5, epsilon 0 gives [6.5].
 */
export function batchNormEvaluation(
  x: readonly number[],
  statistics: Statistics,
  gamma: number,
  beta: number,
  epsilon: number,
): number[] {
  throw new Error("TODO: batchNormEvaluation");
}
