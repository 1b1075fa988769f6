import type { Matrix } from "@vanishing/core";
import { type DenseProblem, type RecurrentProblem, trainedMatrices } from "../workloads/problem.ts";
import type { Attempt, Contender, Started } from "./contender.ts";
import { columnsOf, nestedRows } from "./nested-rows.ts";

interface Tensor {
  /** One row, as its own layers have their bias, or rows. */
  readonly data: number[] | number[][];
  readonly grad: number[] | number[][];
  add(b: Tensor | number): Tensor;
  sub(b: Tensor): Tensor;
  div(b: Tensor): Tensor;
  mul(b: Tensor | number): Tensor;
  matmul(b: Tensor): Tensor;
  pow(exponent: number): Tensor;
  exp(): Tensor;
  log(): Tensor;
  reshape(shape: number[]): Tensor;
  mean(dimension: number): Tensor;
  backward(): void;
  zero_grad(): void;
}

/** What is used of JS-PyTorch. */
export interface JsPytorch {
  torch: {
    tensor(entries: number[] | number[][], requiresGrad?: boolean): Tensor;
    zeros(shape: number[]): Tensor;
  };
}

/** JS-PyTorch on the processor. It has Adam as its only optimiser, so that the update is written by hand. */
export function jsPytorch({ torch }: JsPytorch, version: string): Contender {
  return {
    name: "JS-PyTorch",
    version,
    note: "float64, sigmoid and tanh from exp",
    start(problem): Started {
      switch (problem.kind) {
        case "dense":
          if (problem.layers.some(({ activation }) => activation === "relu")) {
            return {
              cannot: "its ReLU passes on a thousandth of what is negative, which is another network",
            };
          }
          return dense(torch, problem);
        case "recurrent":
          return recurrent(torch, problem);
        case "elementwise":
          return { cannot: "it has no error function, so no GELU" };
      }
    },
  };
}

/** eˣ / (eˣ + 1), because its powers are those with a positive whole exponent. */
function sigmoid(x: Tensor): Tensor {
  const power = x.exp();
  return power.div(power.add(1));
}

/** (e²ˣ − 1) / (e²ˣ + 1) */
function tanh(x: Tensor): Tensor {
  const power = x.mul(2).exp();
  return power.add(-1).div(power.add(1));
}

/** Each weight goes down along its gradient, and forgets the gradient. */
function descend(weights: readonly Tensor[], learningRate: number): void {
  for (const weight of weights) {
    const [data, grad] = [rowsOf(weight.data), rowsOf(weight.grad)];
    for (let row = 0; row < data.length; row++) {
      const [entries, slopes] = [data[row] as number[], grad[row] as number[]];
      for (let at = 0; at < entries.length; at++) {
        entries[at] = (entries[at] as number) - learningRate * (slopes[at] as number);
      }
    }
    weight.zero_grad();
  }
}

function rowsOf(entries: number[] | number[][]): number[][] {
  return typeof entries[0] === "number" ? [entries as number[]] : (entries as number[][]);
}

/** A weight, or a bias as one row without the batch's dimension, which is what this engine repeats. */
function weightOf(torch: JsPytorch["torch"], m: Matrix): Tensor {
  return torch.tensor(m.rows === 1 ? Array.from(m.data) : nestedRows(m), true);
}

function meanOfAll(x: Tensor, entries: number): Tensor {
  return x.reshape([entries]).mean(0);
}

function lossIn(loss: Tensor): number {
  return ([loss.data].flat(2) as number[])[0] as number;
}

function dense(torch: JsPytorch["torch"], problem: DenseProblem): Attempt {
  const x = torch.tensor(nestedRows(problem.inputs));
  const targets = torch.tensor(nestedRows(problem.targets));
  const weights = trainedMatrices(problem).map((weight) => weightOf(torch, weight));
  const { length } = problem.targets.data;
  return {
    ...(problem.readsNorms && { note: "norms of the gradients of weights and biases only" }),
    step() {
      const output = problem.layers.reduce((h, { activation }, index) => {
        const [w, b] = weights.slice(2 * index, 2 * index + 2) as [Tensor, Tensor];
        const z = h.matmul(w).add(b);
        if (activation === undefined) return z;
        return activation === "tanh" ? tanh(z) : sigmoid(z);
      }, x);
      const losses =
        problem.loss === "meanSquaredError"
          ? output.sub(targets).pow(2)
          : output.exp().add(1).log().sub(output.mul(targets));
      const loss = meanOfAll(losses, length);
      loss.backward();
      if (problem.readsNorms) {
        const squares = weights.map(({ grad }) =>
          rowsOf(grad)
            .flat()
            .reduce((sum, entry) => sum + entry * entry, 0),
        );
        if (!squares.every(Number.isFinite)) throw new Error("A layer has no finite gradient.");
      }
      descend(weights, problem.learningRate);
      return lossIn(loss);
    },
    results: () => weights.map(({ data }) => data.flat()),
  };
}

function recurrent(torch: JsPytorch["torch"], problem: RecurrentProblem): Attempt {
  const hidden = problem.ofState.rows;
  const size = [problem.targets.rows, hidden];
  const inputs = problem.inputs.map((input) => torch.tensor(nestedRows(input)));
  const targets = torch.tensor(nestedRows(problem.targets));
  const { ofInput, ofState, readout } = problem;
  // It cannot take some columns of a tensor, so that each gate has weights of its own.
  const gates = [ofInput.weight, ofInput.bias, ofState].map((joined) =>
    [0, 1, 2, 3].map((gate) => weightOf(torch, columnsOf(joined, gate * hidden, (gate + 1) * hidden))),
  ) as [Tensor[], Tensor[], Tensor[]];
  const [v, d] = [readout.weight, readout.bias].map((m) => weightOf(torch, m)) as [Tensor, Tensor];
  const [w, b, u] = gates;
  return {
    note: "the gates' weights apart",
    step() {
      let h = torch.zeros(size);
      let c = torch.zeros(size);
      for (const x of inputs) {
        const [i, f, g, o] = [0, 1, 2, 3].map((gate) =>
          x
            .matmul(w[gate] as Tensor)
            .add(b[gate] as Tensor)
            .add(h.matmul(u[gate] as Tensor)),
        ) as [Tensor, Tensor, Tensor, Tensor];
        c = sigmoid(f)
          .mul(c)
          .add(sigmoid(i).mul(tanh(g)));
        h = sigmoid(o).mul(tanh(c));
      }
      const loss = meanOfAll(h.matmul(v).add(d).sub(targets).pow(2), problem.targets.data.length);
      loss.backward();
      descend([...gates.flat(), v, d], problem.learningRate);
      return lossIn(loss);
    },
    results: () => [
      ...gates.map((four) =>
        rowsOf((four[0] as Tensor).data).flatMap((_, row) =>
          four.flatMap(({ data }) => rowsOf(data)[row] as number[]),
        ),
      ),
      v.data.flat(),
      d.data.flat(),
    ],
  };
}
