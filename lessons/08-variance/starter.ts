// Variance. Replace each line that throws, then run:  pnpm test variance

/** A stream of random numbers from a seed. Each call gives the next one. */
export interface RandomStream {
  /** Uniform from 0 to below 1. */
  next(): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
}

/** A weight matrix (fan-in, fan-out): one row for each input, and in it one weight for each unit that reads this input. */
export type Weight = readonly (readonly number[])[];

/**
 * Weights by Glorot and Bengio: fan-in rows of fan-out entries, each drawn on its own, uniform from -limit to limit.
 *
 *   limit = √(6 / (fan-in + fan-out))         (so the variance, limit² / 3, is 2 / (fan-in + fan-out))
 *
 * Worked example: with fan-in 2 and fan-out 3 the limit is 1.0954451150 (ten digits).
 */
export function glorot(draw: RandomStream, fanIn: number, fanOut: number): number[][] {
  throw new Error("TODO: glorot");
}

/**
 * Weights by He: fan-in rows of fan-out entries, each drawn on its own, normal with mean 0.
 *
 *   standard deviation = √(2 / fan-in)        (so the variance is 2 / fan-in)
 *
 * Worked example: with fan-in 3 the standard deviation is 0.8164965809 (ten digits).
 */
export function he(draw: RandomStream, fanIn: number, fanOut: number): number[][] {
  throw new Error("TODO: he");
}

/**
 * The mean square of the pre-activations of each layer, from the first to the last, as the law for wide layers predicts it.
 *
 *   q = fan-in · Var(W) · E[h²]               (h: what the layer reads)
 *
 * Var(W) is the mean of the squared entries of W, since weights have mean 0. For the first layer E[h²] is the input's, and for each
 * later one it is meanSquareAfter(q), with the q of the layer before. Other weights, other layers: read the fan-in off the matrix.
 *
 * Worked example: weights [[0.5, -0.5], [-0.5, 0.5]] and [[2], [-2]], input mean square 3, meanSquareAfter(q) = q / 2.
 * The first layer has 2 · 0.25 · 3 = 1.5, the second 2 · 4 · 0.75 = 6, so the result is [1.5, 6].
 */
export function layerVariances(
  weights: readonly Weight[],
  inputMeanSquare: number,
  meanSquareAfter: (q: number) => number,
): number[] {
  throw new Error("TODO: layerVariances");
}
