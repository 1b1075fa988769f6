import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { activation } from "./layers/activation.ts";
import { randomLinear } from "./layers/linear.ts";
import { sequential } from "./layers/sequential.ts";
import { adam } from "./optimizers/adam.ts";
import { probe } from "./probe.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes in use on the heap of JavaScript, and in all arrays. */
function memoryInUse(): { heap: number; arrays: number } {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, arrays: arrayBuffers };
}

test("after 2,000 steps of a network of 50 layers the memory is that after 200", () => {
  const draw = random(1);
  const inputs = normalMatrix(draw, 16, 8, 1);
  const targets = normalMatrix(draw, 16, 8, 0.5);
  const layers = Array.from({ length: 50 }, (_, layer) => [
    randomLinear(draw, 8, 8, { label: `layer ${layer + 1}` }),
    activation(tanhElementwise),
  ]);
  const network = sequential(layers.flat());
  const parameters = network.parameters();
  const optimizer = adam({ learningRate: 0.001, l2Penalty: 0.01, trackUpdates: true });
  const tape = new Tape();
  const train = (steps: number) => {
    for (let step = 0; step < steps; step++) {
      network.forward(tape, tape.constant(inputs)).meanSquaredError(targets).backward();
      optimizer.step(
        parameters.map(({ value }) => value),
        parameters.map(({ gradient }) => gradient),
      );
      probe(tape, { optimizer });
      tape.reset();
    }
    return { ...memoryInUse(), tape: tape.bytes };
  };
  const early = train(200);
  const late = train(1800);
  expect(late.tape).toBe(early.tape);
  // Nothing else runs meanwhile that could add to the arrays; but what vitest has sent before may be freed.
  expect(late.arrays).toBeLessThanOrEqual(early.arrays);
  // Code that is compiled meanwhile takes some 100,000 bytes, however many steps there are. One matrix of 8×8 kept in each of
  // the 1,800 steps would be 460,000.
  expect(late.heap - early.heap).toBeLessThan(200_000);
});
