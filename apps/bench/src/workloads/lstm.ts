import { matrix, normalMatrix, random } from "@vanishing/core";
import type { RecurrentProblem } from "./problem.ts";
import type { Workload } from "./workload.ts";

const [hidden, features, steps, batch] = [64, 16, 200, 32];

/** W4: a recurrent network through time, its gates composed of single operations: many small products in a long chain. */
export const lstm: Workload = {
  name: "lstm",
  description: "W4: LSTM, hidden 64, input 16, T = 200, batch 32, full backpropagation through time",
  draw(): RecurrentProblem {
    const draw = random(4);
    const limit = 1 / Math.sqrt(hidden);
    return {
      kind: "recurrent",
      inputs: Array.from({ length: steps }, () => normalMatrix(draw, batch, features, 1)),
      targets: normalMatrix(draw, batch, 1, 1),
      ofInput: {
        weight: normalMatrix(draw, features, 4 * hidden, limit),
        bias: matrix(1, 4 * hidden),
      },
      ofState: normalMatrix(draw, hidden, 4 * hidden, limit),
      readout: { weight: normalMatrix(draw, hidden, 1, limit), bias: matrix(1, 1) },
      learningRate: 0.1,
    };
  },
};
