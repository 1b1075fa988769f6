import {
  checkCount,
  checkMatrix,
  checkPrecision,
  checkSettings,
  describeValue,
  failure,
  type Matrix,
  matrix,
  shapeOf,
  Tape,
  Tensor,
} from "@vanishing/core";
import { type Cell, checkCell, checkState } from "./cell.ts";
import type { State } from "./state.ts";
import { checkLabel } from "./weight-checks.ts";

/** One `(batch, features)` for each step of time: tensors of the tape, or matrices, which become constants. */
export type Sequence = readonly (Tensor | Matrix)[];

/** The state before the first step: tensors of the tape, or matrices, which become parameters. */
export type InitialState<S extends State = State> = { readonly [Name in keyof S]: Tensor | Matrix };

export interface UnrollSettings<S extends State = State> {
  /** Left out: zeros. */
  readonly initialState?: InitialState<S> | undefined;
  /** The probes report the states as `label h 0`, `label h 1`, … Default: the label of the cell, if it has one. */
  readonly label?: string | undefined;
  /** The number of the initial state, for a sequence that is read in pieces. Default 0. */
  readonly firstStep?: number;
}

export interface Unrolled<S extends State = State> {
  /** h₁, …, h_T, each `(batch, hidden)`. */
  readonly outputs: readonly Tensor[];
  /** The states 0, 1, …, T: `states[t]` is the one after t steps. */
  readonly states: readonly S[];
  /** The state after the last step. */
  readonly lastState: S;
}

/**
 * Runs a cell along a sequence x₁, …, x_T, with the same weights in each step. Backpropagation through time needs nothing more: the
 * tape's `backward` goes through all steps.
 *
 * `probe(tape)` reports each h_t as `h t`, and each c_t as `c t`. An initial state that you leave out or give as matrices is a
 * parameter on the tape, so that it has a gradient and is reported too; one that you give as tensors stays as you made it.
 * Between two resets of the tape, a label serves one unrolling.
 *
 * @throws when the sequence is empty, its steps differ in shape or do not fit the cell, or the initial state does not fit.
 */
export function unroll<S extends State>(
  tape: Tape,
  cell: Cell<S>,
  sequence: Sequence,
  settings: UnrollSettings<S> = {},
): Unrolled<S> {
  checkTape("unroll", tape);
  checkCell("unroll", cell);
  checkSettings("unroll", settings, "unroll(tape, cell, sequence, { initialState })");
  const { label = cell.label, firstStep = 0, initialState } = settings;
  checkLabel("unroll", label);
  checkCount("unroll", "firstStep", firstStep, 0);
  const inputs = sequenceOnTape("unroll", tape, cell.inputSize, sequence);
  const batch = (inputs[0] as Tensor).rows;
  const prefix = label === undefined ? "" : `${label} `;
  let lastState = begin(tape, cell, batch, initialState, (name) => `${prefix}${name} ${firstStep}`);
  const states = [lastState];
  inputs.forEach((x, place) => {
    lastState = cell.step(x, lastState);
    checkState(`unroll, after sequence[${place}]`, cell, tape, batch, lastState);
    for (const name of cell.stateNames)
      part(lastState, name).label(`${prefix}${name} ${firstStep + place + 1}`);
    states.push(lastState);
  });
  return { outputs: states.slice(1).map(({ h }) => h), states, lastState };
}

/** The steps as tensors, after making sure that there are some, in one shape. */
export function sequenceOnTape(
  operation: string,
  tape: Tape,
  inputSize: number,
  sequence: Sequence,
): readonly Tensor[] {
  if (!Array.isArray(sequence) || sequence.length === 0) {
    throw failure(
      operation,
      "a sequence of at least one step",
      describeValue(sequence),
      "pass an array with one (batch, features) for each step, such as the inputs of addingProblem",
    );
  }
  const inputs = sequence.map((x: Tensor | Matrix, place) =>
    onTape(`${operation}, sequence[${place}]`, tape, x, () => tape.constant(x as Matrix)),
  );
  const batch = (inputs[0] as Tensor).rows;
  inputs.forEach((x, place) => {
    if (x.rows === batch && x.columns === inputSize) return;
    throw failure(
      `${operation}, sequence[${place}]`,
      `the shape ${batch}×${inputSize}: the rows of sequence[0], and the cell's input size`,
      shapeOf(x),
      "give each step the same examples, one a row, and the features that the cell was made for",
    );
  });
  return inputs;
}

/** Refuses what is not a tape, such as a cell that was passed first. */
export function checkTape(operation: string, tape: unknown): void {
  if (tape instanceof Tape) return;
  throw failure(operation, "a tape", describeValue(tape), "pass it first: unroll(tape, cell, sequence)");
}

function begin<S extends State>(
  tape: Tape,
  cell: Cell<S>,
  batch: number,
  initialState: InitialState<S> | undefined,
  labelFor: (name: string) => string,
): S {
  const zeros = () => tape.parameter(matrix(batch, cell.hiddenSize, undefined, tape.precision));
  if (initialState !== undefined) checkSettings("unroll", initialState, "{ initialState: { h } }");
  const parts = cell.stateNames.map((name) => {
    if (initialState === undefined) return [name, zeros().label(labelFor(name))];
    const given = part(initialState, name);
    const parameter = () => tape.parameter(given as Matrix, labelFor(name));
    return [name, onTape(`unroll, initial state ${name}`, tape, given, parameter)];
  });
  const state: S = Object.fromEntries(parts);
  checkState("unroll, initial state", cell, tape, batch, state);
  return state;
}

/** A tensor as it is, and a matrix as what `wrap` makes of it. */
function onTape(operation: string, tape: Tape, x: Tensor | Matrix, wrap: () => Tensor): Tensor {
  if (x instanceof Tensor) {
    tape.nodeOf(x, operation);
    return x;
  }
  checkMatrix(operation, x);
  checkPrecision(operation, x, tape.precision);
  return wrap();
}

function part<Part>(state: { readonly h: Part }, name: string): Part {
  return (state as unknown as Readonly<Record<string, Part>>)[name] as Part;
}
