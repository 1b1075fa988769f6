import { relu } from "@vanishing/activations";
import { activation, linear, matrix, normalMatrix, random, sequential, sgd, Tape } from "@vanishing/core";
import { training, type Workload } from "./workload.ts";

const [layers, width, batch] = [20, 512, 256];

/** W3: large matrices. Here a step is its matrix products. */
export const wide: Workload = {
  name: "wide",
  description: "W3: 20 layers × 512 with ReLU, batch 256",
  start() {
    const draw = random(3);
    const inputs = normalMatrix(draw, batch, width, 1);
    const targets = normalMatrix(draw, batch, width, 1);
    const stack = Array.from({ length: layers }, () => [
      linear({
        weight: normalMatrix(draw, width, width, Math.sqrt(2 / width)),
        bias: matrix(1, width),
      }),
      activation(relu),
    ]);
    const network = sequential(stack.flat());
    const tape = new Tape();
    return training({
      tape,
      network,
      optimizer: sgd({ learningRate: 0.01 }),
      lossOf: () => network.forward(tape, tape.constant(inputs)).meanSquaredError(targets),
    });
  },
};
