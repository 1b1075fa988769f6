import { convertPrecision, type Matrix, matrix, Tape } from "@vanishing/core";

/** A·B in f64. */
export function product(a: Matrix, b: Matrix): Matrix {
  const tape = new Tape({ precision: "f64" });
  const constant = (m: Matrix) => tape.constant(convertPrecision(m, "f64"));
  return constant(a).matmul(constant(b)).value;
}

/** The identity of the product, in f64. */
export function identity(size: number): Matrix {
  const result = matrix(size, size, undefined, "f64");
  for (let at = 0; at < size; at++) result.data[at * size + at] = 1;
  return result;
}
