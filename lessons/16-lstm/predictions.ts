import { type Matrix, normalMatrix, random, Tape } from "@vanishing/core";
import { memoryExperiment } from "@vanishing/experiments";
import {
  jacobianProducts,
  type LstmState,
  lstm,
  lstmGates,
  lstmJacobian,
  pathGain,
  randomLstmWeights,
  spectralNorm,
  stateValues,
  unroll,
} from "@vanishing/recurrent";
import { cellGain } from "./solution.ts";

/** How many steps a forget gate with the bias 2 takes until less than half of the cell is left. */
export function stepsToHalf() {
  let steps = 0;
  while (cellGain(2, steps) > 0.5) steps++;
  return steps;
}

/** ‖∂(h, c)_30/∂(h, c)_0‖, beside the largest entry of the product of the forget gates, in a drawn LSTM with the forget bias 2. */
export function allPathsBesideTheDirectOne() {
  const draw = random(1);
  const weights = randomLstmWeights(draw, 4, 8, { forgetBias: 2, precision: "f64" });
  const sequence = Array.from({ length: 30 }, () => normalMatrix(draw, 1, 4, 1, "f64"));
  const { states } = unroll(new Tape({ precision: "f64" }), lstm(weights), sequence);
  const steps = states.slice(1).map((_, t) => ({
    x: sequence[t] as Matrix,
    before: stateValues(states[t] as LstmState),
  }));
  const direct = pathGain(steps.map(({ x, before }) => lstmGates(weights, x, before).f));
  const [all] = jacobianProducts(steps.map(({ x, before }) => lstmJacobian(weights, x, before).whole));
  return spectralNorm(all as Matrix) / Math.max(...direct.data);
}

/** An LSTM with the forget bias 0 learns to recall a symbol after 20 steps: its share of wrong symbols in the last ten steps of training. */
export function lstmWithBiasZero() {
  const reports = [...memoryExperiment({ task: "copy", cell: "lstm", lag: 20, keepBias: 0, seed: 1 })];
  const error = reports.at(-1)?.error ?? Number.NaN;
  if (error < 0.1) return "learns";
  return error < 0.6 ? "half" : "guesses";
}
