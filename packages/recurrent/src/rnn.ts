import { tanh } from "@vanishing/activations";
import {
  checkElementwise,
  checkSettings,
  type Elementwise,
  type Precision,
  type Random,
  type Tensor,
} from "@vanishing/core";
import { type Cell, cellName, cellParameter, checkStep } from "./cell.ts";
import { type CellWeights, checkCellWeights, uniformCellWeights } from "./cell-weights.ts";
import type { State } from "./state.ts";

/** Weights of an RNN, which has no gates: one block of columns each. */
export type RnnWeights = CellWeights;

export interface RnnSettings extends RnnWeights {
  /** f. Default: tanh, the row of `@vanishing/activations`. */
  readonly activation?: Elementwise;
  readonly label?: string;
}

/** The weights of an RNN on a tape. */
type RnnTensors = { readonly [Name in keyof RnnWeights]: Tensor };

/**
 * The recurrent network of Elman: h′ = f(x·U + h·W + b), with x `(batch, input)`, h and h′ `(batch, hidden)`.
 *
 * The cell uses the matrices that it is given, without a copy: an optimiser changes them. With the label `encoder` the
 * probes report `encoder input weight`, `encoder recurrent weight` and `encoder bias`.
 *
 * J. L. Elman, "Finding structure in time", Cognitive Science 14(2), 1990.
 *
 * @throws when shapes do not fit, precisions differ, an entry is not finite, or f is no elementwise function; and in `step`,
 * when x or the state has another shape or belongs to another tape.
 */
export function rnn(settings: RnnSettings): Cell {
  const { activation, hiddenSize } = checkRnn("rnn", settings);
  const { label } = settings;
  const name = cellName("rnn", label);
  const inputWeight = cellParameter(settings.inputWeight, label, "input weight");
  const recurrentWeight = cellParameter(settings.recurrentWeight, label, "recurrent weight");
  const bias = cellParameter(settings.bias, label, "bias");
  const cell: Cell = {
    inputSize: inputWeight.value.rows,
    hiddenSize,
    stateNames: ["h"],
    label,
    parameters: () => [inputWeight, recurrentWeight, bias],
    step(x, state) {
      checkStep(name, cell, x, state);
      const weights = {
        inputWeight: inputWeight.beside(x),
        recurrentWeight: recurrentWeight.beside(x),
        bias: bias.beside(x),
      };
      return { h: rnnPreActivation(weights, x, state).apply(activation) };
    },
  };
  return cell;
}

/** z = x·U + h·W + b */
export function rnnPreActivation(weights: RnnTensors, x: Tensor, { h }: State): Tensor {
  return x.linear(weights.inputWeight, weights.bias).add(h.matmul(weights.recurrentWeight));
}

/**
 * Independent weights, uniform on ±1/√hidden, variance 1/(3·hidden): the default of PyTorch's `RNN`, and for a large hidden
 * size a recurrent weight of norm 2/√3 and spectral radius 1/√3. Drawn row after row: input weight, recurrent weight, bias.
 *
 * @param settings.precision default `"f32"`
 * @throws when a size is not a whole number from 1 on.
 */
export function randomRnnWeights(
  random: Random,
  inputSize: number,
  hiddenSize: number,
  { precision = "f32" }: { readonly precision?: Precision } = {},
): RnnWeights {
  return uniformCellWeights("randomRnnWeights", random, { inputSize, hiddenSize, gates: 1 }, precision);
}

/** The settings with their defaults, after making sure that they fit together. */
export function checkRnn(
  operation: string,
  settings: RnnSettings,
): { activation: Elementwise; hiddenSize: number } {
  checkSettings(operation, settings, "rnn({ inputWeight, recurrentWeight, bias })");
  const { activation = tanh } = settings;
  const hiddenSize = checkCellWeights(operation, settings, 1);
  checkElementwise(operation, activation);
  return { activation, hiddenSize };
}
