import { type Matrix, Tape, type Tensor } from "@vanishing/core";
import { checkGru, type GruWeights, gruStep } from "./gru.ts";
import { exampleOnTape, weightOnTape } from "./jacobian-terms.ts";
import type { State, StateValues } from "./state.ts";

/**
 * The gates r, z and the candidate n of one step of a GRU, each `(1, hidden)` in f64.
 *
 * @param weights of `gru`
 * @param x `(1, input)`, one example
 * @param state h `(1, hidden)` before the step
 * @throws when the weights are not those of a GRU, or x or the state has another shape.
 */
export function gruGates(
  weights: GruWeights,
  x: Matrix,
  state: StateValues,
): { readonly [Gate in "r" | "z" | "n"]: Matrix } {
  const { r, z, n } = gruStepOfExample("gruGates", weights, x, state).gates;
  return { r: r.value, z: z.value, n: n.value };
}

/** One step in f64, for one example. */
export function gruStepOfExample(
  operation: string,
  weights: GruWeights,
  x: Matrix,
  state: StateValues,
): ReturnType<typeof gruStep> & { readonly before: State; readonly recurrentWeight: Tensor } {
  const hidden = checkGru(operation, weights);
  const tape = new Tape({ precision: "f64" });
  const example = exampleOnTape(operation, tape, "x", x, weights.inputWeight.rows);
  const before = { h: exampleOnTape(operation, tape, "state h", Object(state).h, hidden) };
  const tensors = {
    inputWeight: weightOnTape(tape, weights.inputWeight),
    recurrentWeight: weightOnTape(tape, weights.recurrentWeight),
    bias: weightOnTape(tape, weights.bias),
    recurrentBias: weights.reset === "after" ? weightOnTape(tape, weights.recurrentBias) : undefined,
  };
  return { ...gruStep(tensors, example, before), before, recurrentWeight: tensors.recurrentWeight };
}
