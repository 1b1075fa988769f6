import { checkCount, type Tape } from "@vanishing/core";
import { type Cell, checkCell } from "./cell.ts";
import { detach, type State } from "./state.ts";
import {
  checkTape,
  type InitialState,
  type Sequence,
  sequenceOnTape,
  type Unrolled,
  unroll,
} from "./unroll.ts";

/**
 * Backpropagation through time, truncated: the same values as `unroll`, but the gradient goes back at most `steps` steps.
 *
 * The state is cut between steps k and k + 1 for each multiple k of `steps`: what comes after reads a constant with the numbers of
 * state k, so nothing of its gradient reaches state k or anything before. A loss within one piece has its exact gradient within that piece.
 * Where the loss is the last output, ∂L/∂h_t is undefined for t ≤ k, with k the last cut.
 *
 * `states[k]` is the one before the cut, which has a gradient from the piece that it ends.
 *
 * To train on a sequence that is too long for one tape, unroll a piece, call `backward`, take `stateValues(lastState)`, reset the
 * tape, and begin the next piece with them.
 *
 * R. J. Williams and J. Peng, "An efficient gradient-based algorithm for on-line training of recurrent network trajectories",
 * Neural Computation 2(4), 1990; here with one backward pass for each piece.
 *
 * @param steps length of the pieces, from 1 on; the last one may be shorter
 * @throws when steps is not a whole number from 1 on, and what `unroll` throws.
 */
export function unrollTruncated<S extends State>(
  tape: Tape,
  cell: Cell<S>,
  sequence: Sequence,
  steps: number,
  settings: { readonly initialState?: InitialState<S>; readonly label?: string } = {},
): Unrolled<S> {
  checkTape("unrollTruncated", tape);
  checkCell("unrollTruncated", cell);
  checkCount("unrollTruncated", "steps", steps, 1);
  const inputs = sequenceOnTape("unrollTruncated", tape, cell.inputSize, sequence);
  const first = unroll(tape, cell, inputs.slice(0, steps), settings);
  const states = [...first.states];
  let { lastState } = first;
  for (let firstStep = steps; firstStep < inputs.length; firstStep += steps) {
    const piece = unroll(tape, cell, inputs.slice(firstStep, firstStep + steps), {
      ...settings,
      initialState: detach(lastState),
      firstStep,
    });
    states.push(...piece.states.slice(1));
    lastState = piece.lastState;
  }
  return { outputs: states.slice(1).map(({ h }) => h), states, lastState };
}
