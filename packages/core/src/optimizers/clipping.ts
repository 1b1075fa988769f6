import { describeValue, failure } from "../failure.ts";
import { checkMatrix, type Matrix, matrix, precisionOf } from "../matrix.ts";
import { norm } from "../norm.ts";
import { checkFiniteEntries } from "./optimizer.ts";

/** Gradients as the optimisers take them, undefined where a parameter has none. */
type Gradients = readonly (Matrix | undefined)[];

/**
 * Every entry g becomes min(max(g, −limit), limit). Changes the direction of the gradient.
 *
 * Clipping of any kind makes no gradient larger, so it is no remedy for vanishing ones. Each of these three
 * functions leaves the matrices that it is given as they are; a gradient within the limit comes back as the same
 * matrix, and undefined as undefined.
 *
 * @throws when the limit is not a number above 0, or a gradient holds NaN or an infinity.
 */
export function clipByValue(gradients: Gradients, limit: number): (Matrix | undefined)[] {
  checkClipping("clipByValue", gradients, limit);
  return gradients.map((gradient) => {
    if (gradient?.data.every((entry: number) => Math.abs(entry) <= limit)) return gradient;
    return gradient && mapped(gradient, (entry) => Math.min(Math.max(entry, -limit), limit));
  });
}

/**
 * Each gradient G of its own with norm ‖G‖ > limit becomes G · limit / ‖G‖: shorter, in the same direction.
 *
 * R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013,
 * Algorithm 1.
 *
 * @throws as `clipByValue`.
 */
export function clipByNorm(gradients: Gradients, limit: number): (Matrix | undefined)[] {
  checkClipping("clipByNorm", gradients, limit);
  return gradients.map((gradient) => gradient && shortened("clipByNorm", gradient, norm(gradient), limit));
}

/**
 * All gradients as one long vector: when its norm n = √(Σ ‖Gᵢ‖²) is above the limit, each becomes Gᵢ · limit / n.
 * Keeps the direction of the whole step. Source as for `clipByNorm`; there is no 1e-6 beside n, which PyTorch adds,
 * so the result has norm `limit`.
 *
 * @throws as `clipByValue`.
 */
export function clipByGlobalNorm(gradients: Gradients, limit: number): (Matrix | undefined)[] {
  checkClipping("clipByGlobalNorm", gradients, limit);
  const norms = gradients.map((gradient) => (gradient === undefined ? 0 : norm(gradient)));
  const globalNorm = norm(matrix(1, norms.length, norms, "f64"));
  return gradients.map((gradient) => gradient && shortened("clipByGlobalNorm", gradient, globalNorm, limit));
}

function shortened(operation: string, gradient: Matrix, norm: number, limit: number): Matrix {
  if (norm === Infinity) {
    throw failure(
      operation,
      "a norm that float64 can hold",
      "one above 1.8e308, from finite entries",
      "the gradient has exploded: lower the learning rate",
    );
  }
  return norm <= limit ? gradient : mapped(gradient, (entry) => entry * (limit / norm));
}

function mapped(m: Matrix, f: (entry: number) => number): Matrix {
  const result = matrix(m.rows, m.columns, undefined, precisionOf(m));
  for (let at = 0; at < m.data.length; at++) result.data[at] = f(m.data[at] as number);
  return result;
}

function checkClipping(operation: string, gradients: Gradients, limit: unknown): void {
  if (!(typeof limit === "number" && limit > 0)) {
    throw failure(operation, "a limit above 0", describeValue(limit), "try 1, and look at the norms first");
  }
  if (!Array.isArray(gradients)) {
    throw failure(
      operation,
      "a list of gradients",
      describeValue(gradients),
      `write ${operation}([gradient], ${limit})`,
    );
  }
  gradients.forEach((gradient: Matrix | undefined, place) => {
    if (gradient === undefined) return;
    checkMatrix(`${operation}, gradient ${place}`, gradient);
    checkFiniteEntries(`${operation}, gradient ${place}`, gradient);
  });
}
