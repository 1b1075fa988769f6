import { gelu, relu, sigmoid, tanh } from "@vanishing/activations";
import { type Elementwise, type Kernels, type Matrix, matrix, norm, Tape } from "@vanishing/core";
import {
  type DenseProblem,
  type ElementwiseProblem,
  type RecurrentProblem,
  trainedMatrices,
} from "../workloads/problem.ts";
import type { Attempt, Contender } from "./contender.ts";
import { kernelsOf } from "./kernels-of.ts";

/**
 * The workloads as one would write them by hand for the same kernels: no tape, no checks, all memory laid out before the first step.
 * What the tape takes longer is what recording costs.
 */
export function limit(name: string, tape: Tape = new Tape()): Contender {
  return {
    name,
    version: undefined,
    start(problem) {
      const kernels = kernelsOf(tape);
      switch (problem.kind) {
        case "dense":
          return dense(problem, kernels);
        case "recurrent":
          return recurrent(problem, kernels);
        case "elementwise":
          return elementwise(problem, kernels);
      }
    },
  };
}

const functions = { sigmoid, tanh, relu };

function dense(problem: DenseProblem, kernels: Kernels): Attempt {
  const { inputs, targets } = problem;
  const layers = problem.layers.map(({ weight, bias, activation }) => {
    const f = activation && functions[activation];
    const z = matrix(inputs.rows, weight.columns);
    const ofZ = matrix(z.rows, z.columns);
    return {
      weight,
      bias,
      f,
      z,
      h: f === undefined ? z : matrix(z.rows, z.columns),
      ofZ,
      ofH: f === undefined ? ofZ : matrix(z.rows, z.columns),
      ofWeight: matrix(weight.rows, weight.columns),
      ofBias: matrix(1, bias.columns),
    };
  });
  const [loss, slope] = losses[problem.loss];
  return {
    step() {
      let x = inputs;
      for (const { weight, bias, f, z, h } of layers) {
        affine(kernels, x, weight, bias, z);
        if (f) kernels.map(z, f, h);
        x = h;
      }
      const value = kernels.totalOfPairs(x, targets, loss) / x.data.length;
      const last = layers.at(-1);
      if (last) {
        last.ofH.data.fill(0);
        kernels.addMappedPairs(x, targets, slope, 1 / x.data.length, last.ofH);
      }
      for (let at = layers.length - 1; at >= 0; at--) {
        const layer = layers[at] as (typeof layers)[number];
        const below = layers[at - 1];
        if (layer.f) {
          layer.ofZ.data.fill(0);
          kernels.addDerivativeProduct(layer.ofH, layer.z, layer.f, layer.ofZ);
        }
        if (below) {
          below.ofH.data.fill(0);
          kernels.addProduct(layer.ofZ, false, layer.weight, true, below.ofH);
        }
        layer.ofWeight.data.fill(0);
        kernels.addProduct(below?.h ?? inputs, true, layer.ofZ, false, layer.ofWeight);
        layer.ofBias.data.fill(0);
        kernels.addScaled(layer.ofZ, 1, layer.ofBias);
      }
      if (problem.readsNorms) {
        for (const { ofZ, ofWeight, ofBias } of layers) {
          if (![ofZ, ofWeight, ofBias].every((gradient) => Number.isFinite(norm(gradient)))) {
            throw new Error("A layer has no finite gradient.");
          }
        }
      }
      for (const { weight, bias, ofWeight, ofBias } of layers) {
        kernels.addScaled(ofWeight, -problem.learningRate, weight);
        kernels.addScaled(ofBias, -problem.learningRate, bias);
      }
      return value;
    },
    results: () => trainedMatrices(problem).map(({ data }) => data),
  };
}

/** For each loss what an entry adds to it, and the derivative of that. */
const losses: Record<DenseProblem["loss"], [loss: PairFunction, slope: PairFunction]> = {
  meanSquaredError: [(x, t) => (x - t) ** 2, (x, t) => 2 * (x - t)],
  binaryCrossEntropy: [
    (z, t) => Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))),
    (z, t) => 1 / (1 + Math.exp(-z)) - t,
  ],
};

type PairFunction = (x: number, target: number) => number;

function affine(kernels: Kernels, x: Matrix, weight: Matrix, bias: Matrix, z: Matrix): void {
  z.data.fill(0);
  kernels.addScaled(bias, 1, z);
  kernels.addProduct(x, false, weight, false, z);
}

/** The matrices of one point in time. Gates stand side by side as four matrices, so that each has its own function. */
interface Moment {
  readonly input: Matrix;
  readonly z: readonly [Matrix, Matrix, Matrix, Matrix];
  readonly gates: readonly [Matrix, Matrix, Matrix, Matrix];
  readonly c: Matrix;
  readonly tanhC: Matrix;
  readonly h: Matrix;
}

