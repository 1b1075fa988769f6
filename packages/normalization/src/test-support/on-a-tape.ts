import { type Matrix, matrix, matrixFromRows, type Precision, Tape, type Tensor } from "@vanishing/core";

/** Rows of a matrix, as a test writes them down. */
export type Rows = readonly (readonly number[])[];

/** The rows of what `build` makes of the inputs, and the rows of the gradient of Σ upstream ⊙ it for each input. */
export function valueAndGradients(
  inputs: readonly Rows[],
  build: (...tensors: Tensor[]) => Tensor,
  { upstream, precision = "f64" }: { readonly upstream?: Rows; readonly precision?: Precision } = {},
): { value: Rows; gradients: Rows[] } {
  const tape = new Tape({ precision });
  const tensors = inputs.map((rows) => tape.parameter(matrixFromRows(rows, precision)));
  const result = build(...tensors);
  result.backward(
    upstream === undefined
      ? filled(result.rows, result.columns, 1, precision)
      : matrixFromRows(upstream, precision),
  );
  return {
    value: rowsOf(result.value),
    gradients: tensors.map(({ gradient }) => (gradient === undefined ? [] : rowsOf(gradient))),
  };
}

/** The entries of a matrix, row by row. */
export function rowsOf({ rows, columns, data }: Matrix): Rows {
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)]);
}

/** A matrix with one value everywhere. */
export function filled(rows: number, columns: number, value: number, precision: Precision = "f64"): Matrix {
  return matrix(rows, columns, new Array(rows * columns).fill(value), precision);
}

/** γ = 1 and β = 0 beside x, as constants. */
export function onesAndZeros(x: Tensor): [gamma: Tensor, beta: Tensor] {
  const { columns, tape } = x;
  return [
    tape.constant(filled(1, columns, 1, tape.precision)),
    tape.constant(filled(1, columns, 0, tape.precision)),
  ];
}

/** Σ aᵢ. */
export function total(a: Iterable<number>): number {
  return Array.from(a).reduce((sum, entry) => sum + entry, 0);
}

/** Mean and biased variance, in two passes. */
export function meanAndVariance(a: ArrayLike<number>): { mean: number; variance: number } {
  const entries = Array.from(a);
  const mean = total(entries) / entries.length;
  return { mean, variance: total(entries.map((entry) => (entry - mean) ** 2)) / entries.length };
}

/** Σ aᵢ bᵢ. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return total(Array.from(a, (entry, at) => entry * (b[at] as number)));
}

/** The largest |aᵢ|. */
export function largest(a: Iterable<number>): number {
  return Math.max(...Array.from(a, Math.abs));
}

/** The largest |received − expected|, divided by the largest |expected|. */
export function relativeError(received: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (received.length !== expected.length || received.length === 0) return Infinity;
  const errors = Array.from(expected, (entry, at) => entry - (received[at] as number));
  return largest(errors) / largest(Array.from(expected));
}
