import { relu, sigmoid, tanh } from "@vanishing/activations";
import { activation, linear, matrix, random, sequential, sgd, Tape, twoMoons } from "@vanishing/core";
import { gaussianMoments } from "@vanishing/initializers";
import { glorot, he, layerVariances } from "./solution.ts";

/** The gradient that the first of fifty layers gets, as a share of the last one's, by χ = σ_w² E[φ′²] in each layer between. */
export function fiftySigmoids() {
  const draw = random(1);
  const weights = Array.from({ length: 50 }, () => glorot(draw, 100, 100));
  const lengths = layerVariances(weights, 1, (q) => gaussianMoments(sigmoid, q).meanSquare);
  const factors = lengths.slice(0, -1).map((q) => Math.sqrt(gaussianMoments(sigmoid, q).slopeMeanSquare));
  const left = factors.reduce((product, factor) => product * factor, 1);
  if (left > 0.1) return "most";
  return left > 1e-10 ? "little" : "nothing";
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
