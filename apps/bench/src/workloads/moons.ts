import { random, randomLinear, twoMoons } from "@vanishing/core";
import type { DenseLayer, DenseProblem } from "./problem.ts";
import type { Workload } from "./workload.ts";

/** W1: small matrices, many operations. What one step costs beside its arithmetic shows here. */
export const moons: Workload = {
  name: "moons",
  description: "W1: 2–10×8–1 with the sigmoid, batch 200, binary cross-entropy",
  draw(): DenseProblem {
    const draw = random(1);
    const { inputs, targets } = twoMoons({ examples: 200, noise: 0.1 }, draw);
    const layer = (fanIn: number, fanOut: number, activation: DenseLayer["activation"]): DenseLayer => {
      const [weight, bias] = randomLinear(draw, fanIn, fanOut).parameters();
      if (weight === undefined || bias === undefined)
        throw new Error("moons: a layer has a weight and a bias");
      return { weight: weight.value, bias: bias.value, activation };
    };
    const hidden = Array.from({ length: 10 }, (_, index) => layer(index === 0 ? 2 : 8, 8, "sigmoid"));
    return {
      kind: "dense",
      inputs,
      targets,
      layers: [...hidden, layer(8, 1, undefined)],
      loss: "binaryCrossEntropy",
      learningRate: 1,
      readsNorms: false,
    };
  },
};
