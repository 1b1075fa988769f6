import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  activation,
  normalMatrix,
  random,
  randomLinear,
  sequential,
  sgd,
  Tape,
  tanhElementwise,
} from "@vanishing/core";
import { expect, test } from "vitest";
import { batchNorm } from "./batch-norm.ts";
import { layerNorm } from "./layer-norm.ts";
import { rmsNorm } from "./rms-norm.ts";
import { weightNormLinear } from "./weight-norm-linear.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("after 1,000 steps the memory is that after 100", () => {
  const draw = random(1);
  const network = sequential([
    randomLinear(draw, 8, 8),
    batchNorm({ features: 8 }),
    activation(tanhElementwise),
    layerNorm({ features: 8 }),
    rmsNorm({ features: 8 }),
    weightNormLinear({ weight: normalMatrix(draw, 8, 8, 1) }),
  ]);
  const [inputs, targets] = [normalMatrix(draw, 16, 8, 1), normalMatrix(draw, 16, 8, 1)];
  const optimizer = sgd({ learningRate: 0.01 });
  const tape = new Tape();
  const train = (steps: number) => {
    for (let step = 0; step < steps; step++) {
      network.forward(tape, tape.constant(inputs)).meanSquaredError(targets).backward();
      const weights = network.parameters();
      optimizer.step(
        weights.map(({ value }) => value),
        weights.map(({ gradient }) => gradient),
      );
      tape.reset();
    }
    collectGarbage();
    return { tape: tape.bytes, arrays: process.memoryUsage().arrayBuffers };
  };
  const early = train(100);
  const late = train(900);
  expect(late.tape).toBe(early.tape);
  // Nothing else runs meanwhile that could add to the arrays; but what vitest has sent before may be freed.
  expect(late.arrays).toBeLessThanOrEqual(early.arrays);
});
