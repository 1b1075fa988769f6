import { matrix, normalMatrix, random } from "@vanishing/core";
import type { DenseProblem } from "./problem.ts";
import type { Workload } from "./workload.ts";

const [layers, width, batch] = [50, 128, 128];

/** W2: the deep network of the lessons, with the gradient norm of every layer read back in each step. */
export const deep: Workload = {
  name: "deep",
  description: "W2: 50 layers × 128 with tanh, batch 128, all gradient norms read back",
  draw(): DenseProblem {
    const draw = random(2);
    return {
      kind: "dense",
      inputs: normalMatrix(draw, batch, width, 1),
      targets: normalMatrix(draw, batch, width, 0.5),
      layers: Array.from({ length: layers }, () => ({
        weight: normalMatrix(draw, width, width, 1 / Math.sqrt(width)),
        bias: matrix(1, width),
        activation: "tanh",
      })),
      loss: "meanSquaredError",
      learningRate: 0.5,
      readsNorms: true,
    };
  },
};
