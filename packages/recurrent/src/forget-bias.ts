import {
  checkCount,
  checkMatrix,
  describeValue,
  exp,
  expm1,
  failure,
  log,
  type Matrix,
  matrix,
  precisionOf,
  shapeOf,
  softplus,
} from "@vanishing/core";

/**
 * σ(b)^T: what is left of a cell state, and of its gradient on the direct path, after T steps in which the forget gate sees its bias b
 * alone. Computed as e^(−T·ln(1 + e^−b)), because σ(b) has rounded to 1 from b = 37 on.
 *
 * @param steps T, from 0 on
 * @throws when the forget bias is not a finite number or steps is not a whole number from 0 on.
 */
export function cellGain(forgetBias: number, steps: number): number {
  checkForgetBias("cellGain", forgetBias);
  checkCount("cellGain", "steps", steps, 0);
  return exp(-steps * softplus(-forgetBias));
}

/**
 * The number of steps after which σ(b)^T is 1/2: ln 2 / ln(1 + e^−b). It need not be whole. Infinity when 1 − σ(b) is below the
 * range of float64, from b = 746 on.
 *
 * @throws when the forget bias is not a finite number.
 */
export function halfLife(forgetBias: number): number {
  checkForgetBias("halfLife", forgetBias);
  return Math.LN2 / softplus(-forgetBias);
}

/**
 * The forget bias b with which σ(b)^T is `gain`: b = ln(r/(1 − r)) with r = gain^(1/T). The inverse of `cellGain`.
 *
 * Computed as −a − ln(1 − e^−a) with a = −ln(gain)/T = −ln r, because 1 − r loses its digits where r is near 1.
 *
 * @param steps T, from 1 on
 * @param gain above 0 and below 1. Default 1/2: then T is the half-life
 * @throws when steps or gain is out of its range.
 */
export function forgetBiasFor(steps: number, gain = 0.5): number {
  checkCount("forgetBiasFor", "steps", steps, 1);
  if (!(typeof gain === "number" && gain > 0 && gain < 1)) {
    throw failure(
      "forgetBiasFor",
      "gain to be a number above 0 and below 1",
      describeValue(gain),
      "no finite forget bias keeps everything or nothing; 0.5 keeps half",
    );
  }
  const a = -log(gain) / steps;
  return -a - log(-expm1(-a));
}

/**
 * A copy of an LSTM's bias `(1, 4 · hidden)` in which every entry of the f block is `forgetBias`.
 *
 * F. A. Gers, J. Schmidhuber and F. Cummins, "Learning to forget: continual prediction with LSTM", Neural Computation 12(10),
 * 2000; with 1, as Keras has it by default, R. Jozefowicz, W. Zaremba and I. Sutskever, "An empirical exploration of recurrent
 * network architectures", ICML 2015.
 *
 * @throws when the bias is not one row of four blocks, or the forget bias not a finite number.
 */
export function withForgetBias(bias: Matrix, forgetBias: number): Matrix {
  checkMatrix("withForgetBias", bias);
  checkForgetBias("withForgetBias", forgetBias);
  const hidden = bias.columns / 4;
  if (bias.rows !== 1 || !Number.isInteger(hidden)) {
    throw failure(
      "withForgetBias",
      "a bias of shape 1×(4 · hidden), with the blocks i, f, g, o",
      shapeOf(bias),
      "pass the bias of an LSTM",
    );
  }
  const result = matrix(1, bias.columns, bias.data, precisionOf(bias));
  result.data.fill(forgetBias, hidden, 2 * hidden);
  return result;
}

/** Refuses what is not a finite number. */
export function checkForgetBias(operation: string, forgetBias: unknown): void {
  if (Number.isFinite(forgetBias)) return;
  throw failure(
    operation,
    "the forget bias to be a finite number",
    describeValue(forgetBias),
    "1 is usual; forgetBiasFor(steps) gives the one for a half-life",
  );
}
