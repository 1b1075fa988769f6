import {
  checkCount,
  checkSettings,
  describeValue,
  failure,
  type Matrix,
  matrix,
  precisionOf,
} from "@vanishing/core";
import type { CellWeights } from "./cell-weights.ts";
import { columnsOf, reorderGates, sideBySide, sumOf, transposed, zerosLike } from "./gate-blocks.ts";
import { checkGru, type GruWeights } from "./gru.ts";
import { biasBesideState, mergeGruBiases } from "./gru-biases.ts";
import { checkLstm, type LstmWeights } from "./lstm.ts";
import { checkRnn, type RnnWeights } from "./rnn.ts";
import { blocksInWords, checkShape, checkWeights } from "./weight-checks.ts";

/**
 * One direction of ONNX's operator `RNN`, `LSTM` or `GRU`, under ONNX's own names and without the axis `num_directions`. The
 * blocks stand below one another, because ONNX computes x·Wᵀ.
 */
export interface OnnxWeights {
  /** `(blocks · hidden, input)` */
  readonly W: Matrix;
  /** `(blocks · hidden, hidden)` */
  readonly R: Matrix;
  /** `(1, 2 · blocks · hidden)`: the bias beside the input, and then the one beside the state. Left out: zeros. */
  readonly B?: Matrix;
}

/** Weights of ONNX's `LSTM`, with the blocks i, o, f, c. */
export interface OnnxLstmWeights extends OnnxWeights {
  /** Peepholes `(1, 3 · hidden)` in the order i, o, f. Left out: none. */
  readonly P?: Matrix;
}

/** Weights of ONNX's `GRU`, with the blocks z, r, h. */
export interface OnnxGruWeights extends OnnxWeights {
  /** The attribute `linear_before_reset`: 0, the default of ONNX, is the reset before the product, and 1 after. */
  readonly linearBeforeReset?: 0 | 1;
}

/** @throws when the shapes are not those of ONNX's `RNN`, precisions differ or an entry is not finite. */
export function rnnFromOnnx(weights: OnnxWeights): RnnWeights {
  const { inputWeight, recurrentWeight, besideInput, besideState } = fromOnnx("rnnFromOnnx", weights, 1, [0]);
  return { inputWeight, recurrentWeight, bias: sumOf(besideInput, besideState) };
}

/**
 * The blocks i, o, f, c become i, f, g, o, and the peepholes i, o, f become i, f, o. The two biases are added.
 *
 * @throws when the shapes are not those of ONNX's `LSTM`, precisions differ or an entry is not finite.
 */
export function lstmFromOnnx(weights: OnnxLstmWeights): LstmWeights {
  const { inputWeight, recurrentWeight, besideInput, besideState } = fromOnnx(
    "lstmFromOnnx",
    weights,
    4,
    [0, 2, 3, 1],
  );
  const converted = { inputWeight, recurrentWeight, bias: sumOf(besideInput, besideState) };
  const { P } = weights;
  if (P === undefined) return converted;
  checkWeights("lstmFromOnnx", { W: weights.W, P });
  checkShape("lstmFromOnnx", "P", P, [1, 3 * recurrentWeight.rows], "(1, 3 · hidden)");
  return { ...converted, peepholes: reorderGates(P, swapLastTwo) };
}

/**
 * The blocks z, r, h become r, z, n. The two biases are added, but with the reset after the product not those of h.
 *
 * @throws when linearBeforeReset is neither 0 nor 1, the shapes are not those of ONNX's `GRU`, precisions differ or an entry is
 * not finite.
 */
