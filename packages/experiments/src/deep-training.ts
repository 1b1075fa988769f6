import {
  adam,
  checkCount,
  circles,
  clipByGlobalNorm,
  type DataSet,
  deadShare,
  type Elementwise,
  log,
  type Matrix,
  matrix,
  norm,
  type Optimizer,
  type Random,
  random,
  rms,
  saturatedShare,
  Tape,
} from "@vanishing/core";
import { checkTreatment, type DeepPlan } from "./deep-plan.ts";
import { type PlannedNetwork, plannedNetwork } from "./planned-network.ts";
import type { LayerReport } from "./training-report.ts";

/** What the probes read of one layer of a deep network at one time. z is what the layer gives, f the activation after it. */
export interface DeepLayerReport extends LayerReport {
  /** Root mean square of z over examples and units. */
  readonly valueRms: number;
  /** Root mean square of what f makes of z, or of z normalised where there is a normalisation. */
  readonly outputRms: number;
  /** Root mean square of the slope f′ at the same places. */
  readonly slopeRms: number;
}

/** What a training of a deep network tells of itself. */
export interface DeepTrainingReport {
  /** Mean loss before each step, and in the end. A training that overflows ends early, and so does one that has reached its goal. */
  readonly losses: readonly number[];
  /** The loss of one who guesses: ln 2 for two classes that are equally likely. */
  readonly chanceLoss: number;
  /** From the input on, before the first step. The updates are those of the first step. */
  readonly layers: readonly DeepLayerReport[];
  /** The same layers in the end. The updates are those of the last step. */
  readonly layersAtEnd: readonly DeepLayerReport[];
}

/** What is to be trained, and for how long. */
export interface DeepTrainingSettings {
  readonly plan: DeepPlan;
  /** Layers, each with an activation after it. */
  readonly depth: number;
  /** Of the points and the weights. */
  readonly seed: number;
  /** Steps at most. 0: the probes are read, and nothing moves. */
  readonly steps: number;
  /** Where the loss is below it, the training ends. Left out: 0. */
  readonly goal?: number;
}

/** The points of every training. */
const task = { examples: 32, noise: 0.05, factor: 0.3 } as const;

/**
 * Trains a deep network of 16 units a layer to tell a circle from the one around it, with all points in each step and Adam. No line
 * parts the two, so that a network that has no use of its bends ends near the loss of a guess. It computes in float32; the same settings
 * give the same bits everywhere.
 *
 * @throws when the plan, the depth, the seed or the number of steps is none
 */
export function deepTraining(settings: DeepTrainingSettings): DeepTrainingReport {
  let reportNow: (() => DeepTrainingReport) | undefined;
  for (const report of deepTrainingSteps(settings)) reportNow = report;
  if (reportNow === undefined) throw new Error("deepTraining: the training gave no report.");
  return reportNow();
}

/**
 * The same training, step by step: before each step, and in the end, a function that reports the training so far. It is to be called
 * before the next one is asked for.
 *
 * @throws as {@link deepTraining}
 */
export function* deepTrainingSteps(
  settings: DeepTrainingSettings,
): Generator<() => DeepTrainingReport, void> {
  const { plan, depth, seed, steps, goal = 0 } = settings;
  checkTreatment(plan);
  checkCount("deepTraining", "depth", depth, 1);
  checkCount("deepTraining", "steps", steps, 0);
  const draw = random(seed);
  const { inputs, targets } = points(draw);
  const network = plannedNetwork(plan, depth, draw);
  const optimizer = adam({ learningRate: plan.learningRate });
  const tape = new Tape();
  const losses: number[] = [];
  const before = network.weights.map(({ rows, columns, data }) => matrix(rows, columns, data.slice()));
  let first: readonly DeepLayerReport[] | undefined;
  let goesOn = true;
  while (goesOn) {
    tape.reset();
    const loss = network.forward(tape, tape.constant(inputs)).binaryCrossEntropy(targets);
    const value = loss.value.data[0] ?? Number.NaN;
    losses.push(value);
    loss.backward();
    const gradients = network.parameters().map(({ gradient }) => gradient);
    const canGoOn = gradients.every((gradient) => gradient === undefined || norm(gradient) < Infinity);
    goesOn = losses.length <= steps && value >= goal && canGoOn;
    if (goesOn) {
      for (const [place, weight] of network.weights.entries()) before[place]?.data.set(weight.data);
      update(network, optimizer, gradients, plan.clip);
    }
    // The values and gradients on the tape are still those before the step.
    const now = first === undefined ? layerReports(tape, network, before) : undefined;
    first ??= now;
    yield () => ({
      losses: [...losses],
      chanceLoss: log(2),
      layers: first ?? [],
      layersAtEnd: now ?? layerReports(tape, network, before),
    });
  }
}

function update(
  network: PlannedNetwork,
  optimizer: Optimizer,
  gradients: readonly (Matrix | undefined)[],
  clip: number,
): void {
  optimizer.step(
    network.parameters().map(({ value }) => value),
    clip === Infinity ? gradients : clipByGlobalNorm(gradients, clip),
  );
}

/** Two circles, scaled so that the coordinates have the mean square 1. */
function points(draw: Random): DataSet {
  const { inputs, targets } = circles(task, draw);
  const size = rms(inputs);
  return {
    inputs: matrix(
      inputs.rows,
      inputs.columns,
      inputs.data.map((entry) => entry / size),
    ),
    targets,
  };
}

/**
 * What `probe` tells of each layer, and its slopes. Those are computed once for all that is made of them: they are most of the work.
 *
 * @param before the weights before the last step
 */
function layerReports(tape: Tape, network: PlannedNetwork, before: readonly Matrix[]): DeepLayerReport[] {
  const labelled = new Map(tape.labelled().map((record) => [record.label, record]));
  return network.weights.map((weight, place) => {
    const [z, output] = [labelled.get(`layer ${place + 1}`), labelled.get(`layer ${place + 1} output`)];
    if (z === undefined || output?.activation === undefined) {
      throw new Error(`deepTraining: layer ${place + 1} is not on the tape.`);
    }
    const { f, preActivation } = output.activation;
    const slopes = slopesOf(f, preActivation);
    return {
      valueRms: rms(z.value),
      outputRms: rms(output.value),
      slopeRms: rms(slopes),
      gradientRms: z.gradient === undefined ? 0 : rms(z.gradient),
      deadShare: deadShare(slopes, ofSlopes),
      saturatedShare: saturatedShare(slopes, ofSlopes, { supremum: f.lipschitz ?? 1 }),
      updateRatio: updateRatio(before[place] ?? weight, weight),
    };
  });
}

function slopesOf(f: Elementwise, { rows, columns, data }: Matrix): Matrix {
  const { derivative } = f.f32 ?? f;
  return matrix(rows, columns, data.map(derivative));
}

/** For functions that take a pre-activation and ask for its slope, where the slopes are at hand. */
const ofSlopes: Elementwise = { name: "slope", value: (slope) => slope, derivative: (slope) => slope };

function updateRatio(before: Matrix, after: Matrix): number {
  const { rows, columns, data } = before;
  const difference = after.data.map((entry, place) => entry - (data[place] ?? 0));
  return norm(matrix(rows, columns, difference)) / norm(before);
}
