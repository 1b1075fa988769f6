import { gelu } from "@vanishing/activations";
import type { Matrix } from "@vanishing/core";
import {
  type DenseProblem,
  type ElementwiseProblem,
  type Problem,
  type RecurrentProblem,
  trainedMatrices,
} from "../workloads/problem.ts";
import type { Attempt } from "./contender.ts";

/** What a library of matrices offers; every function makes a new matrix. */
export interface MatrixLibrary<M> {
  from(m: Matrix): M;
  /** Row after row. */
  entries(m: M): number[];
  product(a: M, b: M): M;
  transposed(a: M): M;
  sum(a: M, b: M): M;
  difference(a: M, b: M): M;
  entrywiseProduct(a: M, b: M): M;
  scaled(a: M, factor: number): M;
  map(a: M, f: (x: number) => number): M;
  /** A with a row added to each of its rows. */
  withRow(a: M, row: M): M;
  /** One row with the sums of the columns. */
  columnSums(a: M): M;
  /** The columns from `from` on, up to and without `to`. */
  columns(a: M, from: number, to: number): M;
  beside(blocks: readonly M[]): M;
}

/** A problem with the forward and the backward pass written out, for libraries that multiply matrices and differentiate nothing. */
export function byHand<M>(library: MatrixLibrary<M>, problem: Problem): Attempt {
  switch (problem.kind) {
    case "dense":
      return dense(library, problem);
    case "recurrent":
      return recurrent(library, problem);
    case "elementwise":
      return elementwise(library, problem);
  }
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** For each activation its value, and its derivative by the value. */
const functions = {
  sigmoid: { value: sigmoid, slope: (y: number) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (y: number) => 1 - y * y },
  relu: { value: (x: number) => Math.max(x, 0), slope: (y: number) => (y > 0 ? 1 : 0) },
} as const;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const euclidean = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

function dense<M>(library: MatrixLibrary<M>, problem: DenseProblem): Attempt {
  const inputs = library.from(problem.inputs);
  const targets = library.from(problem.targets);
  const count = problem.targets.data.length;
  const weights = trainedMatrices(problem).map(library.from);
  const targetEntries = Array.from(problem.targets.data);
  /** The loss of the last layer's output, and what the loss passes back to it. */
  const lossAndGradient = (output: M): [number, M] => {
    const difference = library.difference(output, targets);
    if (problem.loss === "meanSquaredError") {
      const squares = library.entries(difference).map((entry) => entry * entry);
      return [mean(squares), library.scaled(difference, 2 / count)];
    }
    const losses = library
      .entries(output)
      .map(
        (z, at) => Math.max(z, 0) - z * (targetEntries[at] as number) + Math.log1p(Math.exp(-Math.abs(z))),
      );
    const residual = library.difference(library.map(output, sigmoid), targets);
    return [mean(losses), library.scaled(residual, 1 / count)];
  };
  return {
    ...(problem.readsNorms && { note: "norms of the gradients of weights and biases only" }),
    step() {
      const hs = [inputs];
      problem.layers.forEach(({ activation }, index) => {
        const [w, b] = weights.slice(2 * index, 2 * index + 2) as [M, M];
        const z = library.withRow(library.product(hs[index] as M, w), b);
        hs.push(activation === undefined ? z : library.map(z, functions[activation].value));
      });
      let [loss, gradient] = lossAndGradient(hs.at(-1) as M);
      for (let index = problem.layers.length - 1; index >= 0; index--) {
        const activation = problem.layers[index]?.activation;
        const [w, b] = weights.slice(2 * index, 2 * index + 2) as [M, M];
        const slopes = activation && library.map(hs[index + 1] as M, functions[activation].slope);
        const ofZ = slopes === undefined ? gradient : library.entrywiseProduct(gradient, slopes);
        const ofW = library.product(library.transposed(hs[index] as M), ofZ);
        const ofB = library.columnSums(ofZ);
        if (index > 0) gradient = library.product(ofZ, library.transposed(w));
        if (problem.readsNorms && ![ofW, ofB].every((m) => Number.isFinite(euclidean(library.entries(m))))) {
          throw new Error("A layer has no finite gradient.");
        }
        weights[2 * index] = library.difference(w, library.scaled(ofW, problem.learningRate));
        weights[2 * index + 1] = library.difference(b, library.scaled(ofB, problem.learningRate));
      }
      return loss;
    },
    results: () => weights.map(library.entries),
  };
}

function recurrent<M>(library: MatrixLibrary<M>, problem: RecurrentProblem): Attempt {
  const { from, product, transposed, sum, difference, entrywiseProduct, scaled, map } = library;
  const inputs = problem.inputs.map(from);
  const inputsTransposed = inputs.map(transposed);
  const targets = from(problem.targets);
  const batch = problem.targets.rows;
  const hidden = problem.ofState.rows;
  const weights = trainedMatrices(problem).map(from) as [M, M, M, M, M];
  const zero = scaled(product(inputs[0] as M, library.columns(weights[0], 0, hidden)), 0);
  const gate = (z: M, place: number) => library.columns(z, place * hidden, (place + 1) * hidden);
  const { value: tanh, slope: tanhSlope } = functions.tanh;
  const { slope: sigmoidSlope } = functions.sigmoid;

  const forward = (x: M, h: M, c: M) => {
    const z = sum(library.withRow(product(x, weights[0]), weights[1]), product(h, weights[2]));
    const i = map(gate(z, 0), sigmoid);
    const f = map(gate(z, 1), sigmoid);
    const g = map(gate(z, 2), tanh);
    const o = map(gate(z, 3), sigmoid);
    const newC = sum(entrywiseProduct(f, c), entrywiseProduct(i, g));
    const tanhC = map(newC, tanh);
    return { i, f, g, o, c: newC, tanhC, h: entrywiseProduct(o, tanhC) };
  };

  return {
    step() {
      const [, , u, v, d] = weights;
      const moments = [{ i: zero, f: zero, g: zero, o: zero, c: zero, tanhC: zero, h: zero }];
      for (const x of inputs) {
        const { h, c } = moments.at(-1) as (typeof moments)[number];
        moments.push(forward(x, h, c));
      }
      const last = (moments.at(-1) as (typeof moments)[number]).h;
      const error = difference(library.withRow(product(last, v), d), targets);
      const loss = mean(library.entries(error).map((entry) => entry * entry));
      const ofPrediction = scaled(error, 2 / batch);
      const uTransposed = transposed(u);
      let ofH = product(ofPrediction, transposed(v));
      let ofC = zero;
      let [ofW, ofB, ofU] = [weights[0], weights[1], u].map((weight) => scaled(weight, 0)) as [M, M, M];
      for (let time = inputs.length; time > 0; time--) {
        const { i, f, g, o, tanhC } = moments[time] as (typeof moments)[number];
        const before = moments[time - 1] as (typeof moments)[number];
        ofC = sum(ofC, entrywiseProduct(entrywiseProduct(ofH, o), map(tanhC, tanhSlope)));
        const ofZ = library.beside([
          entrywiseProduct(entrywiseProduct(ofC, g), map(i, sigmoidSlope)),
          entrywiseProduct(entrywiseProduct(ofC, before.c), map(f, sigmoidSlope)),
          entrywiseProduct(entrywiseProduct(ofC, i), map(g, tanhSlope)),
          entrywiseProduct(entrywiseProduct(ofH, tanhC), map(o, sigmoidSlope)),
        ]);
        ofW = sum(ofW, product(inputsTransposed[time - 1] as M, ofZ));
        ofB = sum(ofB, library.columnSums(ofZ));
        ofU = sum(ofU, product(transposed(before.h), ofZ));
        ofH = product(ofZ, uTransposed);
        ofC = entrywiseProduct(ofC, f);
      }
      const gradients = [
        ofW,
        ofB,
        ofU,
        product(transposed(last), ofPrediction),
        library.columnSums(ofPrediction),
      ];
      gradients.forEach((gradient, place) => {
        weights[place] = difference(weights[place] as M, scaled(gradient, problem.learningRate));
      });
      return loss;
    },
    results: () => weights.map(library.entries),
  };
}

function elementwise<M>(library: MatrixLibrary<M>, problem: ElementwiseProblem): Attempt {
  const x = library.from(problem.inputs);
  let total = library.scaled(x, 0);
  return {
    note: "GELU is ours",
    step() {
      library.map(x, gelu.value);
      const ofTanh = library.map(library.map(x, Math.tanh), functions.tanh.slope);
      const ofSigmoid = library.map(library.map(x, sigmoid), functions.sigmoid.slope);
      total = library.sum(library.sum(library.map(x, gelu.derivative), ofTanh), ofSigmoid);
      return undefined;
    },
    results: () => [library.entries(total)],
  };
}
