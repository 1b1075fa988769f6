import { checkCount, type Layer, matrix, Tape } from "@vanishing/core";

/** The branch f of a residual block x + α f(x), as functions of lists. */
export interface Branch {
  /** f(x): a list as long as x. */
  forward(x: readonly number[]): number[];
  /** f′(x)ᵀ·upstream: the gradient of f(x) carried back to x. */
  vjp(upstream: readonly number[], x: readonly number[]): number[];
}

/**
 * A layer as a branch on lists: a batch of `rows` examples, row after row. It computes in float32.
 *
 * @throws when `rows` is not a whole number from 1 on; its functions, when a list does not divide into so many rows, or when the layer
 * changes the shape.
 */
export function branchOf(layer: Layer, rows: number): Branch {
  checkCount("branchOf", "rows", rows, 1);
  const tape = new Tape();
  const asMatrix = (list: readonly number[]) => matrix(rows, list.length / rows, list);
  return {
    forward(x) {
      tape.reset();
      return [...layer.forward(tape, tape.constant(asMatrix(x))).value.data];
    },
    vjp(upstream, x) {
      tape.reset();
      const input = tape.parameter(asMatrix(x));
      layer.forward(tape, input).backward(asMatrix(upstream));
      return [...(input.gradient?.data ?? [])];
    },
  };
}
