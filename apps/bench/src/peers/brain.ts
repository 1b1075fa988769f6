import type { DenseProblem } from "../workloads/problem.ts";
import type { Attempt, Contender, Started } from "./contender.ts";
import { examplesApart } from "./examples-apart.ts";
import { nestedRows, transposed } from "./nested-rows.ts";

interface BrainLayer {
  [node: string]: { bias: number; weights: Record<string, number> };
}

interface NeuralNetwork {
  fromJSON(json: {
    sizes: number[];
    activation: string;
    layers: (BrainLayer | Record<string, object>)[];
  }): unknown;
  train(
    data: { input: number[]; output: number[] }[],
    options: { iterations: number; errorThresh: number; learningRate: number; momentum: number },
  ): { error: number };
  /** By layer, node and source; the first layer has none. */
  weights: ArrayLike<number>[][];
  biases: ArrayLike<number>[];
}

/** What is used of brain.js. */
export interface Brain {
  NeuralNetwork: new (options: { activation: string }) => NeuralNetwork;
}

/** brain.js on the processor: `train` with one iteration. It changes the weights after each example. */
export function brain(library: Brain, version: string): Contender {
  return {
    name: "brain.js",
    version,
    note: "float32 and float64, weights change after each example",
    start(problem): Started {
      if (problem.kind === "recurrent") {
        return { cannot: "its LSTM takes one sequence at a time, and trains by a rule of its own" };
      }
      if (problem.kind === "elementwise") return { cannot: "it computes whole networks only" };
      if (problem.loss === "binaryCrossEntropy") return { cannot: "it has the squared error only" };
      return dense(library, problem);
    },
  };
}

function dense(library: Brain, problem: DenseProblem): Attempt {
  const activation = problem.layers[0]?.activation ?? "sigmoid";
  const net = new library.NeuralNetwork({ activation });
  const features = problem.inputs.columns;
  net.fromJSON({
    sizes: [features, ...problem.layers.map(({ bias }) => bias.columns)],
    activation,
    layers: [
      Object.fromEntries(Array.from({ length: features }, (_, node) => [node, {}])),
      ...problem.layers.map(({ weight, bias }) =>
        Object.fromEntries(
          nestedRows(transposed(weight)).map((weights, node) => [
            node,
            { bias: bias.data[node] as number, weights: { ...weights } },
          ]),
        ),
      ),
    ],
  });
  const outputs = nestedRows(problem.targets);
  const data = nestedRows(problem.inputs).map((input, row) => ({ input, output: outputs[row] as number[] }));
  const options = {
    iterations: 1,
    errorThresh: Number.MIN_VALUE,
    // Its rule is w + rate · (target − output) · …, for one example; 0 is not allowed for the momentum.
    learningRate: (2 * problem.learningRate) / problem.targets.data.length,
    momentum: Number.MIN_VALUE,
  };
  return {
    ...(problem.readsNorms && { note: "no norms: it does not give its gradients out" }),
    step: () => net.train(data, options).error,
    results: () =>
      problem.layers.flatMap(({ weight }, index) => {
        const ofLayer = net.weights[index + 1] ?? [];
        const weights = Float64Array.from(
          { length: weight.rows * weight.columns },
          (_, at) => ofLayer[at % weight.columns]?.[Math.floor(at / weight.columns)] as number,
        );
        return [weights, net.biases[index + 1] ?? []];
      }),
    reference: examplesApart(problem),
  };
}
