import { checkCount, checkSettings, describeValue, failure, type Matrix } from "@vanishing/core";
import type { CellWeights } from "./cell-weights.ts";
import { copyOf, sumOf, transposed, zerosLike } from "./gate-blocks.ts";
import { checkGru, type ResetAfterWeights } from "./gru.ts";
import { biasBesideState, mergeGruBiases } from "./gru-biases.ts";
import { checkLstm, type LstmWeights } from "./lstm.ts";
import { refusePeepholes } from "./peepholes.ts";
import { checkRnn, type RnnWeights } from "./rnn.ts";
import { blocksInWords, checkShape, checkWeights } from "./weight-checks.ts";

/**
 * One layer and direction of PyTorch's `RNN` (one block), `LSTM` (i, f, g, o) or `GRU` (r, z, n; reset after the product): its
 * `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0` and `bias_hh_l0`. The blocks stand below one another, because PyTorch computes W·x.
 */
export interface PyTorchWeights {
  /** `(blocks · hidden, input)` */
  readonly weightIh: Matrix;
  /** `(blocks · hidden, hidden)` */
  readonly weightHh: Matrix;
  /** `(1, blocks · hidden)` */
  readonly biasIh: Matrix;
  /** `(1, blocks · hidden)` */
  readonly biasHh: Matrix;
}

/**
 * PyTorch adds its two biases, and so does this.
 *
 * @throws when the shapes are not those of PyTorch's `RNN`, precisions differ or an entry is not finite.
 */
export function rnnFromPyTorch(weights: PyTorchWeights): RnnWeights {
  return fromPyTorch("rnnFromPyTorch", weights, 1);
}

/**
 * PyTorch adds its two biases, and so does this: ones in the f block of both make a forget bias of 2.
 *
 * @throws when the shapes are not those of PyTorch's `LSTM`, precisions differ or an entry is not finite.
 */
export function lstmFromPyTorch(weights: PyTorchWeights): LstmWeights {
  return fromPyTorch("lstmFromPyTorch", weights, 4);
}

/**
 * The two biases of r are added, and those of z. The bias of n in `biasIh` is outside of the reset, that in `biasHh` inside.
 *
 * @throws when the shapes are not those of PyTorch's `GRU`, precisions differ or an entry is not finite.
 */
export function gruFromPyTorch(weights: PyTorchWeights): ResetAfterWeights {
  const { inputWeight, recurrentWeight } = fromPyTorch("gruFromPyTorch", weights, 3);
  return { inputWeight, recurrentWeight, reset: "after", ...mergeGruBiases(weights.biasIh, weights.biasHh) };
}

/**
 * The whole bias goes to `biasIh`; `biasHh` is zero.
 *
 * @throws when the weights are not those of an RNN.
 */
export function rnnToPyTorch(weights: RnnWeights): PyTorchWeights {
  checkRnn("rnnToPyTorch", weights);
  return toPyTorch(weights);
}

/**
 * The whole bias goes to `biasIh`; `biasHh` is zero.
 *
 * @throws when the weights are not those of an LSTM, or have peepholes, which PyTorch's has not.
 */
export function lstmToPyTorch(weights: LstmWeights): PyTorchWeights {
  checkLstm("lstmToPyTorch", weights);
  refusePeepholes("lstmToPyTorch", weights);
  return toPyTorch(weights);
}

/**
 * The bias goes to `biasIh`, the recurrent bias to the n block of `biasHh`, whose r and z blocks are zero.
 *
 * @throws when the weights are not those of a GRU, or its reset is before the product, which PyTorch's never is.
 */
export function gruToPyTorch(weights: ResetAfterWeights): PyTorchWeights {
  checkGru("gruToPyTorch", weights);
  if (weights.reset !== "after") {
    throw failure(
      "gruToPyTorch",
      'a GRU with reset "after" the product',
      describeValue(weights.reset),
      'the two forms are different functions, and PyTorch has only this one; train one with reset: "after"',
    );
  }
  return { ...toPyTorch(weights), biasHh: biasBesideState(weights.recurrentBias) };
}

function fromPyTorch(operation: string, weights: PyTorchWeights, gates: number): CellWeights {
  checkSettings(operation, weights, `${operation}({ weightIh, weightHh, biasIh, biasHh })`);
  const { weightIh, weightHh, biasIh, biasHh } = weights;
  checkWeights(operation, { weightIh, weightHh, biasIh, biasHh });
  const hidden = weightHh.columns;
  const width = gates * hidden;
  const rows = blocksInWords(gates);
  checkCount(operation, "the hidden size", hidden, 1);
  checkShape(operation, "weightHh", weightHh, [width, hidden], `(${rows}, hidden)`);
  checkShape(operation, "weightIh", weightIh, [width, weightIh.columns], `(${rows}, input)`);
  checkShape(operation, "biasIh", biasIh, [1, width], `(1, ${rows})`);
  checkShape(operation, "biasHh", biasHh, [1, width], `(1, ${rows})`);
  return {
    inputWeight: transposed(weightIh),
    recurrentWeight: transposed(weightHh),
    bias: sumOf(biasIh, biasHh),
  };
}

function toPyTorch({ inputWeight, recurrentWeight, bias }: CellWeights): PyTorchWeights {
  return {
    weightIh: transposed(inputWeight),
    weightHh: transposed(recurrentWeight),
    biasIh: copyOf(bias),
    biasHh: zerosLike(bias),
  };
}
