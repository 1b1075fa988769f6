import { type Matrix, matrix, Tape, type Tensor } from "@vanishing/core";
import { exampleOnTape, weightOnTape } from "./jacobian-terms.ts";
import { checkLstm, type LstmWeights, lstmStep } from "./lstm.ts";
import type { LstmState, StateValues } from "./state.ts";

/**
 * The gates i, f, o and the candidate g of one step of an LSTM, each `(1, hidden)` in f64.
 *
 * @param weights of `lstm`
 * @param x `(1, input)`, one example
 * @param state h and c, each `(1, hidden)`, before the step
 * @throws when the weights are not those of an LSTM, or x or the state has another shape.
 */
export function lstmGates(
  weights: LstmWeights,
  x: Matrix,
  state: StateValues<LstmState>,
): { readonly [Gate in "i" | "f" | "g" | "o"]: Matrix } {
  const { i, f, g, o } = lstmStepOfExample("lstmGates", weights, x, state).gates;
  return { i: i.value, f: f.value, g: g.value, o: o.value };
}

/** One step in f64, for one example. Peepholes that are left out are zeros here. */
export function lstmStepOfExample(
  operation: string,
  weights: LstmWeights,
  x: Matrix,
  state: StateValues<LstmState>,
): ReturnType<typeof lstmStep> & {
  readonly before: LstmState;
  readonly recurrentWeight: Tensor;
  readonly peepholes: Tensor;
} {
  const hidden = checkLstm(operation, weights);
  const tape = new Tape({ precision: "f64" });
  const example = exampleOnTape(operation, tape, "x", x, weights.inputWeight.rows);
  const before = {
    h: exampleOnTape(operation, tape, "state h", Object(state).h, hidden),
    c: exampleOnTape(operation, tape, "state c", Object(state).c, hidden),
  };
  const tensors = {
    inputWeight: weightOnTape(tape, weights.inputWeight),
    recurrentWeight: weightOnTape(tape, weights.recurrentWeight),
    bias: weightOnTape(tape, weights.bias),
    peepholes: weightOnTape(tape, weights.peepholes ?? matrix(1, 3 * hidden)),
  };
  return { ...lstmStep(tensors, example, before), before, ...tensors };
}
