import type { Matrix } from "@vanishing/core";

/** The data and first weights of a workload, as plain numbers: what any engine needs to compute the same. */
export type Problem = DenseProblem | RecurrentProblem | ElementwiseProblem;

/**
 * Gradient descent on a stack of layers f(x·W + b), all examples in one batch. With h the output of the last layer, the loss is
 * the mean over all entries of (h − target)², or of the binary cross-entropy of the logits h.
 */
export interface DenseProblem {
  readonly kind: "dense";
  /** `(batch, features)` */
  readonly inputs: Matrix;
  /** `(batch, outputs)`; 0 and 1 for the cross-entropy. */
  readonly targets: Matrix;
  readonly layers: readonly DenseLayer[];
  readonly loss: "meanSquaredError" | "binaryCrossEntropy";
  readonly learningRate: number;
  /** Whether each step reads the norm of every gradient. */
  readonly readsNorms: boolean;
}

/** W `(fan-in, fan-out)`, b `(1, fan-out)`, and f, the identity where it is undefined. Training changes the two matrices. */
export interface DenseLayer {
  readonly weight: Matrix;
  readonly bias: Matrix;
  readonly activation: "sigmoid" | "tanh" | "relu" | undefined;
}

/**
 * Gradient descent on an LSTM through all of its time. From h = c = 0, each input x gives z = x·W + b + h·U, whose four blocks of
 * columns are i, f, g and o; c ← σ(f) c + σ(i) tanh(g), h ← σ(o) tanh(c). The loss is the mean of (h·V + d − target)² at the end.
 */
export interface RecurrentProblem {
  readonly kind: "recurrent";
  /** One `(batch, features)` for each point in time. */
  readonly inputs: readonly Matrix[];
  /** `(batch, 1)` */
  readonly targets: Matrix;
  /** W `(features, 4 · hidden)` and b `(1, 4 · hidden)`. */
  readonly ofInput: { readonly weight: Matrix; readonly bias: Matrix };
  /** U `(hidden, 4 · hidden)`. */
  readonly ofState: Matrix;
  /** V `(hidden, 1)` and d `(1, 1)`. */
  readonly readout: { readonly weight: Matrix; readonly bias: Matrix };
  readonly learningRate: number;
}

/** The values f(x), and the sum of the derivatives f′(x), of GELU, tanh and the sigmoid at every entry of a matrix. */
export interface ElementwiseProblem {
  readonly kind: "elementwise";
  readonly inputs: Matrix;
}

/** What training changes, in the order in which every engine lists it: weight before bias, layer after layer; W, b, U, V, d. */
export function trainedMatrices(problem: DenseProblem | RecurrentProblem): Matrix[] {
  if (problem.kind === "dense") return problem.layers.flatMap(({ weight, bias }) => [weight, bias]);
  const { ofInput, ofState, readout } = problem;
  return [ofInput.weight, ofInput.bias, ofState, readout.weight, readout.bias];
}
