import {
  adam,
  batches,
  checkCount,
  checkPositive,
  type Matrix,
  momentum,
  type Optimizer,
  rmsProp,
  sgd,
  Tape,
} from "@vanishing/core";
import { type MoonsActivation, moonsSetUp, moonsStart } from "./moons.ts";

/** What moves the weights, which is all that the training asks of an optimiser. */
type Stepping = Pick<Optimizer, "step">;

/** The optimisers that are compared, each with the learning rate that it has unless another one is asked for. Only two of them have an ε. */
export const updateRules = {
  sgd: { learningRate: 1e-2, make: ({ learningRate }) => sgd({ learningRate }) },
  momentum: { learningRate: 1e-2, make: ({ learningRate }) => momentum({ learningRate }) },
  rmsProp: { learningRate: 1e-3, make: (settings) => rmsProp(settings) },
  adam: { learningRate: 1e-3, make: (settings) => adam(settings) },
} as const satisfies Record<string, { readonly learningRate: number; readonly make: MakeOptimizer }>;

type MakeOptimizer = (settings: { readonly learningRate: number; readonly epsilon: number }) => Stepping;

export type UpdateRuleName = keyof typeof updateRules;

export interface UpdateSettings {
  readonly activation: MoonsActivation;
  readonly rule: UpdateRuleName;
  /** Of the points, their split, the weights and the order of the batches. */
  readonly seed: number;
  /** η. Left out: the rule's, as in {@link updateRules}. */
  readonly learningRate?: number;
  /** ε of RMSProp and Adam. Left out: 1e-8. */
  readonly epsilon?: number;
  /** What the loss is multiplied by before its gradient is taken. Left out: 1. */
  readonly lossScale?: number;
  /** Left out: 100. */
  readonly epochs?: number;
  /** What steps in the place of the rule, and stands for it. */
  readonly make?: MakeOptimizer;
}

/** One of the nine layers, over the steps since the report before. */
export interface LayerUpdate {
  /** Root mean square of ∂L/∂W, over all entries and steps. */
  readonly gradientRms: number;
  /** Root mean square of ΔW / η: how far an entry moved in a step, in units of the learning rate. */
  readonly updateRms: number;
}

/** What has been seen since the report before. */
export interface LayerUpdates {
  /** Steps made so far. */
  readonly steps: number;
  /** Mean of the binary cross-entropy of the batches, each before its step. It is not multiplied by the scale of the loss. */
  readonly loss: number;
  /** From the input on. */
  readonly layers: readonly LayerUpdate[];
}

/**
 * The classic experiment of `moonsExperiment`, the same network, points and batches, watched for how far each step moves each layer. Yields
 * after the first step alone, since a rule without a past is simplest there, and then at the end of each epoch. It computes in float32, and
 * the same settings give the same bits everywhere.
 *
 * @throws when the seed, the learning rate, the scale of the loss or the number of epochs is none, and when a gradient overflows
 */
export function* layerUpdates(settings: UpdateSettings): Generator<LayerUpdates, void> {
  const rule = updateRules[settings.rule];
  const { epochs = moonsSetUp.epochs, learningRate = rule.learningRate, lossScale = 1 } = settings;
  checkCount("layerUpdates", "epochs", epochs, 1);
  checkPositive("layerUpdates", "learningRate", learningRate);
  checkPositive("layerUpdates", "lossScale", lossScale);
  const { draw, points, network } = moonsStart(settings);
  const make: MakeOptimizer = settings.make ?? rule.make;
  const optimizer = make({ learningRate, epsilon: settings.epsilon ?? 1e-8 });
  const tape = new Tape();
  const parameters = network.parameters().map(({ value }) => value);
  let steps = 0;
  let seen = network.weights.map(nothingSeen);
  let losses: number[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const { inputs, targets } of batches(points.training, moonsSetUp.batchSize, draw)) {
      const loss = network.forward(tape, tape.constant(inputs)).binaryCrossEntropy(targets);
      losses.push(loss.value.data[0] ?? Number.NaN);
      loss.scale(lossScale).backward();
      const gradients = network.parameters().map(({ gradient }) => gradient);
      for (const { before, weight } of seen) before.set(weight.data);
      optimizer.step(parameters, gradients);
      // Each layer has two parameters, weight and bias.
      seen.forEach((layer, place) => {
        watch(layer, gradients[2 * place], learningRate);
      });
      tape.reset();
      steps++;
      if (steps !== 1) continue;
      yield report(steps, losses, seen);
      [seen, losses] = [network.weights.map(nothingSeen), []];
    }
    yield report(steps, losses, seen);
    [seen, losses] = [network.weights.map(nothingSeen), []];
  }
}

/** What is being seen of one layer: sums of squares over entries and steps. */
interface Watched {
  readonly weight: Matrix;
  readonly before: Float64Array;
  entries: number;
  gradientSquares: number;
  updateSquares: number;
}

function nothingSeen(weight: Matrix): Watched {
  const before = new Float64Array(weight.data.length);
  return { weight, before, entries: 0, gradientSquares: 0, updateSquares: 0 };
}

function watch(layer: Watched, gradient: Matrix | undefined, learningRate: number): void {
  const { weight, before } = layer;
  for (let at = 0; at < before.length; at++) {
    const entry = gradient?.data[at] ?? 0;
    layer.gradientSquares += entry * entry;
    const step = ((weight.data[at] ?? 0) - (before[at] ?? 0)) / learningRate;
    layer.updateSquares += step * step;
  }
  layer.entries += before.length;
}

function report(steps: number, losses: readonly number[], seen: readonly Watched[]): LayerUpdates {
  return {
    steps,
    loss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    layers: seen.map(({ entries, gradientSquares, updateSquares }) => ({
      gradientRms: Math.sqrt(gradientSquares / entries),
      updateRms: Math.sqrt(updateSquares / entries),
    })),
  };
}

/**
 * An optimiser from a pure function that makes one step of one parameter: what it remembers is a record, and a new record comes out. Each
 * matrix has its own, which begins as `start` says.
 *
 * @throws when a step gives no list of as many weights as went in
 */
export function optimizerFromStep<Parameter extends { readonly weights: readonly number[] }>(rule: {
  readonly start: (weights: number[]) => Parameter;
  readonly step: (parameter: Parameter, gradient: number[]) => Parameter;
}): Stepping {
  const records = new WeakMap<Matrix, Parameter>();
  return {
    step(parameters, gradients) {
      parameters.forEach((parameter, place) => {
        const gradient = gradients[place];
        if (gradient === undefined) return;
        const record = records.get(parameter) ?? rule.start([...parameter.data]);
        const next = rule.step(record, [...gradient.data]);
        const weights: unknown = Object(next).weights;
        if (!Array.isArray(weights) || weights.length !== parameter.data.length) {
          throw new TypeError(
            `A step must give a record with ${parameter.data.length} weights, as many as went in.`,
          );
        }
        parameter.data.set(weights);
        records.set(parameter, next);
      });
    },
  };
}
