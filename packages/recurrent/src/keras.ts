import { checkCount, checkSettings, describeValue, failure, type Matrix } from "@vanishing/core";
import type { CellWeights } from "./cell-weights.ts";
import { copyOf, reorderGates, rowOf, rowsOf } from "./gate-blocks.ts";
import { checkGru, type GruWeights } from "./gru.ts";
import { biasBesideState, mergeGruBiases } from "./gru-biases.ts";
import { checkLstm, type LstmWeights } from "./lstm.ts";
import { refusePeepholes } from "./peepholes.ts";
import { checkRnn, type RnnWeights } from "./rnn.ts";
import { blocksInWords, checkShape, checkWeights } from "./weight-checks.ts";

/**
 * Weights of Keras 3's `SimpleRNN` (one block) or `LSTM` (i, f, c, o), as `layer.get_weights()` gives them. Blocks stand side by side,
 * because Keras computes x·W, as this package does.
 */
export interface KerasWeights {
  /** `(input, blocks · hidden)` */
  readonly kernel: Matrix;
  /** `(hidden, blocks · hidden)` */
  readonly recurrentKernel: Matrix;
  /** `(1, blocks · hidden)`: one row. For a GRU with the reset after the product two, the first beside x·W. */
  readonly bias: Matrix;
}

/** Weights of Keras 3's `GRU`, with the blocks z, r, h. */
export interface KerasGruWeights extends KerasWeights {
  /** `reset_after` of the layer. Default true, as in Keras 3. TensorFlow.js has false, and nothing else. */
  readonly resetAfter?: boolean;
}

/** @throws when the shapes are not those of Keras's `SimpleRNN`, precisions differ or an entry is not finite. */
export function rnnFromKeras(weights: KerasWeights): RnnWeights {
  return fromKeras("rnnFromKeras", weights, 1, 1);
}

/** @throws when the shapes are not those of Keras's `LSTM`, precisions differ or an entry is not finite. */
export function lstmFromKeras(weights: KerasWeights): LstmWeights {
  return fromKeras("lstmFromKeras", weights, 4, 1);
}

/**
 * The blocks z, r, h become r, z, n. With the reset after the product the two biases of r are added, and those of z.
 *
 * @throws when the shapes are not those of Keras's `GRU` with this `resetAfter`, precisions differ or an entry is not finite.
 */
export function gruFromKeras(weights: KerasGruWeights): GruWeights {
  checkSettings("gruFromKeras", weights, "gruFromKeras({ kernel, recurrentKernel, bias, resetAfter: true })");
  const { resetAfter = true } = weights;
  if (typeof resetAfter !== "boolean") {
    throw failure(
      "gruFromKeras",
      "resetAfter to be true or false",
      describeValue(resetAfter),
      "pass the layer's reset_after, or leave it out for true",
    );
  }
  const { inputWeight, recurrentWeight, bias } = fromKeras("gruFromKeras", weights, 3, resetAfter ? 2 : 1);
  const common = {
    inputWeight: reorderGates(inputWeight, swapFirstTwo),
    recurrentWeight: reorderGates(recurrentWeight, swapFirstTwo),
  };
  const biases = reorderGates(bias, swapFirstTwo);
  if (!resetAfter) return { ...common, bias: biases, reset: "before" };
  return { ...common, reset: "after", ...mergeGruBiases(rowOf(biases, 0), rowOf(biases, 1)) };
}

/** @throws when the weights are not those of an RNN. */
export function rnnToKeras(weights: RnnWeights): KerasWeights {
  checkRnn("rnnToKeras", weights);
  return toKeras(weights);
}

/** @throws when the weights are not those of an LSTM, or have peepholes, which Keras's has not. */
export function lstmToKeras(weights: LstmWeights): KerasWeights {
  checkLstm("lstmToKeras", weights);
  refusePeepholes("lstmToKeras", weights);
  return toKeras(weights);
}

/**
 * With the reset after the product, the bias is the first row, and the recurrent bias the h block of the second, whose other blocks are zero.
 *
 * @throws when the weights are not those of a GRU.
 */
export function gruToKeras(weights: GruWeights): Required<KerasGruWeights> {
  checkGru("gruToKeras", weights);
  const { kernel, recurrentKernel, bias } = toKeras(weights);
  const biases = weights.reset === "after" ? rowsOf(bias, biasBesideState(weights.recurrentBias)) : bias;
  return {
    kernel: reorderGates(kernel, swapFirstTwo),
    recurrentKernel: reorderGates(recurrentKernel, swapFirstTwo),
    bias: reorderGates(biases, swapFirstTwo),
    resetAfter: weights.reset === "after",
  };
}

/** z, r, h to r, z, n, and back. */
const swapFirstTwo = [1, 0, 2];

function fromKeras(operation: string, weights: KerasWeights, gates: number, biasRows: number): CellWeights {
  checkSettings(operation, weights, `${operation}({ kernel, recurrentKernel, bias })`);
  const { kernel, recurrentKernel, bias } = weights;
  checkWeights(operation, { kernel, recurrentKernel, bias });
  const hidden = recurrentKernel.rows;
  const width = gates * hidden;
  const columns = blocksInWords(gates);
  checkCount(operation, "the hidden size", hidden, 1);
  checkShape(operation, "recurrentKernel", recurrentKernel, [hidden, width], `(hidden, ${columns})`);
  checkShape(operation, "kernel", kernel, [kernel.rows, width], `(input, ${columns})`);
  checkShape(operation, "bias", bias, [biasRows, width], `(${biasRows}, ${columns})`);
  return { inputWeight: copyOf(kernel), recurrentWeight: copyOf(recurrentKernel), bias: copyOf(bias) };
}

function toKeras({ inputWeight, recurrentWeight, bias }: CellWeights): KerasWeights {
  return { kernel: copyOf(inputWeight), recurrentKernel: copyOf(recurrentWeight), bias: copyOf(bias) };
}
