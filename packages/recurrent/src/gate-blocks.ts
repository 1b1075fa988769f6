import { convertPrecision, type Matrix, matrix, precisionOf, Tape, type Tensor } from "@vanishing/core";

/** Block number `place` of gate blocks that stand side by side: columns place · size to (place + 1) · size. */
export function gateBlock(blocks: Tensor, place: number, size: number): Tensor {
  return blocks.slice({ columns: [place * size, (place + 1) * size] });
}

/** The gate blocks of `weight` in another order: block k of the result is block `order[k]` of the `order.length` blocks. */
export function reorderGates(weight: Matrix, order: readonly number[]): Matrix {
  return rearranged(weight, (blocks) => {
    const size = weight.columns / order.length;
    const [first, ...others] = order.map((place) => gateBlock(blocks, place, size));
    return (first as Tensor).concat(others, "columns");
  });
}

/** mᵀ: frameworks that write y = W·x keep their weights as `(outputs, inputs)`. */
export function transposed(weight: Matrix): Matrix {
  return rearranged(weight, (m) => m.transpose());
}

/** Columns `from` to `to` (not included). */
export function columnsOf(weight: Matrix, from: number, to: number): Matrix {
  return rearranged(weight, (m) => m.slice({ columns: [from, to] }));
}

/** Row `place`. */
export function rowOf(weight: Matrix, place: number): Matrix {
  return rearranged(weight, (m) => m.slice({ rows: [place, place + 1] }));
}

/** A copy: weights of two frameworks share no memory, so that training one leaves the other alone. */
export function copyOf(weight: Matrix): Matrix {
  return convertPrecision(weight, precisionOf(weight));
}

/** Zeros in the shape and precision of a weight. */
export function zerosLike(weight: Matrix): Matrix {
  return matrix(weight.rows, weight.columns, undefined, precisionOf(weight));
}

/** Two rows below one another. */
export function rowsOf(first: Matrix, second: Matrix): Matrix {
  return calculated([first, second], ([above, below]) => (above as Tensor).concat([below as Tensor], "rows"));
}

/** Two matrices side by side. */
export function sideBySide(first: Matrix, second: Matrix): Matrix {
  return calculated([first, second], ([left, right]) =>
    (left as Tensor).concat([right as Tensor], "columns"),
  );
}

/** Sum of two matrices, in their own precision. */
export function sumOf(a: Matrix, b: Matrix): Matrix {
  return calculated([a, b], ([left, right]) => (left as Tensor).add(right as Tensor));
}

function rearranged(weight: Matrix, f: (m: Tensor) => Tensor): Matrix {
  return calculated([weight], ([m]) => f(m as Tensor));
}

function calculated(
  matrices: readonly [Matrix, ...Matrix[]],
  f: (tensors: readonly Tensor[]) => Tensor,
): Matrix {
  const tape = new Tape({ precision: precisionOf(matrices[0]) });
  // A copy, because the tape's matrices are parts of its memory, and weights live long.
  return copyOf(f(matrices.map((m) => tape.constant(m))).value);
}
