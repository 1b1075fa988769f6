import { matrix, normalMatrix, random } from "@vanishing/core";
import type {
  DenseLayer,
  DenseProblem,
  ElementwiseProblem,
  Problem,
  RecurrentProblem,
} from "../../workloads/problem.ts";
import type { Workload } from "../../workloads/workload.ts";

/** A dense problem of three layers, drawn anew from the same seed at every call. */
export function smallDense({
  activation,
  loss,
  learningRate = 0.5,
}: Pick<DenseLayer, "activation"> & Pick<DenseProblem, "loss"> & { learningRate?: number }): DenseProblem {
  const draw = random(1);
  const targets = normalMatrix(draw, 6, 2, 1);
  if (loss === "binaryCrossEntropy") targets.data.set(targets.data.map((t) => (t > 0 ? 1 : 0)));
  const sizes = [3, 5, 4, 2];
  return {
    kind: "dense",
    inputs: normalMatrix(draw, 6, 3, 1),
    targets,
    layers: sizes.slice(1).map((fanOut, index) => ({
      weight: normalMatrix(draw, sizes[index] as number, fanOut, 0.7),
      bias: normalMatrix(draw, 1, fanOut, 0.1),
      activation: index === sizes.length - 2 && loss === "binaryCrossEntropy" ? undefined : activation,
    })),
    loss,
    learningRate,
    readsNorms: false,
  };
}

/** An LSTM over four points in time. */
export function smallRecurrent(): RecurrentProblem {
  const draw = random(2);
  return {
    kind: "recurrent",
    inputs: Array.from({ length: 4 }, () => normalMatrix(draw, 3, 2, 1)),
    targets: normalMatrix(draw, 3, 1, 1),
    ofInput: { weight: normalMatrix(draw, 2, 12, 0.7), bias: normalMatrix(draw, 1, 12, 0.1) },
    ofState: normalMatrix(draw, 3, 12, 0.7),
    readout: { weight: normalMatrix(draw, 3, 1, 0.7), bias: matrix(1, 1) },
    learningRate: 0.5,
  };
}

/** Twelve entries for three functions. */
export function smallElementwise(): ElementwiseProblem {
  return { kind: "elementwise", inputs: normalMatrix(random(3), 3, 4, 3) };
}

/** One of each kind, and of each activation and loss. */
export const smallProblems: readonly (readonly [name: string, draw: () => Problem])[] = [
  ["sigmoid, cross-entropy", () => smallDense({ activation: "sigmoid", loss: "binaryCrossEntropy" })],
  ["tanh, squared error", () => smallDense({ activation: "tanh", loss: "meanSquaredError" })],
  ["ReLU, squared error", () => smallDense({ activation: "relu", loss: "meanSquaredError" })],
  [
    "tanh, with norms",
    () => ({ ...smallDense({ activation: "tanh", loss: "meanSquaredError" }), readsNorms: true }),
  ],
  ["LSTM", smallRecurrent],
  ["elementwise", smallElementwise],
];

/** A workload of a small problem. */
export function smallWorkload(draw: () => Problem): Workload {
  return { name: "small", description: "W0: small", draw };
}
