import type { Matrix } from "@vanishing/core";
import {
  type DenseProblem,
  type ElementwiseProblem,
  type RecurrentProblem,
  trainedMatrices,
} from "../workloads/problem.ts";
import type { Attempt, Contender } from "./contender.ts";

/** An array of jax-js. Whoever is passed one frees it, unless he is passed `ref`. */
interface JaxArray {
  readonly ref: JaxArray;
  add(b: JaxArray): JaxArray;
  sub(b: JaxArray): JaxArray;
  mul(b: JaxArray | number): JaxArray;
  sum(): JaxArray;
  mean(): JaxArray;
  reshape(shape: number[]): JaxArray;
  data(): Promise<Float32Array>;
  dispose(): void;
}

type Step = (...given: JaxArray[]) => JaxArray[];

/** What is used of jax-js. */
export interface Jax {
  init(...devices: string[]): Promise<string[]>;
  defaultDevice(device: string): string;
  blockUntilReady(arrays: JaxArray[]): Promise<unknown>;
  jit(f: Step): Step & { dispose(): void };
  valueAndGrad(
    f: (...given: JaxArray[]) => JaxArray,
    options: { argnums: number[] },
  ): (...given: JaxArray[]) => [JaxArray, JaxArray[]];
  numpy: {
    array(values: Float32Array): JaxArray;
    zeros(shape: number[]): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    square(a: JaxArray): JaxArray;
    sqrt(a: JaxArray): JaxArray;
    tanh(a: JaxArray): JaxArray;
    split(a: JaxArray, parts: number, axis: number): JaxArray[];
    stack(arrays: JaxArray[]): JaxArray;
  };
  nn: {
    gelu(a: JaxArray, options: { approximate: boolean }): JaxArray;
    relu(a: JaxArray): JaxArray;
    sigmoid(a: JaxArray): JaxArray;
    softplus(a: JaxArray): JaxArray;
  };
}

/**
 * jax-js on WebAssembly: a step is one function of weights and data, `valueAndGrad` and the update, as a whole through `jit` or not.
 * It starts workers only in a page that may share memory, which the bench's page may not.
 */
export function jax(library: Jax, way: "jit" | "eager", version: string): Contender {
  return {
    name: `jax-js, wasm, ${way}`,
    version,
    note: way === "jit" ? "one thread" : "one thread, keeps a little memory of each step",
    async start(problem) {
      await library.init("wasm");
      library.defaultDevice("wasm");
      switch (problem.kind) {
        case "dense":
          return dense(library, way, problem);
        case "recurrent":
          return recurrent(library, way, problem);
        case "elementwise":
          return elementwise(library, way, problem);
      }
    },
  };
}

function arrayOf({ numpy }: Jax, { rows, columns, data }: Matrix): JaxArray {
  return numpy.array(new Float32Array(data)).reshape([rows, columns]);
}

function dense(library: Jax, way: "jit" | "eager", problem: DenseProblem): Attempt {
  const { nn, numpy } = library;
  const functions = { sigmoid: nn.sigmoid, tanh: numpy.tanh, relu: nn.relu };
  return trained(library, way, problem, problem.readsNorms, (weights, x, targets) => {
    const output = problem.layers.reduce((h, { activation }, index) => {
      const [w, b] = weights.slice(2 * index, 2 * index + 2) as [JaxArray, JaxArray];
      const z = numpy.matmul(h, w).add(b);
      return activation === undefined ? z : functions[activation](z);
    }, x as JaxArray);
    return problem.loss === "meanSquaredError"
      ? numpy.square(output.sub(targets as JaxArray)).mean()
      : nn
          .softplus(output.ref)
          .sub(output.mul(targets as JaxArray))
          .mean();
  });
}

