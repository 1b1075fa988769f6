import type { Matrix } from "@vanishing/core";
import { columnsOf, sideBySide, sumOf, zerosLike } from "./gate-blocks.ts";

/**
 * Frameworks keep two biases `(1, 3 · hidden)` for a GRU whose reset is after the product: one beside x·U and one beside h·W. Those of r
 * and z are only ever added. Those of n are not, because the reset gate stands between them. Blocks in the order r, z, n.
 */
export function mergeGruBiases(
  besideInput: Matrix,
  besideState: Matrix,
): { bias: Matrix; recurrentBias: Matrix } {
  const width = besideInput.columns;
  const gates = (2 * width) / 3;
  const sum = sumOf(besideInput, besideState);
  return {
    bias: sideBySide(columnsOf(sum, 0, gates), columnsOf(besideInput, gates, width)),
    recurrentBias: columnsOf(besideState, gates, width),
  };
}

/** The bias beside h·W in the order r, z, n: zeros for r and z, whose whole bias is beside x·U. */
export function biasBesideState(recurrentBias: Matrix): Matrix {
  const zeros = zerosLike(recurrentBias);
  return sideBySide(sideBySide(zeros, zeros), recurrentBias);
}
