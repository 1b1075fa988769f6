import {
  checkCount,
  checkRandom,
  type Matrix,
  type Precision,
  type Random,
  uniformMatrix,
} from "@vanishing/core";
import { blocksInWords, checkShape, checkWeights } from "./weight-checks.ts";

/** What every cell has, with `gates` blocks of `hidden` columns side by side: 1 for an RNN, 3 for a GRU, 4 for an LSTM. */
export interface CellWeights {
  /** U `(input, gates · hidden)`. */
  readonly inputWeight: Matrix;
  /** W `(hidden, gates · hidden)`. */
  readonly recurrentWeight: Matrix;
  /** b `(1, gates · hidden)`. */
  readonly bias: Matrix;
}

/** The hidden size, after making sure that the weights fit together. `others` are weights of the same cell. */
export function checkCellWeights(
  operation: string,
  { inputWeight, recurrentWeight, bias }: CellWeights,
  gates: number,
  others: Readonly<Record<string, Matrix>> = {},
): number {
  checkWeights(operation, { inputWeight, recurrentWeight, bias, ...others });
  const hidden = recurrentWeight.rows;
  const width = gates * hidden;
  const columns = blocksInWords(gates);
  checkCount(operation, "the hidden size", hidden, 1);
  checkShape(operation, "recurrentWeight", recurrentWeight, [hidden, width], `(hidden, ${columns})`);
  checkShape(operation, "inputWeight", inputWeight, [inputWeight.rows, width], `(input, ${columns})`);
  checkShape(operation, "bias", bias, [1, width], `(1, ${columns})`);
  return hidden;
}

/** Independent weights, uniform on ±1/√hidden. Drawn row after row: input weight, recurrent weight, bias. */
export function uniformCellWeights(
  operation: string,
  random: Random,
  { inputSize, hiddenSize, gates }: Readonly<Record<"inputSize" | "hiddenSize" | "gates", number>>,
  precision: Precision,
): CellWeights {
  checkRandom(operation, random);
  checkCount(operation, "inputSize", inputSize, 1);
  checkCount(operation, "hiddenSize", hiddenSize, 1);
  const limit = 1 / Math.sqrt(hiddenSize);
  return {
    inputWeight: uniformMatrix(random, inputSize, gates * hiddenSize, limit, precision),
    recurrentWeight: uniformMatrix(random, hiddenSize, gates * hiddenSize, limit, precision),
    bias: uniformMatrix(random, 1, gates * hiddenSize, limit, precision),
  };
}
