import { describeValue, failure, norm, Tensor } from "@vanishing/core";
import type { State } from "./state.ts";

/**
 * ‖∂L/∂h_t‖ for t = 0, 1, …, T: how much of the gradient arrives at each step. Frobenius norms over the whole batch. Call it
 * after `backward` and before `tape.reset()`, with the states of `unroll`.
 *
 * Undefined where a state has no gradient: a constant, one that L does not depend on, and everything before `backward`.
 *
 * In an LSTM h_t and c_t are two tensors. ∂L/∂h_t is taken with c_t held fixed. ∂L/∂c_t has all paths that leave c_t, also the
 * one through h_t.
 *
 * @param part `"h"`, the default, or `"c"` for the cell states of an LSTM
 * @throws when the states are not a list, or have no such part.
 */
export function stateGradientNorms<S extends State>(
  states: readonly S[],
  part: keyof S & string = "h",
): (number | undefined)[] {
  if (!Array.isArray(states)) {
    throw failure(
      "stateGradientNorms",
      "a list of states",
      describeValue(states),
      "pass unroll(tape, cell, sequence).states",
    );
  }
  return states.map((state, t) => {
    const tensor: unknown = Object(state)[part];
    if (tensor instanceof Tensor) return tensor.gradient && norm(tensor.gradient);
    throw failure(
      "stateGradientNorms",
      `a tensor ${part} in states[${t}]`,
      describeValue(tensor),
      'RNN and GRU have the state "h", an LSTM has "h" and "c"',
    );
  });
}