function recurrent(problem: RecurrentProblem, kernels: Kernels): Attempt {
  const { inputs, targets, ofInput, ofState, readout, learningRate } = problem;
  const hidden = ofState.rows;
  const batch = targets.rows;
  const state = () => matrix(batch, hidden);
  const fourStates = () => [state(), state(), state(), state()] as const;
  const gateFunctions: readonly Elementwise[] = [sigmoid, sigmoid, tanh, sigmoid];
  const joined = matrix(batch, 4 * hidden);
  const moments: Moment[] = inputs.map((input) => ({
    input,
    z: fourStates(),
    gates: fourStates(),
    c: state(),
    tanhC: state(),
    h: state(),
  }));
  const zero = state();
  const prediction = matrix(batch, 1);
  const ofPrediction = matrix(batch, 1);
  const ofGates = fourStates();
  const ofZ = fourStates();
  const gradients = trainedMatrices(problem).map(({ rows, columns }) => matrix(rows, columns));
  const [ofWeight, ofBias, ofStateWeight, ofReadout, ofReadoutBias] = gradients as [
    Matrix,
    Matrix,
    Matrix,
    Matrix,
    Matrix,
  ];
  let [ofH, ofC, ofEarlierH, ofEarlierC] = fourStates();
  const ofTanhC = state();
  const size = [batch, hidden] as const;
  const [loss, slope] = losses.meanSquaredError;

  const forward = (moment: Moment, h: Matrix, c: Matrix) => {
    affine(kernels, moment.input, ofInput.weight, ofInput.bias, joined);
    kernels.addProduct(h, false, ofState, false, joined);
    moment.z.forEach((z, gate) => {
      z.data.fill(0);
      kernels.addBlock(joined, [0, gate * hidden], z, [0, 0], size);
      kernels.map(z, gateFunctions[gate] as Elementwise, moment.gates[gate] as Matrix);
    });
    const [i, f, g, o] = moment.gates;
    moment.c.data.fill(0);
    kernels.addEntrywiseProduct(f, c, moment.c);
    kernels.addEntrywiseProduct(i, g, moment.c);
    kernels.map(moment.c, tanh, moment.tanhC);
    moment.h.data.fill(0);
    kernels.addEntrywiseProduct(o, moment.tanhC, moment.h);
  };

  const backward = (moment: Moment, h: Matrix, c: Matrix) => {
    const [i, f, g, o] = moment.gates;
    const [ofI, ofF, ofG, ofO] = ofGates;
    for (const gradient of [...ofGates, ...ofZ, ofTanhC, ofEarlierC, ofEarlierH]) gradient.data.fill(0);
    kernels.addEntrywiseProduct(ofH, moment.tanhC, ofO);
    kernels.addEntrywiseProduct(ofH, o, ofTanhC);
    kernels.addDerivativeProduct(ofTanhC, moment.c, tanh, ofC);
    kernels.addEntrywiseProduct(ofC, g, ofI);
    kernels.addEntrywiseProduct(ofC, c, ofF);
    kernels.addEntrywiseProduct(ofC, i, ofG);
    kernels.addEntrywiseProduct(ofC, f, ofEarlierC);
    joined.data.fill(0);
    ofZ.forEach((gradient, gate) => {
      kernels.addDerivativeProduct(
        ofGates[gate] as Matrix,
        moment.z[gate] as Matrix,
        gateFunctions[gate] as Elementwise,
        gradient,
      );
      kernels.addBlock(gradient, [0, 0], joined, [0, gate * hidden], size);
    });
    kernels.addProduct(moment.input, true, joined, false, ofWeight);
    kernels.addScaled(joined, 1, ofBias);
    kernels.addProduct(h, true, joined, false, ofStateWeight);
    kernels.addProduct(joined, false, ofState, true, ofEarlierH);
    [ofH, ofEarlierH] = [ofEarlierH, ofH];
    [ofC, ofEarlierC] = [ofEarlierC, ofC];
  };

  return {
    step() {
      moments.forEach((moment, time) => {
        const earlier = moments[time - 1];
        forward(moment, earlier?.h ?? zero, earlier?.c ?? zero);
      });
      const h = moments.at(-1)?.h ?? zero;
      affine(kernels, h, readout.weight, readout.bias, prediction);
      const value = kernels.totalOfPairs(prediction, targets, loss) / batch;
      for (const gradient of [...gradients, ofPrediction, ofH, ofC]) gradient.data.fill(0);
      kernels.addMappedPairs(prediction, targets, slope, 1 / batch, ofPrediction);
      kernels.addProduct(h, true, ofPrediction, false, ofReadout);
      kernels.addScaled(ofPrediction, 1, ofReadoutBias);
      kernels.addProduct(ofPrediction, false, readout.weight, true, ofH);
      for (let time = moments.length - 1; time >= 0; time--) {
        const earlier = moments[time - 1];
        backward(moments[time] as Moment, earlier?.h ?? zero, earlier?.c ?? zero);
      }
      trainedMatrices(problem).forEach((weight, place) => {
        kernels.addScaled(gradients[place] as Matrix, -learningRate, weight);
      });
      return value;
    },
    results: () => trainedMatrices(problem).map(({ data }) => data),
  };
}

function elementwise({ inputs }: ElementwiseProblem, kernels: Kernels): Attempt {
  const ones = matrix(inputs.rows, inputs.columns);
  ones.data.fill(1);
  const value = matrix(inputs.rows, inputs.columns);
  const sum = matrix(inputs.rows, inputs.columns);
  return {
    step() {
      sum.data.fill(0);
      for (const f of [gelu, tanh, sigmoid]) {
        kernels.map(inputs, f, value);
        kernels.addDerivativeProduct(ones, inputs, f, sum);
      }
      return undefined;
    },
    results: () => [sum.data],
  };
}
