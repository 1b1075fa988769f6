import {
  checkMatrix,
  convertPrecision,
  type Elementwise,
  failure,
  type Matrix,
  matrix,
  shapeOf,
  type Tape,
  type Tensor,
} from "@vanishing/core";
import { identity } from "./matrix-product.ts";

/** One example `(1, width)` as an f64 constant. */
export function exampleOnTape(
  operation: string,
  tape: Tape,
  name: string,
  value: Matrix,
  width: number,
): Tensor {
  checkMatrix(`${operation}, ${name}`, value);
  if (value.rows === 1 && value.columns === width) return tape.constant(convertPrecision(value, "f64"));
  throw failure(
    operation,
    `${name} of shape 1×${width}, one example`,
    shapeOf(value),
    "take the Jacobian of one example at a time; each has its own",
  );
}

/** A weight as an f64 constant. */
export function weightOnTape(tape: Tape, weight: Matrix): Tensor {
  return tape.constant(convertPrecision(weight, "f64"));
}

/** f′ of every entry of a pre-activation, which is where f′ comes from: not from the rounded f. */
export function slopes(z: Tensor, f: Pick<Elementwise, "derivative">): Tensor {
  const { rows, columns, data } = z.value;
  return z.tape.constant(
    matrix(
      rows,
      columns,
      data.map((entry) => f.derivative(entry)),
      "f64",
    ),
  );
}

/** diag(s)·Wᵀ for a row s `(1, hidden)` and a weight W `(hidden, hidden)`: ∂/∂h of f(h·W) where s = f′. */
export function through(weight: Tensor, s: Tensor): Tensor {
  return weight.mul(s).transpose();
}

/** diag(s) for a row s `(1, size)`. */
export function diagonal(s: Tensor): Tensor {
  return s.tape.constant(identity(s.columns)).mul(s);
}

/** diag(s)·M for a row s `(1, hidden)`. */
export function scaleRows(s: Tensor, m: Tensor): Tensor {
  return m.mul(s.transpose());
}
