import { type Activation, relu, sigmoid } from "@vanishing/activations";
import {
  adam,
  type DataSet,
  log,
  matrix,
  normalMatrix,
  type Optimizer,
  probe,
  type Random,
  random,
  sgd,
  Tape,
  twoMoons,
} from "@vanishing/core";
import { type DeepNetwork, deepNetwork } from "./deep-network.ts";
import type { LayerReport, TrainingReport } from "./training-report.ts";

/** How a training was set up, as far as it is not the same for all. */
interface SetUp {
  readonly activation: Activation;
  /** σ_w: a weight entry is normal with standard deviation σ_w / √fan-in. */
  readonly sigmaW: number;
  /** What every bias begins with. */
  readonly bias: number;
  readonly learningRate: number;
  readonly optimizer: typeof adam | typeof sgd;
  readonly steps: number;
  /** What the inputs are multiplied by. */
  readonly inputScale: number;
  /** What the loss is multiplied by before its gradient is taken. */
  readonly lossScale: number;
  /** Whether the label of a point is the flip of a coin. */
  readonly noisyLabels: boolean;
}

const sound: SetUp = {
  activation: relu,
  sigmaW: Math.SQRT2,
  bias: 0,
  learningRate: 3e-3,
  optimizer: adam,
  steps: 30,
  inputScale: 1,
  lossScale: 1,
  noisyLabels: false,
};

/** Where all is to be seen within a few steps. */
const short: SetUp = { ...sound, steps: 10 };

// Each differs from the sound one in what makes it go as it goes, and in nothing else that matters.
const setUps = {
  /** Sigmoids with Glorot's weights. */
  vanishing: { ...short, activation: sigmoid, sigmaW: 1, optimizer: sgd, learningRate: 0.1 },
  /** Weights that are 8 times too large. */
  exploding: { ...short, sigmaW: 8 * Math.SQRT2, optimizer: sgd, learningRate: 1e-9 },
  /** Biases so low that no unit ever comes on. */
  dead: { ...short, bias: -8 },
  /** Inputs in raw units, some hundreds in size, into sigmoids. */
  saturated: { ...short, activation: sigmoid, sigmaW: 4, inputScale: 300, optimizer: sgd, learningRate: 0.1 },
  /** A loss so small that Adam's gradients are below its ε. */
  frozen: { ...short, lossScale: 1e-13 },
  /** Trained until the task is solved. */
  solved: { ...sound, learningRate: 0.02, steps: 80 },
  /** Labels that say nothing. */
  noise: { ...sound, noisyLabels: true, learningRate: 3e-4 },
  healthy: sound,
} satisfies Record<string, SetUp>;

/** What a training comes to: a fault with a name, or none. */
export type Diagnosis = keyof typeof setUps;

export const diagnoses = Object.keys(setUps) as readonly Diagnosis[];

const examples = 60;
const widths = [2, 12, 12, 12, 12, 12, 12, 1];

/**
 * Trains a network of six hidden layers of 12 units on two moons in such a way that it comes to a given end, and reports what a reader of
 * its losses and probes would see. The same seed gives the same report everywhere.
 */
export function recordedTraining(diagnosis: Diagnosis, seed: number): TrainingReport {
  const setUp: SetUp = setUps[diagnosis];
  const draw = random(seed);
  const data = points(setUp, draw);
  const network = deepNetwork({
    widths,
    activation: setUp.activation,
    drawWeight: ({ fanIn, fanOut }) => normalMatrix(draw, fanIn, fanOut, setUp.sigmaW / Math.sqrt(fanIn)),
    bias: setUp.bias,
  });
  const optimizer = setUp.optimizer({ learningRate: setUp.learningRate, trackUpdates: true });
  const tape = new Tape();
  const losses: number[] = [];
  let layers: readonly LayerReport[] = [];
  for (let step = 0; step < setUp.steps; step++) {
    tape.reset();
    const loss = network.forward(tape, tape.constant(data.inputs)).binaryCrossEntropy(data.targets);
    losses.push(loss.value.data[0] ?? Number.NaN);
    loss.scale(setUp.lossScale).backward();
    const parameters = network.parameters();
    optimizer.step(
      parameters.map(({ value }) => value),
      parameters.map(({ gradient }) => gradient),
    );
    layers = layerReports(tape, network, optimizer);
  }
  return { losses, chanceLoss: log(2), layers };
}

function points({ inputScale, noisyLabels }: SetUp, draw: Random): DataSet {
  const { inputs, targets } = twoMoons({ examples, noise: 0.1 }, draw);
  return {
    inputs: matrix(
      inputs.rows,
      inputs.columns,
      inputs.data.map((entry) => inputScale * entry),
    ),
    targets: noisyLabels
      ? matrix(
          targets.rows,
          1,
          targets.data.map(() => draw.integer(2)),
        )
      : targets,
  };
}

function layerReports(tape: Tape, network: DeepNetwork, optimizer: Optimizer): LayerReport[] {
  const records = new Map(probe(tape, { optimizer }).map((record) => [record.label, record]));
  return network.weights.map((_, place) => {
    const label = `layer ${place + 1}`;
    const output = records.get(`${label} output`);
    return {
      gradientRms: records.get(label)?.gradientRms ?? 0,
      deadShare: output?.deadShare ?? 0,
      saturatedShare: output?.saturatedShare ?? 0,
      updateRatio: records.get(`${label} weight`)?.updateRatio ?? 0,
    };
  });
}
