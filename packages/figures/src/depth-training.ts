import type { Activation } from "@vanishing/activations";
import { type Matrix, matrix, norm, normalMatrix, probe, random, sgd, Tape, twoMoons } from "@vanishing/core";
import { type LayerGradient, type Network, shares, weightStandardDeviation } from "./depth-model.ts";
import { training } from "./depth-training-settings.ts";
import { figureActivations } from "./figure-activations.ts";

/** The network after so many updates of its weights. */
export interface TrainingStep {
  readonly kind: "training";
  readonly network: Network;
  readonly activationName: string;
  readonly width: number;
  /** How many updates the weights have had. */
  readonly step: number;
  /** ∂L/∂z of each layer at these weights. */
  readonly layers: readonly LayerGradient[];
  /** Root mean square of ∂L/∂z of each layer before the first update. */
  readonly gradientsAtStart: readonly number[];
  /** What the first layer receives, as a share of what the last layer receives. */
  readonly firstShare: number;
  /** The loss after each number of updates, from 0 to `step`. */
  readonly losses: readonly number[];
  /** How far the weights of the first and of the last layer are from where they began: ‖W − W₀‖ / ‖W₀‖. */
  readonly moved: { readonly first: number; readonly last: number };
  /** Whether a gradient is too large for float32: then there is no update from it. */
  readonly isOverflowing: boolean;
}

/**
 * Trains the network on two moons, in float32, by plain gradient descent on binary cross-entropy, all points in each step. Yields the
 * network as it begins, and then after each update. It ends after the last step, or when a gradient overflows.
 */
export function* depthTraining(network: Network): Generator<TrainingStep, void> {
  const { depth, width = 32 } = network;
  const f: Activation = figureActivations[network.activation];
  const draws = random(network.seed);
  const { inputs, targets } = twoMoons({ examples: training.examples, noise: training.noise }, draws);
  const weights = Array.from({ length: depth + 1 }, (_, place) => {
    const [fanIn, fanOut] = [place === 0 ? 2 : width, place === depth ? 1 : width];
    return normalMatrix(draws, fanIn, fanOut, weightStandardDeviation(network, fanIn, fanOut));
  });
  const biases = weights.map(({ columns }) => matrix(1, columns));
  const weightsAtStart = weights.map(({ data }) => data.slice());
  const parameters = [...weights, ...biases];
  const optimizer = sgd({ learningRate: training.learningRate });
  const tape = new Tape();
  const losses: number[] = [];
  let gradientsAtStart: readonly number[] = [];

  for (let step = 0; step <= training.steps; step++) {
    const layers = weights.map((weight, place) => ({
      weight: tape.parameter(weight),
      bias: tape.parameter(biases[place] as Matrix),
    }));
    let h = tape.constant(inputs);
    for (const [place, { weight, bias }] of layers.entries()) {
      const z = h.matmul(weight).add(bias);
      h = place < depth ? z.label(`layer ${place + 1}`).apply(f) : z;
    }
    const loss = h.binaryCrossEntropy(targets);
    loss.backward();

    const received = probe(tape).map(({ gradientRms }) => gradientRms ?? 0);
    if (step === 0) gradientsAtStart = received;
    losses.push(loss.value.data[0] as number);
    const gradients = [...layers.map(({ weight }) => weight), ...layers.map(({ bias }) => bias)].map(
      ({ gradient }) => gradient,
    );
    const isOverflowing = !gradients.every((gradient) => gradient?.data.every(Number.isFinite));
    yield {
      kind: "training",
      network,
      activationName: f.name,
      width,
      step,
      ...shares(received),
      gradientsAtStart,
      losses: [...losses],
      moved: {
        first: distance(weights[0] as Matrix, weightsAtStart[0] as Float32Array),
        last: distance(weights[depth - 1] as Matrix, weightsAtStart[depth - 1] as Float32Array),
      },
      isOverflowing,
    };
    if (isOverflowing) return;
    optimizer.step(parameters, gradients);
    tape.reset();
  }
}

/** ‖W − W₀‖ / ‖W₀‖. */
function distance(weight: Matrix, atStart: Float32Array | Float64Array): number {
  const { rows, columns, data } = weight;
  const difference = data.map((entry, place) => entry - (atStart[place] as number));
  return norm(matrix(rows, columns, difference)) / norm(matrix(rows, columns, atStart.slice()));
}
