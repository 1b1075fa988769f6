import { type MoonsEpoch, moonsExperiment, recordedTraining } from "@vanishing/experiments";
import { diagnose, relativeChange } from "./solution.ts";

function changeOfFirstLayer(optimizer: "adam" | "sgd"): number {
  const epochs: readonly MoonsEpoch[] = [...moonsExperiment({ activation: "sigmoid", optimizer, seed: 42 })];
  const weightOf = (epoch: MoonsEpoch | undefined) => epoch?.layers[0]?.weight ?? [];
  return relativeChange(weightOf(epochs.at(0)), weightOf(epochs.at(-1)));
}

/** With plain gradient descent, in per cent. */
export function firstLayerMoved() {
  return 100 * changeOfFirstLayer("sgd");
}

export function adamMovesMore() {
  return changeOfFirstLayer("adam") > changeOfFirstLayer("sgd");
}

/** A loss that is multiplied by 1e-13 before its gradient is taken. */
export function tinyLoss() {
  return diagnose(recordedTraining("frozen", 1));
}
