import {
  checkMatrix,
  convertPrecision,
  exp,
  failure,
  log,
  type Matrix,
  norm,
  shapeOf,
  Tape,
} from "@vanishing/core";

/**
 * The spectral norm ‖M‖₂: the most by which M can stretch a vector, its largest singular value. √(spectral radius of MᵀM),
 * within some 1e-14 of its size. 0 for a matrix without entries.
 *
 * For a product of Jacobians this is how much of a gradient can arrive; the spectral radius tells only where it goes in the long run.
 *
 * @throws when an entry is not finite.
 */
export function spectralNorm(m: Matrix): number {
  checkFinite("spectralNorm", m);
  const size = norm(m);
  if (size === 0) return 0;
  const tape = new Tape({ precision: "f64" });
  const scaled = tape.constant(scaledBy(m, size));
  return size * Math.sqrt(radius(scaled.matmul(scaled, { transposeLeft: true }).value));
}

/**
 * The spectral radius ρ(M): the size of the largest eigenvalue, real or complex. ρ = lim ‖Mᵏ‖^(1/k), and so the rate at which the
 * powers of M grow or shrink in the long run. ρ(M) ≤ ‖M‖₂; the powers may grow for a long time although ρ < 1.
 *
 * A matrix with fewer eigenvectors than columns is known only to the root of its rounding: about 1e-8 where two meet.
 *
 * I. Gelfand, "Normierte Ringe", Matematicheskii Sbornik 9(51), 1941.
 *
 * @throws when the matrix is not square, or an entry is not finite.
 */
export function spectralRadius(m: Matrix): number {
  checkFinite("spectralRadius", m);
  if (m.rows !== m.columns) {
    throw failure(
      "spectralRadius",
      "a square matrix",
      shapeOf(m),
      "only a square matrix has eigenvalues; every matrix has a spectralNorm",
    );
  }
  return radius(convertPrecision(m, "f64"));
}

/**
 * Gelfand's limit along k = 1, 2, 4, …, 2^50, each power the square of the one before. With Pₖ = Mᵏ scaled to Frobenius norm 1 and sₖ the
 * norm of the square before scaling, ln ρ = ln s₁ + (ln s₂)/2 + (ln s₄)/4 + …
 *
 * A square of norm 1 means that Pₖ has become ± a projection on one direction, which stays what it is.
 */
function radius(m: Matrix): number {
  const tape = new Tape({ precision: "f64" });
  let power = m;
  let logarithm = 0;
  for (let k = 1; k <= 2 ** 50; k *= 2) {
    const size = norm(power);
    if (size === 0) return 0;
    logarithm += log(size) / k;
    if (k > 1 && size > 1 - 1e-15) break;
    const scaled = scaledBy(power, size);
    tape.reset();
    const factor = tape.constant(scaled);
    power = factor.matmul(factor).value;
  }
  return exp(logarithm);
}

/** M / size in f64. */
function scaledBy(m: Matrix, size: number): Matrix {
  const scaled = convertPrecision(m, "f64");
  scaled.data.forEach((entry, at) => {
    scaled.data[at] = entry / size;
  });
  return scaled;
}

function checkFinite(operation: string, m: Matrix): void {
  checkMatrix(operation, m);
  const other = m.data.find((entry) => !Number.isFinite(entry));
  if (other === undefined) return;
  throw failure(operation, "finite entries", `${other}`, "look for the step that made it");
}
