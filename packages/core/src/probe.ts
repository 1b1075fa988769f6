import type { Elementwise } from "./elementwise.ts";
import { describeValue, failure } from "./failure.ts";
import type { Matrix } from "./matrix.ts";
import type { Tape } from "./tape.ts";

/** What `probe` tells of one labelled tensor X, with L the tensor that `backward` was last called on. */
export interface ProbeRecord {
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Root mean square of the entries of X. */
  readonly valueRms: number;
  /** Euclidean (Frobenius) norm of X. */
  readonly valueNorm: number;
  /** Root mean square of ∂L/∂X. Undefined where X has no gradient: before `backward`, or when L does not depend on X. */
  readonly gradientRms: number | undefined;
  /** Euclidean (Frobenius) norm of ∂L/∂X. Undefined where X has no gradient. */
  readonly gradientNorm: number | undefined;
}

/** One record for each labelled tensor, in creation order. Call it after `backward` and before `tape.reset()`. */
export function probe(tape: Tape): ProbeRecord[] {
  return tape.labelled().map(({ label, value, gradient }) => ({
    label,
    rows: value.rows,
    columns: value.columns,
    valueRms: rms(value),
    valueNorm: norm(value),
    gradientRms: gradient && rms(gradient),
    gradientNorm: gradient && norm(gradient),
  }));
}

/** Euclidean (Frobenius) norm √(Σ mᵢⱼ²). 0 for an empty matrix. Safe for entries whose squares over- or underflow. */
export function norm(m: Matrix): number {
  const { unit, sumOfSquares } = scaledSquares(m);
  return unit * Math.sqrt(sumOfSquares);
}

/** Root mean square √(Σ mᵢⱼ² / N) over N entries, independent of the size. 0 for an empty matrix. As safe as `norm`. */
export function rms(m: Matrix): number {
  if (m.data.length === 0) return 0;
  const { unit, sumOfSquares } = scaledSquares(m);
  return unit * Math.sqrt(sumOfSquares / m.data.length);
}

/**
 * The share, from 0 to 1, of pre-activations z at which f is saturated: |f′(z)| < threshold · supremum.
 *
 * `supremum` is the largest |f′| anywhere (1/4 for the sigmoid, 1 for tanh), so that the same threshold means the same
 * for every f: at 0.05, a saturated unit passes on less than a twentieth of what it could. NaN counts as not saturated.
 * 0 for an empty matrix.
 *
 * @throws when supremum is not a finite number above 0 or threshold is not between 0 and 1.
 */
export function saturatedShare(
  preActivation: Matrix,
  f: Elementwise,
  { supremum, threshold = 0.05 }: { readonly supremum: number; readonly threshold?: number },
): number {
  if (!(supremum > 0 && supremum < Infinity)) {
    throw failure(
      "saturatedShare",
      "the supremum of |f′| as a finite number above 0",
      describeValue(supremum),
      "pass { supremum: 0.25 } for the sigmoid, { supremum: 1 } for tanh",
    );
  }
  if (!(threshold >= 0 && threshold <= 1)) {
    throw failure(
      "saturatedShare",
      "a threshold from 0 to 1",
      describeValue(threshold),
      "leave it out for 0.05",
    );
  }
  let saturated = 0;
  for (const z of preActivation.data) if (Math.abs(f.derivative(z)) < threshold * supremum) saturated++;
  return preActivation.data.length === 0 ? 0 : saturated / preActivation.data.length;
}

/**
 * Σ (mᵢⱼ / unit)² for a unit that keeps the squares in range. The unit is 1 when the plain sum is in range, else the
 * largest entry: 1e-200 squared is 0 in float64, and so would be the norm of a vanished gradient.
 */
function scaledSquares(m: Matrix): { unit: number; sumOfSquares: number } {
  const plain = sumOfSquaresInUnits(m, 1);
  // Above 1e-280, what underflowed (squares below 5e-324, at most 2³¹ of them) is too small to show in the sum.
  if (plain > 1e-280 && plain < Infinity) return { unit: 1, sumOfSquares: plain };
  let largest = 0;
  for (const entry of m.data) largest = Math.max(largest, Math.abs(entry));
  if (largest === 0 || largest === Infinity || Number.isNaN(largest)) return { unit: 1, sumOfSquares: plain };
  return { unit: largest, sumOfSquares: sumOfSquaresInUnits(m, largest) };
}

function sumOfSquaresInUnits(m: Matrix, unit: number): number {
  let sum = 0;
  for (const entry of m.data) sum += (entry / unit) * (entry / unit);
  return sum;
}
