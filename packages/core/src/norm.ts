import { kernelsNear } from "./kernel-set.ts";
import type { Matrix } from "./matrix.ts";

/** Euclidean (Frobenius) norm √(Σ mᵢⱼ²). 0 for an empty matrix. Safe for entries whose squares over- or underflow. */
export function norm(m: Matrix): number {
  return magnitude(m).norm;
}

/** Root mean square √(Σ mᵢⱼ² / N) over N entries, independent of the size. 0 for an empty matrix. As safe as `norm`. */
export function rms(m: Matrix): number {
  return magnitude(m).rms;
}

/** Both at the cost of one. */
export function magnitude(m: Matrix): { readonly norm: number; readonly rms: number } {
  const { unit, sumOfSquares } = scaledSquares(m);
  const entries = Math.max(1, m.data.length);
  return { norm: unit * Math.sqrt(sumOfSquares), rms: unit * Math.sqrt(sumOfSquares / entries) };
}

/**
 * Σ (mᵢⱼ / unit)² for a unit that keeps the squares in range. The unit is 1 when the plain sum is in range, else the
 * largest entry: 1e-200 squared is 0 in float64, and so would be the norm of a vanished gradient.
 */
function scaledSquares(m: Matrix): { unit: number; sumOfSquares: number } {
  const plain = kernelsNear(m).sumOfSquares(m, 1);
  // Above 1e-280, what underflowed (squares below 5e-324, at most 2³¹ of them) is too small to show in the sum.
  if (plain > 1e-280 && plain < Infinity) return { unit: 1, sumOfSquares: plain };
  let largest = 0;
  for (const entry of m.data) largest = Math.max(largest, Math.abs(entry));
  if (largest === 0 || largest === Infinity || Number.isNaN(largest)) return { unit: 1, sumOfSquares: plain };
  return { unit: largest, sumOfSquares: kernelsNear(m).sumOfSquares(m, largest) };
}
