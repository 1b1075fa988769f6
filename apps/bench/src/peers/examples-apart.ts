import type { Matrix } from "@vanishing/core";
import type { DenseProblem } from "../workloads/problem.ts";
import type { Attempt } from "./contender.ts";
import { attempt } from "./ours.ts";

/**
 * A dense problem by steps after each example, as some engines train: the update of one example is the share that it has in the
 * update of the whole batch, but the next one starts from the weights that it has changed. The loss is the mean of what each
 * example has found.
 */
export function examplesApart(problem: DenseProblem): Attempt {
  const batch = problem.inputs.rows;
  const layers = problem.layers.map(({ weight, bias, activation }) => ({
    weight: copied(weight),
    bias: copied(bias),
    activation,
  }));
  const singles = Array.from({ length: batch }, (_, row) =>
    attempt({
      ...problem,
      layers,
      inputs: rowOf(problem.inputs, row),
      targets: rowOf(problem.targets, row),
      learningRate: problem.learningRate / batch,
    }),
  );
  return {
    step() {
      const losses = singles.map((single) => single.step() as number);
      return losses.reduce((sum, loss) => sum + loss, 0) / batch;
    },
    results: () => layers.flatMap(({ weight, bias }) => [weight.data, bias.data]),
  };
}

function copied({ rows, columns, data }: Matrix): Matrix {
  return { rows, columns, data: data.slice() };
}

function rowOf({ columns, data }: Matrix, row: number): Matrix {
  return { rows: 1, columns, data: data.slice(row * columns, (row + 1) * columns) };
}
