import {
  describeValue,
  failure,
  type Matrix,
  Parameter,
  shapeOf,
  type Tape,
  type Tensor,
} from "@vanishing/core";
import { checkTensor, type State } from "./state.ts";
import { checkLabel } from "./weight-checks.ts";

/**
 * One step of a recurrent network, used again for each step of time. `rnn`, `lstm` and `gru` make cells; an object with
 * the same members is a cell too.
 *
 * The state is a record of tensors `(batch, hidden)`: `{ h }`, or `{ h, c }` for an LSTM.
 */
export interface Cell<S extends State = State> {
  /** Columns of each input x `(batch, inputSize)`. */
  readonly inputSize: number;
  /** Columns of each part of the state. */
  readonly hiddenSize: number;
  /** The parts of the state, h among them: `["h"]` or `["h", "c"]`. */
  readonly stateNames: readonly string[];
  /** Under this name the probes report weights and states, if there is one. */
  readonly label: string | undefined;
  /** The weights, each once, always in the same order. */
  parameters(): readonly Parameter[];
  /** Records one step on the tape of x: the state after x. */
  step(x: Tensor, state: S): S;
}

/** Refuses what is not a cell, such as its weights. */
export function checkCell(operation: string, value: unknown): void {
  const { inputSize, hiddenSize, stateNames, parameters, step } = Object(value) as Partial<Cell>;
  const sizes = [inputSize, hiddenSize].every((size) => Number.isSafeInteger(size));
  const functions = [parameters, step].every((part) => typeof part === "function");
  if (sizes && functions && Array.isArray(stateNames) && stateNames.includes("h")) return;
  throw failure(
    operation,
    "a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }",
    describeValue(value),
    "make one with rnn(weights), lstm(weights) or gru(weights)",
  );
}

/** Refuses an input or a state that does not fit the cell. */
export function checkStep(operation: string, cell: Cell, x: Tensor, state: State): void {
  checkTensor(operation, x);
  if (x.columns !== cell.inputSize) {
    throw failure(
      operation,
      `an input with ${cell.inputSize} columns, the input size`,
      shapeOf(x),
      "one example is one row; the columns are its features at this step",
    );
  }
  checkState(operation, cell, x.tape, x.rows, state);
}

/** Refuses a state whose parts are not tensors of this tape and of shape `(batch, hidden)`. */
export function checkState(operation: string, cell: Cell, tape: Tape, batch: number, state: unknown): void {
  for (const name of cell.stateNames) {
    const part = Object(state)[name] as Tensor;
    tape.nodeOf(part, `${operation}, state ${name}`);
    if (part.rows === batch && part.columns === cell.hiddenSize) continue;
    throw failure(
      operation,
      `a state ${name} of shape ${batch}×${cell.hiddenSize}, (batch, hidden)`,
      shapeOf(part),
      "give each example of the batch a row, and each hidden unit a column",
    );
  }
}

/** A weight as a parameter, which the probes report as `label part` if the cell has a label. */
export function cellParameter(weight: Matrix, label: string | undefined, part: string): Parameter {
  return new Parameter(weight, label === undefined ? undefined : `${label} ${part}`);
}

/** The cell's name in messages: `lstm`, or `lstm "encoder"`. */
export function cellName(operation: string, label: unknown): string {
  checkLabel(operation, label);
  return label === undefined ? operation : `${operation} ${JSON.stringify(label)}`;
}
