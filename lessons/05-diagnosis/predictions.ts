import { moonsStartAndEnd, recordedTraining } from "@vanishing/experiments";
import { diagnose, gradientRms } from "./solution.ts";

const seed = 42;

/** Of the weight gradients, before the first step. */
export function shareWithTanh() {
  const { start } = moonsStartAndEnd({ activation: "tanh", optimizer: "sgd", seed, epochs: 0 });
  const rmsOf = (place: number) => gradientRms(start.layers.at(place)?.weightGradient ?? []);
  return rmsOf(0) / rmsOf(-1);
}

/** Plain gradient descent with a learning rate of 1, which is 0.01 as a rule. */
export function lossWithLongSteps() {
  const { end } = moonsStartAndEnd({ activation: "sigmoid", optimizer: "sgd", seed, learningRate: 1 });
  if (Number.isNaN(end.loss)) return "nan";
  return end.loss < 0.9 * Math.LN2 ? "lower" : "guess";
}

/** A loss that is multiplied by 1e-13 before its gradient is taken. */
export function tinyLoss() {
  return diagnose(recordedTraining("frozen", 1));
}
