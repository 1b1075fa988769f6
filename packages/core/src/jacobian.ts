import { describeValue, failure } from "./failure.ts";
import { checkMatrix, type Matrix, matrix, precisionOf } from "./matrix.ts";
import { Tape } from "./tape.ts";
import { Tensor } from "./tensor.ts";

/**
 * The Jacobian ∂Y/∂X of Y = build(X), as a matrix `(entries of Y, entries of X)`. Entries are counted row by row:
 * entry (i, j) of a matrix with n columns is number i·n + j. Row r is the gradient of entry r of Y.
 *
 * Computed in the precision of `input`, with one backward pass for each entry of Y: each pass is a vector-Jacobian
 * product, and a seed of one 1 among zeros picks one row. For a single product vᵀ·∂Y/∂X call `y.backward(v)`.
 *
 * ```ts
 * jacobian((tape, x) => x.tanh(), matrixFromRows([[0, 1]])); // diagonal: tanh′(0), tanh′(1)
 * ```
 *
 * @throws when `build` returns no tensor of the tape that it is given, or one that does not depend on X.
 */
export function jacobian(build: (tape: Tape, x: Tensor) => Tensor, input: Matrix): Matrix {
  if (typeof build !== "function") {
    throw failure(
      "jacobian",
      "a function that builds a tensor",
      describeValue(build),
      "call jacobian((tape, x) => x.tanh(), input)",
    );
  }
  checkMatrix("jacobian", input);
  const precision = precisionOf(input);
  const tape = new Tape({ precision });
  const x = tape.parameter(input);
  const y: unknown = build(tape, x);
  if (!(y instanceof Tensor)) {
    throw failure(
      "jacobian",
      "build to return a tensor",
      describeValue(y),
      "return the last tensor: (tape, x) => x.tanh()",
    );
  }
  const { rows, columns } = tape.nodeOf(y, "jacobian").value;
  const inputs = input.data.length;
  const result = matrix(rows * columns, inputs, undefined, precision);
  const seed = matrix(rows, columns, undefined, precision);
  for (let output = 0; output < rows * columns; output++) {
    seed.data.fill(0);
    seed.data[output] = 1;
    tape.clearGradients();
    tape.backward(y, seed);
    if (x.gradient !== undefined) result.data.set(x.gradient.data, output * inputs);
  }
  return result;
}
