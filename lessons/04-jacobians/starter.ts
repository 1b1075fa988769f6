// Jacobians. Replace each line that throws, then run:  pnpm test jacobians

/** A matrix as the list of its rows, all of one length. */
type Matrix = readonly (readonly number[])[];

/** What the backward pass needs to know of a layer h = φ(x·W + b), in which x and h are rows. */
interface Layer {
  /** W, (fan-in, fan-out): entry [i][j] leads from input i to unit j. */
  readonly weight: Matrix;
  /** φ′(z), one for each unit: fan-out of them. */
  readonly slopes: readonly number[];
}

/** Given to you: the product A·B. Its entry [i][j] is row i of A times column j of B, term by term, summed. */
function product(a: Matrix, b: Matrix): number[][] {
  const [columns, rows] = [a[0]?.length, b.length];
  if (columns !== rows) throw new RangeError(`product: A has ${columns} columns, and B has ${rows} rows`);
  return a.map((row) =>
    (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * Number(b[k]?.[j]), 0)),
  );
}

/**
 * The Jacobian of one layer: how each output changes with each input.
 *
 *   J[j][i] = ∂h_j/∂x_i = φ′(z_j) W[i][j]        as matrices: J = diag(φ′(z)) Wᵀ
 *
 * A row for each output, a column for each input: (fan-out, fan-in).
 * Worked example: weight [[1, 2, 3], [4, 5, 6]] and slopes [1, 0.5, 0.1] give [[1, 4], [1, 2.5], [0.3, 0.6]].
 */
export function layerJacobian({ weight, slopes }: Layer): number[][] {
  throw new Error("TODO: layerJacobian");
}

/**
 * The Jacobian of a stack of layers: how each output of the last layer changes with each input of the first.
 *
 *   J = J_L · … · J_2 · J_1        with the Jacobian J_l of layer l
 *
 * A row for each output, a column for each input. A gradient g at the output, as a row, arrives at the input as g·J.
 * Worked example: weight [[1, 2]] with slopes [1, 0.5], then weight [[3], [4]] with slopes [0.1], give [[0.7]].
 *
 * @param layers at least one; the layer at the input comes first
 */
export function jacobianChain(layers: readonly Layer[]): number[][] {
  throw new Error("TODO: jacobianChain");
}

/**
 * The top singular value of M: the most by which M stretches a vector. It is also called the spectral norm ‖M‖.
 *
 *   v ← Mᵀ M v / ‖Mᵀ M v‖,  fifty times.   Then ‖M v‖ is the top singular value.
 *
 * Here ‖v‖ is the length of v, √(v₁² + v₂² + …). M may have any shape, and entries of any size from 1e-60 to 1e60. The zero
 * matrix stretches nothing: 0. The start v is yours to choose, and there are poor choices.
 * Worked example: [[3, 4]] gives 5, [[0.5, 10], [0, 0.5]] gives 10.02493781 (ten digits).
 */
export function topSingularValue(matrix: Matrix): number {
  throw new Error("TODO: topSingularValue");
}
