import { relu, sigmoid, tanh } from "@vanishing/activations";
import {
  adam,
  batches,
  checkCount,
  checkPositive,
  type DataSet,
  type Matrix,
  matrix,
  norm,
  probe,
  type Random,
  random,
  sgd,
  split,
  Tape,
  twoMoons,
} from "@vanishing/core";
import { glorotUniform } from "@vanishing/initializers";
import { type DeepNetwork, deepNetwork } from "./deep-network.ts";

/** What stays the same in every run: the set-up of the classic experiment, which is taught in many introductions to the subject. */
export const moonsSetUp = {
  examples: 250,
  noise: 0.05,
  trainingShare: 0.8,
  widths: [2, 10, 10, 10, 10, 10, 10, 10, 10, 1],
  batchSize: 32,
  epochs: 100,
} as const;

export const moonsActivations = { sigmoid, tanh, relu };

/** The optimisers, each with the learning rate that it has unless another one is asked for. */
export const moonsOptimizers = {
  adam: { make: adam, learningRate: 1e-3 },
  sgd: { make: sgd, learningRate: 1e-2 },
};

export type MoonsActivation = keyof typeof moonsActivations;
export type MoonsOptimizer = keyof typeof moonsOptimizers;

/** What differs between runs. */
export interface MoonsSettings {
  readonly activation: MoonsActivation;
  readonly optimizer: MoonsOptimizer;
  /** Of the points, their split, the weights and the order of the batches. */
  readonly seed: number;
  /** η. Left out: the optimiser's, as in {@link moonsOptimizers}. */
  readonly learningRate?: number;
  /** Left out: 100. */
  readonly epochs?: number;
}

/** One of the nine layers, at the weights that it has after an epoch. Gradients are of the mean loss over the training points. */
export interface MoonsLayer {
  /** ‖∂L/∂W‖. */
  readonly weightGradientNorm: number;
  /** ‖∂L/∂z‖, over all points and units. */
  readonly gradientNorm: number;
  /** ‖W − W₀‖ / ‖W₀‖: how far the weight is from where it began. */
  readonly relativeChange: number;
  /** W `(fan-in, fan-out)`, row after row. */
  readonly weight: readonly number[];
  /** ∂L/∂W in the same order. */
  readonly weightGradient: readonly number[];
}

/** The network after an epoch; epoch 0 is before the first step. */
export interface MoonsEpoch {
  readonly epoch: number;
  /** Mean binary cross-entropy over the training points. */
  readonly loss: number;
  /** Share of the training points on the right side. */
  readonly accuracy: number;
  /** Share of the points that are kept out of training, on the right side. */
  readonly testAccuracy: number;
  /** From the input on. */
  readonly layers: readonly MoonsLayer[];
}

/**
 * The classic experiment on vanishing gradients: eight hidden layers of ten units on two moons, Glorot-uniform weights, biases of 0, binary
 * cross-entropy, batches of 32. Yields the network before the first step, and then after each epoch. It computes in float32, and the same
 * settings give the same bits everywhere.
 *
 * @throws when the seed, the learning rate or the number of epochs is none
 */
export function* moonsExperiment(settings: MoonsSettings): Generator<MoonsEpoch, void> {
  for (const measureNow of moonsEpochs(settings)) yield measureNow();
}

/**
 * The experiment's first and last epoch. It is twice as fast as {@link moonsExperiment}, which measures the network after each of them, and
 * comes to the same bits.
 *
 * @throws as {@link moonsExperiment}
 */
export function moonsStartAndEnd(settings: MoonsSettings): {
  readonly start: MoonsEpoch;
  readonly end: MoonsEpoch;
} {
  let start: MoonsEpoch | undefined;
  let measureEnd: () => MoonsEpoch = () => {
    throw new Error("moonsStartAndEnd: the experiment gave no epoch.");
  };
  for (const measureNow of moonsEpochs(settings)) {
    start ??= measureNow();
    measureEnd = measureNow;
  }
  const end = measureEnd();
  return { start: start ?? end, end };
}