export function gruFromOnnx(weights: OnnxGruWeights): GruWeights {
  const converted = fromOnnx("gruFromOnnx", weights, 3, swapFirstTwo);
  const { inputWeight, recurrentWeight, besideInput, besideState } = converted;
  const { linearBeforeReset = 0 } = weights;
  if (linearBeforeReset === 0) {
    return { inputWeight, recurrentWeight, bias: sumOf(besideInput, besideState), reset: "before" };
  }
  if (linearBeforeReset === 1) {
    return { inputWeight, recurrentWeight, reset: "after", ...mergeGruBiases(besideInput, besideState) };
  }
  throw failure(
    "gruFromOnnx",
    "linearBeforeReset to be 0 or 1",
    describeValue(linearBeforeReset),
    "pass the attribute linear_before_reset, or leave it out for 0",
  );
}

/**
 * The whole bias goes to the half of B that is beside the input.
 *
 * @throws when the weights are not those of an RNN.
 */
export function rnnToOnnx(weights: RnnWeights): Required<OnnxWeights> {
  checkRnn("rnnToOnnx", weights);
  return toOnnx(weights, zerosLike(weights.bias), [0]);
}

/**
 * The whole bias goes to the half of B that is beside the input. P is left out when there are no peepholes.
 *
 * @throws when the weights are not those of an LSTM.
 */
export function lstmToOnnx(weights: LstmWeights): Required<OnnxWeights> & OnnxLstmWeights {
  checkLstm("lstmToOnnx", weights);
  const converted = toOnnx(weights, zerosLike(weights.bias), [0, 3, 1, 2]);
  const { peepholes } = weights;
  return peepholes === undefined ? converted : { ...converted, P: reorderGates(peepholes, swapLastTwo) };
}

/**
 * The bias goes to the half of B that is beside the input, the recurrent bias to the h block of the other half.
 *
 * @throws when the weights are not those of a GRU.
 */
export function gruToOnnx(weights: GruWeights): Required<OnnxGruWeights> {
  checkGru("gruToOnnx", weights);
  const besideState =
    weights.reset === "after" ? biasBesideState(weights.recurrentBias) : zerosLike(weights.bias);
  const linearBeforeReset = weights.reset === "after" ? 1 : 0;
  return { ...toOnnx(weights, besideState, swapFirstTwo), linearBeforeReset };
}

/** z, r, h to r, z, n, and back. */
const swapFirstTwo = [1, 0, 2];
/** i, o, f to i, f, o, and back. */
const swapLastTwo = [0, 2, 1];

/** Block k of the result is block `order[k]` of ONNX. */
function fromOnnx(
  operation: string,
  weights: OnnxWeights,
  gates: number,
  order: readonly number[],
): Omit<CellWeights, "bias"> & { readonly besideInput: Matrix; readonly besideState: Matrix } {
  checkSettings(operation, weights, `${operation}({ W, R, B })`);
  const { W, R } = weights;
  checkWeights(operation, { W, R });
  const hidden = R.columns;
  const width = gates * hidden;
  const rows = blocksInWords(gates);
  const { B = matrix(1, 2 * width, undefined, precisionOf(W)) } = weights;
  checkWeights(operation, { W, B });
  checkCount(operation, "the hidden size", hidden, 1);
  checkShape(operation, "R", R, [width, hidden], `(${rows}, hidden)`);
  checkShape(operation, "W", W, [width, W.columns], `(${rows}, input)`);
  checkShape(operation, "B", B, [1, 2 * width], `(1, 2 · ${rows})`);
  return {
    inputWeight: reorderGates(transposed(W), order),
    recurrentWeight: reorderGates(transposed(R), order),
    besideInput: reorderGates(columnsOf(B, 0, width), order),
    besideState: reorderGates(columnsOf(B, width, 2 * width), order),
  };
}

/** Block k of the result is block `order[k]` of ours. */
function toOnnx(
  { inputWeight, recurrentWeight, bias }: CellWeights,
  besideState: Matrix,
  order: readonly number[],
): Required<OnnxWeights> {
  return {
    W: transposed(reorderGates(inputWeight, order)),
    R: transposed(reorderGates(recurrentWeight, order)),
    B: sideBySide(reorderGates(bias, order), reorderGates(besideState, order)),
  };
}
