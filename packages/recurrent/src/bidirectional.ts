import { checkSettings, failure, type Tape, type Tensor } from "@vanishing/core";
import { type Cell, checkCell } from "./cell.ts";
import type { State } from "./state.ts";
import {
  checkTape,
  type InitialState,
  type Sequence,
  sequenceOnTape,
  type Unrolled,
  unroll,
} from "./unroll.ts";

/** One thing for each direction. */
export interface Directions<Forward, Backward = Forward> {
  readonly forward: Forward;
  readonly backward: Backward;
}

export interface UnrolledBothWays<F extends State = State, B extends State = State> {
  /** For each step t what both cells know there, side by side: h of the forward cell after x₁ … x_t, then h of the backward cell after x_T … x_t. */
  readonly outputs: readonly Tensor[];
  readonly forward: Unrolled<F>;
  /** In the order in which it ran: `states[0]` is before x_T, and the last state is after x₁. */
  readonly backward: Unrolled<B>;
}

/**
 * Two cells with weights of their own read the sequence, one from its start and one from its end. Each output is
 * `(batch, forward hidden + backward hidden)`. The probes report a cell without a label as `forward` or `backward`; the
 * number of a state counts the steps that its cell has made.
 *
 * M. Schuster and K. K. Paliwal, "Bidirectional recurrent neural networks", IEEE Transactions on Signal Processing 45(11), 1997.
 *
 * @param settings.initialState for each direction. Left out: zeros
 * @throws what `unroll` throws for one of the cells.
 */
export function unrollBidirectional<F extends State, B extends State>(
  tape: Tape,
  cells: Directions<Cell<F>, Cell<B>>,
  sequence: Sequence,
  settings: { readonly initialState?: Partial<Directions<InitialState<F>, InitialState<B>>> } = {},
): UnrolledBothWays<F, B> {
  checkTape("unrollBidirectional", tape);
  checkSettings("unrollBidirectional", cells, "unrollBidirectional(tape, { forward, backward }, sequence)");
  checkCell("unrollBidirectional, forward", cells.forward);
  checkCell("unrollBidirectional, backward", cells.backward);
  checkSettings(
    "unrollBidirectional",
    settings,
    "unrollBidirectional(tape, cells, sequence, { initialState })",
  );
  if (cells.backward.inputSize !== cells.forward.inputSize) {
    throw failure(
      "unrollBidirectional",
      `a backward cell of input size ${cells.forward.inputSize}, as the forward cell`,
      `${cells.backward.inputSize}`,
      "both cells read the same sequence",
    );
  }
  const inputs = sequenceOnTape("unrollBidirectional", tape, cells.forward.inputSize, sequence);
  const forward = unroll(tape, cells.forward, inputs, {
    initialState: settings.initialState?.forward,
    label: cells.forward.label ?? "forward",
  });
  const backward = unroll(tape, cells.backward, inputs.toReversed(), {
    initialState: settings.initialState?.backward,
    label: cells.backward.label ?? "backward",
  });
  const fromTheEnd = backward.outputs.toReversed();
  const outputs = forward.outputs.map((h, t) => h.concat([fromTheEnd[t] as Tensor], "columns"));
  return { outputs, forward, backward };
}