/** After each epoch, what measures the network as it is then. */
function* moonsEpochs(settings: MoonsSettings): Generator<() => MoonsEpoch, void> {
  const { epochs = moonsSetUp.epochs } = settings;
  checkCount("moonsExperiment", "epochs", epochs, 0);
  const { make, learningRate: usual } = moonsOptimizers[settings.optimizer];
  const { learningRate = usual } = settings;
  checkPositive("moonsExperiment", "learningRate", learningRate);
  const { draw, points, network } = moonsStart(settings);
  const before = network.weights.map(({ rows, columns, data }) => matrix(rows, columns, data.slice()));
  const optimizer = make({ learningRate });
  const tape = new Tape();

  yield () => measure(tape, network, before, points, 0);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const { inputs, targets } of batches(points.training, moonsSetUp.batchSize, draw)) {
      network.forward(tape, tape.constant(inputs)).binaryCrossEntropy(targets).backward();
      const parameters = network.parameters();
      optimizer.step(
        parameters.map(({ value }) => value),
        parameters.map(({ gradient }) => gradient),
      );
      tape.reset();
    }
    yield () => measure(tape, network, before, points, epoch);
  }
}

/** Points, network and the source of what is still to be drawn, before the first step. */
export function moonsStart({ activation, seed }: Pick<MoonsSettings, "activation" | "seed">): {
  readonly draw: Random;
  readonly points: { readonly training: DataSet; readonly test: DataSet };
  readonly network: DeepNetwork;
} {
  const draw = random(seed);
  const points = split(twoMoons(moonsSetUp, draw), moonsSetUp.trainingShare, draw);
  const network = deepNetwork({
    widths: moonsSetUp.widths,
    activation: moonsActivations[activation],
    drawWeight: (fans) => glorotUniform(draw, fans),
  });
  return { draw, points, network };
}

function measure(
  tape: Tape,
  network: DeepNetwork,
  before: readonly Matrix[],
  points: { readonly training: DataSet; readonly test: DataSet },
  epoch: number,
): MoonsEpoch {
  const testAccuracy = shareRight(
    network.forward(tape, tape.constant(points.test.inputs)).value,
    points.test,
  );
  tape.reset();
  const logits = network.forward(tape, tape.constant(points.training.inputs));
  const loss = logits.binaryCrossEntropy(points.training.targets);
  loss.backward();
  const gradientNorms = new Map(probe(tape).map(({ label, gradientNorm = 0 }) => [label, gradientNorm]));
  const gradients = network.parameters().map(({ gradient }) => gradient);
  const measured = {
    epoch,
    loss: loss.value.data[0] ?? Number.NaN,
    accuracy: shareRight(logits.value, points.training),
    testAccuracy,
    layers: network.weights.map((weight, place) => ({
      weightGradientNorm: gradientNorms.get(`layer ${place + 1} weight`) ?? 0,
      gradientNorm: gradientNorms.get(`layer ${place + 1}`) ?? 0,
      relativeChange: relativeChange(before[place] ?? weight, weight),
      weight: [...weight.data],
      // Each layer has two parameters, weight and bias.
      weightGradient: [...(gradients[2 * place]?.data ?? [])],
    })),
  };
  tape.reset();
  return measured;
}

/** A logit above 0 says class 1. */
function shareRight(logits: Matrix, { targets }: DataSet): number {
  const right = logits.data.filter((logit, point) => logit > 0 === (targets.data[point] === 1));
  return right.length / logits.data.length;
}

function relativeChange(before: Matrix, now: Matrix): number {
  const { rows, columns } = before;
  const difference = now.data.map((entry, place) => entry - (before.data[place] ?? 0));
  return norm(matrix(rows, columns, difference)) / norm(before);
}
