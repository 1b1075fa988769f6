import type { Contender, Started } from "./contender.ts";
import {
  byExamples,
  cannotByExamples,
  type NodeWeights,
  noCrossEntropy,
  rateOf,
} from "./example-by-example.ts";

/** What is used of toygrad. */
export interface ToyGrad {
  NeuralNetwork: new (options: { layers: object[] }) => { layers: (Partial<NodeWeights> & object)[] };
  Tensor: new (width: number, height: number, depth: number, values: Float32Array) => object;
  Trainers: {
    SGD: new (
      network: object,
      options: { learningRate: number; momentum: number; batchSize: number },
    ) => { train(input: object, target: number[]): { cost: number } };
  };
}

/** toygrad, ConvNetJS in float32: its trainer takes one example after the other, and updates once a batch. */
export function toyGrad(library: ToyGrad, version: string): Contender {
  return {
    name: "toygrad",
    version,
    note: "an example at a time",
    start(problem): Started {
      if (problem.kind !== "dense") return cannotByExamples(problem) as Started;
      if (problem.loss === "binaryCrossEntropy") return noCrossEntropy;
      const network = new library.NeuralNetwork({
        layers: [
          { type: "input", sx: 1, sy: 1, sz: problem.inputs.columns },
          ...problem.layers.flatMap(({ bias, activation }) => [
            { type: "dense", filters: bias.columns },
            ...(activation === undefined ? [] : [{ type: activation }]),
          ]),
          { type: "regression" },
        ],
      });
      const trainer = new library.Trainers.SGD(network, {
        learningRate: rateOf(problem),
        momentum: 0,
        batchSize: problem.inputs.rows,
      });
      return byExamples(problem, {
        layers: network.layers.filter((layer): layer is NodeWeights => layer.filters !== undefined),
        lossFactor: 0.5,
        train: (input, target) => trainer.train(new library.Tensor(1, 1, input.length, input), target).cost,
      });
    },
  };
}
