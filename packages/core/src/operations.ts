import { sigmoid, softplus } from "./elementary.ts";
import { checkElementwise, type Elementwise } from "./elementwise.ts";
import { describeValue, failure } from "./failure.ts";
import type { Kernels } from "./kernels.ts";
import { checkMatrix, checkPrecision, type Matrix, precisionOf, shapeOf } from "./matrix.ts";

/** Rows and columns of a result. */
export type Shape = readonly [rows: number, columns: number];

/** What each operation takes: matrices that gradients flow to, and settings that they do not flow to. */
export interface OperationSignatures {
  matmul: { inputs: readonly [a: Matrix, b: Matrix]; settings: undefined };
  add: { inputs: readonly [a: Matrix, b: Matrix]; settings: undefined };
  sub: { inputs: readonly [a: Matrix, b: Matrix]; settings: undefined };
  mul: { inputs: readonly [a: Matrix, b: Matrix]; settings: undefined };
  scale: { inputs: readonly [x: Matrix]; settings: { readonly factor: number } };
  apply: { inputs: readonly [x: Matrix]; settings: { readonly f: Elementwise } };
  sum: { inputs: readonly [x: Matrix]; settings: undefined };
  mean: { inputs: readonly [x: Matrix]; settings: undefined };
  meanSquaredError: { inputs: readonly [prediction: Matrix]; settings: { readonly target: Matrix } };
  binaryCrossEntropy: { inputs: readonly [logits: Matrix]; settings: { readonly target: Matrix } };
}

export type OperationName = keyof OperationSignatures;

/** One place for a gradient per input: a matrix to add to, or undefined where no gradient is wanted. */
type GradientsOf<Inputs extends readonly Matrix[]> = { readonly [Place in keyof Inputs]: Matrix | undefined };

/**
 * An operation: its forward value and its vector-Jacobian product side by side.
 *
 * L is the scalar at the end of the tape, Y the operation's output, G = ∂L/∂Y. The vjp adds Gᵀ·∂Y/∂X, that is ∂L/∂X,
 * to `inputGradients` for each input X that wants it. It adds and never overwrites: X may be used elsewhere too.
 */
export interface Operation<Inputs extends readonly Matrix[], Settings> {
  /** The shape of the output. Throws when the inputs do not fit each other or the settings. */
  shape(inputs: Inputs, settings: Settings): Shape;
  /** Writes every entry of `output`, whatever it held before. */
  forward(step: { kernels: Kernels; inputs: Inputs; settings: Settings; output: Matrix }): void;
  vjp(step: {
    kernels: Kernels;
    inputs: Inputs;
    settings: Settings;
    output: Matrix;
    gradient: Matrix;
    inputGradients: GradientsOf<Inputs>;
  }): void;
}