function recurrent(library: Jax, way: "jit" | "eager", problem: RecurrentProblem): Attempt {
  const { nn, numpy } = library;
  const size = [problem.targets.rows, problem.ofState.rows];
  return trained(library, way, problem, false, (weights, ...data) => {
    const [w, b, u, v, d] = weights as [JaxArray, JaxArray, JaxArray, JaxArray, JaxArray];
    const targets = data.pop() as JaxArray;
    let h = numpy.zeros(size);
    let c = numpy.zeros(size);
    for (const x of data) {
      const z = numpy.matmul(x, w.ref).add(b.ref).add(numpy.matmul(h, u.ref));
      const [i, f, g, o] = numpy.split(z, 4, 1) as [JaxArray, JaxArray, JaxArray, JaxArray];
      c = nn
        .sigmoid(f)
        .mul(c)
        .add(nn.sigmoid(i).mul(numpy.tanh(g)));
      h = nn.sigmoid(o).mul(numpy.tanh(c.ref));
    }
    for (const used of [w, b, u, c]) used.dispose();
    return numpy.square(numpy.matmul(h, v).add(d).sub(targets)).mean();
  });
}

function trained(
  library: Jax,
  way: "jit" | "eager",
  problem: DenseProblem | RecurrentProblem,
  readsNorms: boolean,
  lossOf: (weights: JaxArray[], ...data: JaxArray[]) => JaxArray,
): Attempt {
  const { numpy } = library;
  let weights = trainedMatrices(problem).map((weight) => arrayOf(library, weight));
  const count = weights.length;
  const data = [problem.inputs, problem.targets].flat().map((m) => arrayOf(library, m));
  const gradient = library.valueAndGrad((...given) => lossOf(given.slice(0, count), ...given.slice(count)), {
    argnums: weights.map((_, place) => place),
  });
  const step: Step = (...given) => {
    const old = given.slice(0, count);
    const [loss, gradients] = gradient(...old.map(({ ref }) => ref), ...given.slice(count));
    const norms = readsNorms
      ? [numpy.stack(gradients.map(({ ref }) => numpy.sqrt(numpy.square(ref).sum())))]
      : [];
    const next = old.map((weight, place) =>
      weight.sub((gradients[place] as JaxArray).mul(problem.learningRate)),
    );
    return [...next, loss, ...norms];
  };
  const compiled = way === "jit" ? library.jit(step) : undefined;
  return {
    ...(readsNorms && { note: "norms of the gradients of weights and biases only" }),
    compiles: way === "jit",
    async step() {
      const made = (compiled ?? step)(...weights, ...data.map(({ ref }) => ref));
      weights = made.slice(0, count);
      await library.blockUntilReady(weights);
      const [loss, norms] = await Promise.all(made.slice(count).map((array) => array.data()));
      if (norms?.every(Number.isFinite) === false) throw new Error("A layer has no finite gradient.");
      return loss?.[0];
    },
    results: () => Promise.all(weights.map(({ ref }) => ref.data())),
    stop() {
      for (const array of [...weights, ...data]) array.dispose();
      compiled?.dispose();
    },
  };
}

function elementwise(library: Jax, way: "jit" | "eager", { inputs }: ElementwiseProblem): Attempt {
  const { nn, numpy } = library;
  const x = arrayOf(library, inputs);
  let sum = numpy.zeros([inputs.rows, inputs.columns]);
  const functions = [(x: JaxArray) => nn.gelu(x, { approximate: false }), numpy.tanh, nn.sigmoid];
  // The derivative of the sum of all values is the sum of the derivatives, entry by entry.
  const step: Step = (...[x]) => {
    const made = functions.map((f) =>
      library.valueAndGrad((x) => f(x as JaxArray).sum(), { argnums: [0] })((x as JaxArray).ref),
    );
    (x as JaxArray).dispose();
    const total = made.map(([, [gradient]]) => gradient as JaxArray).reduce((a, b) => a.add(b));
    return [total, ...made.map(([value]) => value)];
  };
  const compiled = way === "jit" ? library.jit(step) : undefined;
  return {
    note: "the values are summed, not kept",
    compiles: way === "jit",
    async step() {
      const [total, ...values] = (compiled ?? step)(x.ref) as [JaxArray, ...JaxArray[]];
      sum.dispose();
      sum = total;
      await library.blockUntilReady([sum]);
      await Promise.all(values.map((value) => value.data()));
      return undefined;
    },
    results: async () => [await sum.ref.data()],
    stop() {
      x.dispose();
      sum.dispose();
      compiled?.dispose();
    },
  };
}
