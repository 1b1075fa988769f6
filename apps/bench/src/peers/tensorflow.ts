import { type Matrix, matrix } from "@vanishing/core";
import type { DenseProblem, ElementwiseProblem, RecurrentProblem } from "../workloads/problem.ts";
import type { Attempt, Contender } from "./contender.ts";
import { columnsOf, sideBySide } from "./nested-rows.ts";

interface Tensor {
  dataSync(): Float32Array;
  dispose(): void;
  add(b: Tensor | number): Tensor;
  div(b: number): Tensor;
  mul(b: Tensor | number): Tensor;
  erf(): Tensor;
  tanh(): Tensor;
  sigmoid(): Tensor;
  relu(): Tensor;
}

interface Optimizer {
  minimize(f: () => Tensor, returnCost: true, variables: Tensor[]): Tensor;
  applyGradients(gradients: Record<string, Tensor>): void;
  dispose(): void;
}

/** What is used of TensorFlow.js. */
export interface TensorFlow {
  env(): { set(flag: string, value: boolean): void };
  setBackend(name: string): Promise<boolean>;
  memory(): { numTensors: number };
  tidy<T>(f: () => T): T;
  dispose(tensors: Tensor[]): void;
  tensor1d(values: ArrayLike<number>): Tensor;
  tensor2d(values: ArrayLike<number>, shape: [number, number]): Tensor;
  scalar(value: number): Tensor;
  zeros(shape: [number, number]): Tensor;
  ones(shape: [number, number]): Tensor;
  variable(tensor: Tensor, trainable: boolean, name: string): Tensor;
  stack(tensors: Tensor[]): Tensor;
  norm(tensor: Tensor): Tensor;
  mean(tensor: Tensor): Tensor;
  squaredDifference(a: Tensor, b: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  fused: { matMul(call: { a: Tensor; b: Tensor; bias: Tensor; activation: "linear" }): Tensor };
  losses: { sigmoidCrossEntropy(labels: Tensor, logits: Tensor): Tensor };
  basicLSTMCell(
    forgetBias: Tensor,
    kernel: Tensor,
    bias: Tensor,
    data: Tensor,
    c: Tensor,
    h: Tensor,
  ): [Tensor, Tensor];
  train: { sgd(learningRate: number): Optimizer };
  variableGrads(f: () => Tensor, variables: Tensor[]): { value: Tensor; grads: Record<string, Tensor> };
  valueAndGrad(f: (x: Tensor) => Tensor): (x: Tensor, dy: Tensor) => { value: Tensor; grad: Tensor };
}

/**
 * TensorFlow.js on one of its backends: layers as `tf.fused.matMul`, cells as `tf.basicLSTMCell`, trained by `tf.train.sgd`.
 * Both backends compute while they are called; reading the loss is the wait.
 */
export function tensorFlow(tf: TensorFlow, backend: "cpu" | "wasm", version: string): Contender {
  return {
    name: `TensorFlow.js, ${backend}`,
    version,
    ...(backend === "wasm" && { note: "one thread" }),
    async start(problem) {
      const ready = async () => {
        // Else the backend would start workers where the page may.
        if (backend === "wasm") tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
        if (!(await tf.setBackend(backend)))
          throw new Error(`TensorFlow.js did not start its backend ${backend}.`);
      };
      await ready();
      switch (problem.kind) {
        case "dense":
          return { ready, ...dense(tf, problem) };
        case "recurrent":
          return { ready, ...recurrent(tf, problem) };
        case "elementwise":
          return { ready, ...elementwise(tf, problem) };
      }
    },
  };
}

let started = 0;

/** Variables, whose names TensorFlow.js wants to be new. */
function variables(tf: TensorFlow, tensors: readonly Tensor[]): Tensor[] {
  started++;
  return tensors.map((tensor, place) => {
    const variable = tf.variable(tensor, true, `weight ${started}.${place}`);
    tensor.dispose();
    return variable;
  });
}

const tensor = (tf: TensorFlow, { rows, columns, data }: Matrix) => tf.tensor2d(data, [rows, columns]);

function dense(tf: TensorFlow, problem: DenseProblem): Attempt {
  const x = tensor(tf, problem.inputs);
  const targets = tensor(tf, problem.targets);
  const weights = variables(
    tf,
    problem.layers.flatMap(({ weight, bias }) => [tensor(tf, weight), tf.tensor1d(bias.data)]),
  );
  const optimizer = tf.train.sgd(problem.learningRate);
  const loss = () => {
    let h = x;
    problem.layers.forEach(({ activation }, index) => {
      const [b, bias] = weights.slice(2 * index, 2 * index + 2) as [Tensor, Tensor];
      const z = tf.fused.matMul({ a: h, b, bias, activation: "linear" });
      h = activation === undefined ? z : z[activation]();
    });
    return problem.loss === "meanSquaredError"
      ? tf.mean(tf.squaredDifference(h, targets))
      : tf.losses.sigmoidCrossEntropy(targets, h);
  };
  return {
    ...(problem.readsNorms && { note: "norms of the gradients of weights and biases only" }),
    ...trained(tf, optimizer, loss, weights, problem.readsNorms),
    results: () => weights.map((weight) => weight.dataSync()),
    stop() {
      optimizer.dispose();
      tf.dispose([x, targets, ...weights]);
    },
  };
}

function trained(
  tf: TensorFlow,
  optimizer: Optimizer,
  loss: () => Tensor,
  weights: readonly Tensor[],
  readsNorms: boolean,
): Pick<Attempt, "step" | "held"> {
  return {
    held: () => tf.memory().numTensors,
    step: () =>
      tf.tidy(() => {
        if (!readsNorms) return optimizer.minimize(loss, true, [...weights]).dataSync()[0];
        const { value, grads } = tf.variableGrads(loss, [...weights]);
        const norms = tf.stack(Object.values(grads).map((gradient) => tf.norm(gradient))).dataSync();
        if (!norms.every(Number.isFinite)) throw new Error("A layer has no finite gradient.");
        optimizer.applyGradients(grads);
        return value.dataSync()[0];
      }),
  };
}

function recurrent(tf: TensorFlow, problem: RecurrentProblem): Attempt {
  const { ofInput, ofState, readout, targets } = problem;
  const hidden = ofState.rows;
  const features = ofInput.weight.rows;
  const xs = problem.inputs.map((input) => tensor(tf, input));
  const target = tensor(tf, targets);
  // The rows of the input stand above those of the state, and the gates in another order.
  const kernel = matrix(features + hidden, 4 * hidden);
  kernel.data.set(inItsOrder(ofInput.weight).data);
  kernel.data.set(inItsOrder(ofState).data, features * 4 * hidden);
  const weights = variables(tf, [
    tensor(tf, kernel),
    tf.tensor1d(inItsOrder(ofInput.bias).data),
    tensor(tf, readout.weight),
    tf.tensor1d(readout.bias.data),
  ]) as [Tensor, Tensor, Tensor, Tensor];
  const forgetBias = tf.scalar(0);
  const optimizer = tf.train.sgd(problem.learningRate);
  const loss = () => {
    let c = tf.zeros([targets.rows, hidden]);
    let h = tf.zeros([targets.rows, hidden]);
    for (const x of xs) [c, h] = tf.basicLSTMCell(forgetBias, weights[0], weights[1], x, c, h);
    return tf.mean(tf.squaredDifference(tf.matMul(h, weights[2]).add(weights[3]), target));
  };
  return {
    ...trained(tf, optimizer, loss, weights, false),
    results() {
      const [both, bias, ...read] = weights.map((weight) => weight.dataSync()) as [
        Float32Array,
        Float32Array,
      ];
      const split = features * 4 * hidden;
      return [
        inOurOrder(matrix(features, 4 * hidden, both.subarray(0, split))).data,
        inOurOrder(matrix(1, 4 * hidden, bias)).data,
        inOurOrder(matrix(hidden, 4 * hidden, both.subarray(split))).data,
        ...(read as Float32Array[]),
      ];
    },
    stop() {
      optimizer.dispose();
      tf.dispose([...xs, target, forgetBias, ...weights]);
    },
  };
}

/** `basicLSTMCell` has its gates as i, g, f, o, the problem as i, f, g, o. */
function inItsOrder(gates: Matrix): Matrix {
  const hidden = gates.columns / 4;
  return sideBySide([0, 2, 1, 3].map((gate) => columnsOf(gates, gate * hidden, (gate + 1) * hidden)));
}

/** The exchange of two gates is undone by another one. */
const inOurOrder = inItsOrder;

function elementwise(tf: TensorFlow, { inputs }: ElementwiseProblem): Attempt {
  const x = tensor(tf, inputs);
  const ones = tf.ones([inputs.rows, inputs.columns]);
  const functions = [
    (x: Tensor) => x.mul(0.5).mul(x.div(Math.SQRT2).erf().add(1)),
    (x: Tensor) => x.tanh(),
    (x: Tensor) => x.sigmoid(),
  ];
  let sum = tf.zeros([inputs.rows, inputs.columns]);
  return {
    held: () => tf.memory().numTensors,
    step() {
      const next = tf.tidy(() =>
        functions
          .map((f) => tf.valueAndGrad(f)(x, ones).grad)
          .reduce((total, gradient) => total.add(gradient)),
      );
      next.dataSync();
      sum.dispose();
      sum = next;
      return undefined;
    },
    results: () => [sum.dataSync()],
    stop: () => tf.dispose([x, ones, sum]),
  };
}
