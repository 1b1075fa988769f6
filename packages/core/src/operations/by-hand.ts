import { type Matrix, matrix, matrixFromRows, type Precision } from "../matrix.ts";
import { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";

/** Rows of an input and of what comes out of it, as a test writes them down. */
export type Rows = readonly (readonly number[])[];

/** A name, inputs, a function of them, its value, and for each input the gradient of the sum of all its entries. */
export type ByHand = readonly [
  name: string,
  inputs: readonly Rows[],
  build: (...tensors: Tensor[]) => Tensor,
  value: Rows,
  gradients: readonly Rows[],
];

/** For the tests: the rows of a tensor's value, and of the gradient of Σ `upstream` ⊙ it for each input. */
export function valueAndGradients(
  inputs: readonly Rows[],
  build: (...tensors: Tensor[]) => Tensor,
  { upstream, precision = "f64" }: { readonly upstream?: Rows; readonly precision?: Precision } = {},
): { value: Rows; gradients: Rows[] } {
  const tape = new Tape({ precision });
  const tensors = inputs.map((rows) => tape.parameter(matrixFromRows(rows, precision)));
  const result = build(...tensors);
  const { rows, columns } = result;
  const ones = matrix(rows, columns, new Array(rows * columns).fill(1), precision);
  result.backward(upstream === undefined ? ones : matrixFromRows(upstream, precision));
  return {
    value: rowsOf(result.value),
    gradients: tensors.map(({ gradient }) => (gradient === undefined ? [] : rowsOf(gradient))),
  };
}

/** The entries of a matrix, row by row. */
export function rowsOf({ rows, columns, data }: Matrix): Rows {
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)]);
}
