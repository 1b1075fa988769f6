import { checkNonNegative, checkRandom, type Matrix, matrix, type Random } from "@vanishing/core";
import type { GainSettings, Initializer } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/**
 * A `(fan-in, fan-out)` weight, gain times a random orthogonal matrix: WᵀW = gain² I if fan-in ≥ fan-out, WWᵀ = gain² I if
 * fan-in ≤ fan-out. A square one keeps the norm of every vector, and of every gradient, up to the gain: through 100 linear layers too, where
 * independent entries only keep it on average.
 *
 * It is Q of the factorisation A = QR of a normal matrix, by Householder reflections in float64, with the signs that make R's diagonal
 * positive. Then Q is uniform over all orthogonal matrices (Haar measure). Without the signs it is not: Householder's R has the diagonal
 * signs that avoid cancellation, which depend on A.
 *
 * Source: Saxe, McClelland and Ganguli (2014); for the signs, F. Mezzadri, "How to generate random matrices from the classical compact
 * groups", Notices of the AMS 54 (2007).
 *
 * @param settings.gain default 1
 * @throws when a fan is not a whole number from 1 on, or the gain is negative or not finite.
 */
export function orthogonal(random: Random, settings: GainSettings): Matrix {
  checkRandom("orthogonal", random);
  const precision = checkWeightSettings("orthogonal", settings, ["gain"]);
  const { fanIn, fanOut } = settings;
  const gain = gainOf(settings);
  const weight = matrix(fanIn, fanOut, undefined, precision);
  const length = Math.max(fanIn, fanOut);
  const columns = orthonormalColumns(random, length, Math.min(fanIn, fanOut));
  columns.forEach((column, j) => {
    for (let i = 0; i < length; i++) {
      weight.data[fanIn >= fanOut ? i * fanOut + j : j * fanOut + i] = gain * (column[i] as number);
    }
  });
  return weight;
}

/** `count` ≤ `length` orthonormal vectors of the given length, uniform over all such lists. */
function orthonormalColumns(random: Random, length: number, count: number): Float64Array[] {
  const normals = Array.from({ length: count }, () => Float64Array.from({ length }, () => random.normal()));
  const { reflections, signs } = householder(normals);
  return signs.map((sign, j) => {
    // Column j of Q = H₀ H₁ … is Q applied to the unit vector j. Reflections after the j-th leave that vector as it is.
    const column = new Float64Array(length);
    column[j] = sign;
    for (let k = j; k >= 0; k--) reflect(column, reflections[k] as Float64Array, k);
    return column;
  });
}

/**
 * QR by Householder's reflections H = I − v vᵀ with |v|² = 2, applied in place to the columns of A: one vector v a column, and the signs of
 * R's diagonal.
 */
function householder(columns: readonly Float64Array[]): { reflections: Float64Array[]; signs: number[] } {
  const signs: number[] = [];
  const reflections = columns.map((column, k) => {
    let square = 0;
    for (let i = k; i < column.length; i++) square += (column[i] as number) * (column[i] as number);
    const size = Math.sqrt(square);
    const head = column[k] as number;
    const sign = head < 0 ? -1 : 1;
    // v points from the column to −sign · size · e_k, the end that is far away, so that nothing cancels; R's entry is −sign · size.
    signs.push(-sign);
    const v = column.slice();
    v.fill(0, 0, k);
    v[k] = head + sign * size;
    const scale = 1 / Math.sqrt(size * (size + Math.abs(head)));
    for (let i = k; i < v.length; i++) v[i] = (v[i] as number) * scale;
    for (const other of columns.slice(k + 1)) reflect(other, v, k);
    return v;
  });
  return { reflections, signs };
}

/** x ← x − v (vᵀx), where v is 0 before the place `from`. */
function reflect(x: Float64Array, v: Float64Array, from: number): void {
  let product = 0;
  for (let i = from; i < x.length; i++) product += (v[i] as number) * (x[i] as number);
  for (let i = from; i < x.length; i++) x[i] = (x[i] as number) - product * (v[i] as number);
}

function gainOf({ gain = 1 }: GainSettings): number {
  checkNonNegative("orthogonal", "gain", gain);
  return gain;
}

export const orthogonalInitializer: Initializer = {
  id: "orthogonal",
  name: "orthogonal",
  rule: "W = g\\,Q, \\quad Q^\\mathsf{T} Q = I, \\quad Q \\text{ uniform}",
  inWords: "gain times a matrix drawn evenly from all with orthonormal columns (or rows, if those are fewer)",
  settings: { gain: 1 },
  draw: orthogonal,
  variance(settings) {
    checkWeightSettings("orthogonal", settings, ["gain"]);
    const gain = gainOf(settings);
    return (gain * gain) / Math.max(settings.fanIn, settings.fanOut);
  },
  source: {
    authors: ["Andrew M. Saxe", "James L. McClelland", "Surya Ganguli"],
    title: "Exact solutions to the nonlinear dynamics of learning in deep linear neural networks",
    year: 2014,
    publication: "International Conference on Learning Representations",
    doi: "10.48550/arXiv.1312.6120",
    note: "Learning time of a deep linear network does not grow with its depth from orthogonal weights.",
  },
};
