import { matrix, normalMatrix, random } from "@vanishing/core";
import type { DenseProblem } from "./problem.ts";
import type { Workload } from "./workload.ts";

const [layers, width, batch] = [20, 512, 256];

/** W3: large matrices. Here a step is its matrix products. */
export const wide: Workload = {
  name: "wide",
  description: "W3: 20 layers × 512 with ReLU, batch 256",
  draw(): DenseProblem {
    const draw = random(3);
    return {
      kind: "dense",
      inputs: normalMatrix(draw, batch, width, 1),
      targets: normalMatrix(draw, batch, width, 1),
      layers: Array.from({ length: layers }, () => ({
        weight: normalMatrix(draw, width, width, Math.sqrt(2 / width)),
        bias: matrix(1, width),
        activation: "relu",
      })),
      loss: "meanSquaredError",
      learningRate: 0.01,
      readsNorms: false,
    };
  },
};
