import { sigmoid } from "@vanishing/activations";
import { activation, random, randomLinear, sequential, sgd, Tape, twoMoons } from "@vanishing/core";
import { training, type Workload } from "./workload.ts";

/** W1: small matrices, many operations. What one step costs beside its arithmetic shows here. */
export const moons: Workload = {
  name: "moons",
  description: "W1: 2–10×8–1 with the sigmoid, batch 200, binary cross-entropy",
  start() {
    const draw = random(1);
    const { inputs, targets } = twoMoons({ examples: 200, noise: 0.1 }, draw);
    const hidden = Array.from({ length: 10 }, (_, layer) => [
      randomLinear(draw, layer === 0 ? 2 : 8, 8),
      activation(sigmoid),
    ]);
    const network = sequential([...hidden.flat(), randomLinear(draw, 8, 1)]);
    const tape = new Tape();
    return training({
      tape,
      network,
      optimizer: sgd({ learningRate: 1 }),
      lossOf: () => network.forward(tape, tape.constant(inputs)).binaryCrossEntropy(targets),
    });
  },
};
