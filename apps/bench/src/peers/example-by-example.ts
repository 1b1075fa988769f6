import type { Matrix } from "@vanishing/core";
import type { DenseProblem } from "../workloads/problem.ts";
import type { Attempt, CannotExpress } from "./contender.ts";
import { nestedRows } from "./nested-rows.ts";

/** A fully connected layer of an engine in the manner of ConvNetJS: one vector of weights for each node. */
export interface NodeWeights {
  readonly filters: readonly { w: { [at: number]: number; length: number } }[];
  readonly biases: { w: { [at: number]: number; length: number } };
}

/** An engine in the manner of ConvNetJS, ready to train. */
export interface ExampleTrainer {
  /** The fully connected layers, in order. */
  readonly layers: readonly NodeWeights[];
  /** Trains on one example, and updates after the last one of each batch. @returns (h − target)² summed over the outputs, times `lossFactor` */
  train(input: Float32Array, target: number[]): number;
  readonly lossFactor: number;
}

/** Where engines in the manner of ConvNetJS have no way, or undefined. */
export function cannotByExamples(problem: { readonly kind: string }): CannotExpress | undefined {
  if (problem.kind === "recurrent") return { cannot: "it has no recurrent layers" };
  if (problem.kind === "elementwise") return { cannot: "it has no GELU" };
  return undefined;
}

/** W1 for these engines. */
export const noCrossEntropy: CannotExpress = {
  cannot: "it has no binary cross-entropy; a softmax over two classes has other weights",
};

/**
 * Their learning rate: they descend along the gradient of ½ Σ (h − target)², the mean over the batch, where the problem has the
 * mean over the outputs too.
 */
export function rateOf(problem: DenseProblem): number {
  return (2 * problem.learningRate) / problem.targets.columns;
}

/** A dense problem, example by example, whose gradients add up to one update of the whole batch. */
export function byExamples(problem: DenseProblem, trainer: ExampleTrainer): Attempt {
  problem.layers.forEach(({ weight, bias }, index) => {
    const layer = trainer.layers[index] as NodeWeights;
    layer.filters.forEach(({ w }, node) => {
      for (let source = 0; source < weight.rows; source++) {
        w[source] = weight.data[source * weight.columns + node] as number;
      }
      layer.biases.w[node] = bias.data[node] as number;
    });
  });
  const inputs = rowsOf(problem.inputs);
  const targets = nestedRows(problem.targets);
  return {
    ...(problem.readsNorms && { note: "no norms: its trainer clears the gradients" }),
    step() {
      const losses = inputs.map((input, row) => trainer.train(input, targets[row] as number[]));
      const total = losses.reduce((sum, loss) => sum + loss, 0);
      return total / trainer.lossFactor / problem.targets.data.length;
    },
    results: () =>
      problem.layers.flatMap(({ weight }, index) => {
        const { filters, biases } = trainer.layers[index] as NodeWeights;
        const weights = Float64Array.from(
          { length: weight.rows * weight.columns },
          (_, at) => filters[at % weight.columns]?.w[Math.floor(at / weight.columns)] as number,
        );
        return [weights, Array.from(biases.w as ArrayLike<number>)];
      }),
  };
}

function rowsOf({ rows, columns, data }: Matrix): Float32Array[] {
  return Array.from({ length: rows }, (_, row) =>
    Float32Array.from(data.subarray(row * columns, (row + 1) * columns)),
  );
}
