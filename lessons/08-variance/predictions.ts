import { relu, tanh } from "@vanishing/activations";
import {
  activation,
  linear,
  matrix,
  matrixFromRows,
  norm,
  normalMatrix,
  random,
  sequential,
  sgd,
  Tape,
  twoMoons,
} from "@vanishing/core";
import { he } from "./solution.ts";

/** The norm of the gradient at the first of fifty layers, with inputs that are a thousand times as large, beside what it was. */
export function thousandfoldInputs() {
  const draw = random(1);
  const weight = () => matrixFromRows(he(draw, 100, 100), "f64");
  const first = weight();
  const others = Array.from({ length: 49 }, weight);
  const inputs = normalMatrix(draw, 1, 100, 1, "f64");
  const upstream = normalMatrix(draw, 1, 100, 1, "f64");
  const normAtFirst = (scale: number) => {
    const tape = new Tape({ precision: "f64" });
    const z = tape.parameter(inputs).scale(scale).matmul(tape.constant(first));
    others.reduce((below, next) => below.apply(relu).matmul(tape.constant(next)), z).backward(upstream);
    return z.gradient ? norm(z.gradient) : Number.NaN;
  };
  const change = normAtFirst(1000) / normAtFirst(1);
  if (change > 2) return "larger";
  return change < 0.5 ? "smaller" : "same";
}

/** A gradient at 400 units, and what a layer with 100 ReLU units below gets of it: the quotient of the mean squares, over 50 draws. */
export function backFromFourHundred() {
  const draw = random(1);
  let [arriving, received] = [0, 0];
  for (let repeat = 0; repeat < 50; repeat++) {
    const weight = he(draw, 100, 400);
    const delta = Array.from({ length: 400 }, () => draw.normal());
    arriving += delta.reduce((sum, x) => sum + x ** 2, 0) / 400;
    for (const row of weight) {
      const slope = relu.derivative(draw.normal());
      received +=
        (slope * row.reduce((sum, entry, unit) => sum + entry * (delta[unit] as number), 0)) ** 2 / 100;
    }
  }
  return received / arriving;
}

/** A hidden layer of eight tanh units learns to tell two moons apart, for 200 steps, from weights that are all 0.5. */
export function differentUnits() {
  const moons = twoMoons({ examples: 200, noise: 0.1 }, random(1));
  const hidden = matrix(2, 8, Array(16).fill(0.5));
  const network = sequential([
    linear({ weight: hidden, bias: matrix(1, 8) }),
    activation(tanh),
    linear({ weight: matrix(8, 1, Array(8).fill(0.5)), bias: matrix(1, 1) }),
  ]);
  const parameters = network.parameters();
  const optimizer = sgd({ learningRate: 0.5 });
  const tape = new Tape();
  for (let step = 0; step < 200; step++) {
    network.forward(tape, tape.constant(moons.inputs)).binaryCrossEntropy(moons.targets).backward();
    optimizer.step(
      parameters.map(({ value }) => value),
      parameters.map(({ gradient }) => gradient),
    );
    tape.reset();
  }
  // A unit is a column of the weight: what it reads of the first input, and of the second.
  return new Set(Array.from({ length: 8 }, (_, unit) => `${hidden.data[unit]} ${hidden.data[8 + unit]}`))
    .size;
}
