import { type Matrix, Tape } from "@vanishing/core";
import { exampleOnTape, slopes, through, weightOnTape } from "./jacobian-terms.ts";
import { checkRnn, type RnnSettings, rnnPreActivation } from "./rnn.ts";
import type { StateValues } from "./state.ts";

/**
 * ∂h′/∂h of one step of an RNN, `(hidden, hidden)` in f64: diag(f′(z))·Wᵀ with z = x·U + h·W + b. Row i has the gradient of h′ᵢ.
 * (Transposed because a state is a row here, h·W; with columns, W·h, it is diag(f′(z))·W.)
 *
 * @param weights of `rnn`, activation included
 * @param x `(1, input)`, one example
 * @param state h `(1, hidden)` before the step
 * @throws when the weights are not those of an RNN, or x or the state has another shape.
 */
export function rnnJacobian(weights: RnnSettings, x: Matrix, state: StateValues): Matrix {
  const { activation, hiddenSize } = checkRnn("rnnJacobian", weights);
  const tape = new Tape({ precision: "f64" });
  const tensors = {
    inputWeight: weightOnTape(tape, weights.inputWeight),
    recurrentWeight: weightOnTape(tape, weights.recurrentWeight),
    bias: weightOnTape(tape, weights.bias),
  };
  const example = exampleOnTape("rnnJacobian", tape, "x", x, weights.inputWeight.rows);
  const h = exampleOnTape("rnnJacobian", tape, "state h", Object(state).h, hiddenSize);
  const z = rnnPreActivation(tensors, example, { h });
  return through(tensors.recurrentWeight, slopes(z, activation)).value;
}
