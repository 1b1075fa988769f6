// Exploding. Replace each line that throws, then run:  pnpm test exploding

/** One list of numbers for each weight of a network, bias and matrix alike. */
export type Tensors = readonly (readonly number[])[];

/** Stops where an entry is NaN, Infinity or -Infinity. It is written already: begin each function with it. */
function refuseNonFinite(gradients: Tensors): void {
  for (const entry of gradients.flat()) {
    if (!Number.isFinite(entry)) throw new Error(`The gradient is not finite: it holds ${entry}.`);
  }
}

/**
 * All gradients as one long vector g, made shorter where it is longer than the limit:
 *
 *   norm = sqrt(sum of the squares of all entries of all gradients)
 *   g -> g · limit / norm        where norm > limit
 *   g -> g                       else, to the last bit
 *
 * The shapes stay. A gradient that is not finite is refused.
 * Worked examples: [[30, 40]] with limit 1 gives [[0.6, 0.8]]; [[3, 4], [12]] with limit 6.5 gives [[1.5, 2], [6]].
 */
export function clipByNorm(gradients: Tensors, limit: number): Tensors {
  throw new Error("TODO: clipByNorm");
}

/**
 * Each entry by itself, moved to the nearest number from -limit to limit. The shapes stay. A gradient that is not
 * finite is refused.
 *
 * Worked example: [[30, 40], [-0.5]] with limit 1 gives [[1, 1], [-0.5]].
 */
export function clipByValue(gradients: Tensors, limit: number): Tensors {
  throw new Error("TODO: clipByValue");
}

/**
 * One step of gradient descent with weight decay, for every weight w and its gradient g:
 *
 *   w -> (1 - learningRate · decay) · w - learningRate · g
 *
 * The gradients have the shapes of the weights. A gradient that is not finite is refused, and the weights that were
 * passed in are never changed: what comes back is new.
 *
 * Worked example: weight 2, gradient 3, learning rate 0.1, decay 0.5 give 0.95 · 2 - 0.1 · 3 = 1.6.
 */
export function weightDecayStep(
  weights: Tensors,
  gradients: Tensors,
  learningRate: number,
  decay: number,
): Tensors {
  throw new Error("TODO: weightDecayStep");
}
