import { tanh } from "@vanishing/activations";
import {
  activation,
  linear,
  matrix,
  normalMatrix,
  probe,
  random,
  sequential,
  sgd,
  Tape,
} from "@vanishing/core";
import { training, type Workload } from "./workload.ts";

const [layers, width, batch] = [50, 128, 128];

/** W2: the deep network of the lessons, with the gradient norm of every layer read back in each step. */
export const deep: Workload = {
  name: "deep",
  description: "W2: 50 layers × 128 with tanh, batch 128, all gradient norms read back",
  start() {
    const draw = random(2);
    const inputs = normalMatrix(draw, batch, width, 1);
    const targets = normalMatrix(draw, batch, width, 0.5);
    const stack = Array.from({ length: layers }, (_, layer) => [
      linear({
        weight: normalMatrix(draw, width, width, 1 / Math.sqrt(width)),
        bias: matrix(1, width),
        label: `layer ${layer + 1}`,
      }),
      activation(tanh),
    ]);
    const network = sequential(stack.flat());
    const tape = new Tape();
    return training({
      tape,
      network,
      optimizer: sgd({ learningRate: 0.5 }),
      lossOf: () => network.forward(tape, tape.constant(inputs)).meanSquaredError(targets),
      look() {
        const norms = probe(tape).map(({ gradientNorm }) => gradientNorm ?? Number.NaN);
        if (!norms.every(Number.isFinite)) throw new Error("deep: a layer has no finite gradient");
      },
    });
  },
};