/** The table of operations. The mapped type is exhaustive: an operation without a vjp does not compile. */
export const operations: {
  readonly [Name in OperationName]: Operation<
    OperationSignatures[Name]["inputs"],
    OperationSignatures[Name]["settings"]
  >;
} = {
  // Y = A·B        ∂L/∂A = G·Bᵀ        ∂L/∂B = Aᵀ·G
  matmul: {
    shape([a, b]) {
      if (a.columns === b.rows) return [a.rows, b.columns];
      throw failure(
        "matmul",
        `as many rows on the right as columns on the left (${a.columns})`,
        `${shapeOf(a)} · ${shapeOf(b)}`,
        "examples are rows: x (batch, fan-in) · w (fan-in, fan-out)",
      );
    },
    forward({ kernels, inputs: [a, b], output }) {
      kernels.fill(output, 0);
      kernels.addProduct(a, b, output);
    },
    vjp({ kernels, inputs: [a, b], gradient, inputGradients: [gradientA, gradientB] }) {
      if (gradientA) kernels.addRightTransposedProduct(gradient, b, gradientA);
      if (gradientB) kernels.addLeftTransposedProduct(a, gradient, gradientB);
    },
  },

  // Y = A + B        ∂L/∂A = G        ∂L/∂B = G        (each summed over the rows or columns that were repeated)
  add: {
    shape: ([a, b]) => broadcastShape("add", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.fill(output, 0);
      kernels.addScaled(a, 1, output);
      kernels.addScaled(b, 1, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientA, gradientB] }) {
      if (gradientA) kernels.addScaled(gradient, 1, gradientA);
      if (gradientB) kernels.addScaled(gradient, 1, gradientB);
    },
  },

  // Y = A − B        ∂L/∂A = G        ∂L/∂B = −G        (each summed over the rows or columns that were repeated)
  sub: {
    shape: ([a, b]) => broadcastShape("sub", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.fill(output, 0);
      kernels.addScaled(a, 1, output);
      kernels.addScaled(b, -1, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientA, gradientB] }) {
      if (gradientA) kernels.addScaled(gradient, 1, gradientA);
      if (gradientB) kernels.addScaled(gradient, -1, gradientB);
    },
  },

  // Y = A ⊙ B        ∂L/∂A = G ⊙ B        ∂L/∂B = G ⊙ A        (each summed over what was repeated)
  mul: {
    shape: ([a, b]) => broadcastShape("mul", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.fill(output, 0);
      kernels.addEntrywiseProduct(a, b, output);
    },
    vjp({ kernels, inputs: [a, b], gradient, inputGradients: [gradientA, gradientB] }) {
      if (gradientA) kernels.addEntrywiseProduct(gradient, b, gradientA);
      if (gradientB) kernels.addEntrywiseProduct(gradient, a, gradientB);
    },
  },

  // Y = c·X        ∂L/∂X = c·G
  scale: {
    shape([x], { factor }) {
      if (typeof factor === "number") return [x.rows, x.columns];
      throw failure("scale", "a number", describeValue(factor), "use mul for a tensor");
    },
    forward({ kernels, inputs: [x], settings: { factor }, output }) {
      kernels.fill(output, 0);
      kernels.addScaled(x, factor, output);
    },
    vjp({ kernels, settings: { factor }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScaled(gradient, factor, gradientX);
    },
  },

  // Y = f(X)        ∂L/∂X = G ⊙ f′(X)
  apply: {
    shape([x], { f }) {
      checkElementwise("apply", f);
      return [x.rows, x.columns];
    },
    forward({ kernels, inputs: [x], settings: { f }, output }) {
      kernels.map(x, (value) => f.value(value), output);
    },
    vjp({ kernels, inputs: [x], settings: { f }, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addMapProduct(gradient, x, (value) => f.derivative(value), gradientX);
    },
  },

  // y = Σ xᵢⱼ        ∂L/∂xᵢⱼ = g
  sum: {
    shape: () => [1, 1],
    forward({ kernels, inputs: [x], output }) {
      kernels.fill(output, kernels.total(x));
    },
    vjp({ kernels, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScaled(gradient, 1, gradientX);
    },
  },

  // y = (1/N) Σ xᵢⱼ with N entries        ∂L/∂xᵢⱼ = g / N
  mean: {
    shape: ([x]) => scalarOfEntries("mean", x),
    forward({ kernels, inputs: [x], output }) {
      kernels.fill(output, kernels.total(x) / x.data.length);
    },
    vjp({ kernels, inputs: [x], gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScaled(gradient, 1 / x.data.length, gradientX);
    },
  },

  // y = (1/N) Σ (xᵢⱼ − tᵢⱼ)² with N entries        ∂L/∂xᵢⱼ = g · (2/N) (xᵢⱼ − tᵢⱼ)
  meanSquaredError: {
    shape([prediction], { target }) {
      checkTarget("meanSquaredError", prediction, target);
      return scalarOfEntries("meanSquaredError", prediction);
    },
    forward({ kernels, inputs: [prediction], settings: { target }, output }) {
      const total = kernels.totalOfPairs(prediction, target, (x, t) => (x - t) * (x - t));
      kernels.fill(output, total / prediction.data.length);
    },
    vjp({ kernels, inputs: [prediction], settings: { target }, gradient, inputGradients: [gradientX] }) {
      const factor = (2 * onlyEntry(gradient)) / prediction.data.length;
      if (gradientX) kernels.addMappedPairs(prediction, target, (x, t) => x - t, factor, gradientX);
    },
  },

  // y = −(1/N) Σ [tᵢⱼ ln s(zᵢⱼ) + (1 − tᵢⱼ) ln s(−zᵢⱼ)] with N entries        ∂L/∂zᵢⱼ = g · (1/N) (s(zᵢⱼ) − tᵢⱼ)
  // The logarithm of a rounded s(z) would be −∞. ln s(z) = −softplus(−z) never is. The gradient is written as
  // (1 − t)·s(z) − t·s(−z), the same number, because s(z) − 1 has no digits left where the loss is small.
  binaryCrossEntropy: {
    shape([logits], { target }) {
      checkTarget("binaryCrossEntropy", logits, target);
      checkProbabilities("binaryCrossEntropy", target);
      return scalarOfEntries("binaryCrossEntropy", logits);
    },
    forward({ kernels, inputs: [logits], settings: { target }, output }) {
      const loss = (z: number, t: number) => Math.max(z, 0) - z * t + softplus(-Math.abs(z));
      const total = kernels.totalOfPairs(logits, target, loss);
      kernels.fill(output, total / logits.data.length);
    },
    vjp({ kernels, inputs: [logits], settings: { target }, gradient, inputGradients: [gradientZ] }) {
      const factor = onlyEntry(gradient) / logits.data.length;
      const residual = (z: number, t: number) => (1 - t) * sigmoid(z) - t * sigmoid(-z);
      if (gradientZ) kernels.addMappedPairs(logits, target, residual, factor, gradientZ);
    },
  },
};

/** The shape that holds both, when one of the two can be repeated to the shape of the other. */
function broadcastShape(operation: string, a: Matrix, b: Matrix): Shape {
  if (fits(b, a)) return [a.rows, a.columns];
  if (fits(a, b)) return [b.rows, b.columns];
  throw failure(
    operation,
    `the same shape, a row 1×${a.columns}, a column ${a.rows}×1 or a scalar 1×1 beside ${shapeOf(a)}`,
    shapeOf(b),
    "compare the sizes; a bias is one row, 1×fan-out",
  );
}

function fits(small: Matrix, large: Matrix): boolean {
  return (
    (small.rows === large.rows || small.rows === 1) &&
    (small.columns === large.columns || small.columns === 1)
  );
}

function scalarOfEntries(operation: string, x: Matrix): Shape {
  if (x.data.length > 0) return [1, 1];
  throw failure(
    operation,
    "at least one entry to take the mean of",
    shapeOf(x),
    "check that the batch is not empty",
  );
}

function checkTarget(operation: string, x: Matrix, target: Matrix): void {
  checkMatrix(`${operation}, target`, target);
  checkPrecision(`${operation}, target`, target, precisionOf(x));
  if (x.rows === target.rows && x.columns === target.columns) return;
  throw failure(
    operation,
    `a target of the shape of the prediction, ${shapeOf(x)}`,
    shapeOf(target),
    "give one target for each entry; nothing is repeated here",
  );
}

function checkProbabilities(operation: string, target: Matrix): void {
  const outside = target.data.findIndex((t: number) => t < 0 || t > 1);
  if (outside === -1) return;
  throw failure(
    operation,
    "targets between 0 and 1",
    `${target.data[outside]} in row ${Math.floor(outside / target.columns)}, column ${outside % target.columns}`,
    "code the classes as 0 and 1",
  );
}

function onlyEntry(scalar: Matrix): number {
  return scalar.data[0] as number;
}
