import { describeValue, failure } from "../failure.ts";
import { type Matrix, shapeOf } from "../matrix.ts";
import type { OperationsFor, Shape } from "../operation.ts";

/** Which operands of a matrix product are taken transposed. */
export interface Transposes {
  readonly transposeLeft: boolean;
  readonly transposeRight: boolean;
}

type Pair = readonly [a: Matrix, b: Matrix];

export interface ArithmeticSignatures {
  matmul: { inputs: Pair; settings: Transposes };
  linear: { inputs: readonly [x: Matrix, w: Matrix, b: Matrix]; settings: undefined };
  add: { inputs: Pair; settings: undefined };
  sub: { inputs: Pair; settings: undefined };
  mul: { inputs: Pair; settings: undefined };
  div: { inputs: Pair; settings: undefined };
  neg: { inputs: readonly [x: Matrix]; settings: undefined };
  scale: { inputs: readonly [x: Matrix]; settings: { readonly factor: number } };
}

/** Products, sums and quotients of matrices and numbers. */
export const arithmetic: OperationsFor<ArithmeticSignatures> = {
  // Y = A·B        ∂L/∂A = G·Bᵀ        ∂L/∂B = Aᵀ·G
  // An operand that is taken transposed stands for A or B here, and its gradient is transposed back: with A = Pᵀ,
  // ∂L/∂P = (G·Bᵀ)ᵀ = B·Gᵀ, and with B = Qᵀ, ∂L/∂Q = (Aᵀ·G)ᵀ = Gᵀ·A.
  matmul: {
    startsFromZeros: true,
    shape([a, b], transposes) {
      checkTransposes(transposes);
      const left = transposes.transposeLeft ? transposedShape(a) : a;
      const right = transposes.transposeRight ? transposedShape(b) : b;
      if (left.columns === right.rows) return [left.rows, right.columns];
      throw failure(
        "matmul",
        `as many rows on the right as columns on the left (${left.columns})`,
        `${shapeOf(left)} · ${shapeOf(right)}${wordsFor(transposes)}`,
        "examples are rows: x (batch, fan-in) · w (fan-in, fan-out)",
      );
    },
    forward({ kernels, inputs: [a, b], settings: { transposeLeft, transposeRight }, output }) {
      kernels.addProduct(a, transposeLeft, b, transposeRight, output, true);
    },
    vjp({ kernels, inputs: [a, b], settings, gradient, inputGradients: [gradientA, gradientB], fromZeros }) {
      const { transposeLeft, transposeRight } = settings;
      const [freshA, freshB] = fromZeros;
      if (gradientA) {
        if (transposeLeft) kernels.addProduct(b, transposeRight, gradient, true, gradientA, freshA);
        else kernels.addProduct(gradient, false, b, !transposeRight, gradientA, freshA);
      }
      if (gradientB) {
        if (transposeRight) kernels.addProduct(gradient, true, a, transposeLeft, gradientB, freshB);
        else kernels.addProduct(a, !transposeLeft, gradient, false, gradientB, freshB);
      }
    },
  },

  // Y = X·W + 1·b        ∂L/∂X = G·Wᵀ        ∂L/∂W = Xᵀ·G        ∂L/∂b = the sum of the rows of G
  // The same numbers as X.matmul(W).add(b), in one pass and with one result to keep.
  linear: {
    startsFromZeros: true,
    shape([x, w, b]) {
      checkLinear(x, w, b);
      return [x.rows, w.columns];
    },
    forward({ kernels, inputs: [x, w, b], output }) {
      kernels.affine(x, w, b, output);
    },
    vjp({ kernels, inputs: [x, w], gradient, inputGradients: [gradientX, gradientW, gradientB], fromZeros }) {
      const [freshX, freshW, freshB] = fromZeros;
      if (gradientX) kernels.addProduct(gradient, false, w, true, gradientX, freshX);
      if (gradientW) kernels.addProduct(x, true, gradient, false, gradientW, freshW);
      if (gradientB) kernels.addScaled(gradient, 1, gradientB, freshB);
    },
  },

  // Y = A + B        ∂L/∂A = G        ∂L/∂B = G        (each summed over the rows or columns that were repeated)
  add: {
    startsFromZeros: true,
    shape: ([a, b]) => broadcastShape("add", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.addScaled(a, 1, output, true);
      kernels.addScaled(b, 1, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientA, gradientB], fromZeros: [freshA, freshB] }) {
      if (gradientA) kernels.addScaled(gradient, 1, gradientA, freshA);
      if (gradientB) kernels.addScaled(gradient, 1, gradientB, freshB);
    },
  },

  // Y = A − B        ∂L/∂A = G        ∂L/∂B = −G        (each summed over the rows or columns that were repeated)
  sub: {
    startsFromZeros: true,
    shape: ([a, b]) => broadcastShape("sub", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.addScaled(a, 1, output, true);
      kernels.addScaled(b, -1, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientA, gradientB], fromZeros: [freshA, freshB] }) {
      if (gradientA) kernels.addScaled(gradient, 1, gradientA, freshA);
      if (gradientB) kernels.addScaled(gradient, -1, gradientB, freshB);
    },
  },

  // Y = A ⊙ B        ∂L/∂A = G ⊙ B        ∂L/∂B = G ⊙ A        (each summed over what was repeated)
  mul: {
    startsFromZeros: true,
    shape: ([a, b]) => broadcastShape("mul", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.addEntrywiseProduct(a, b, output, true);
    },
    vjp({ kernels, inputs: [a, b], gradient, inputGradients: [gradientA, gradientB], fromZeros }) {
      const [freshA, freshB] = fromZeros;
      if (gradientA) kernels.addEntrywiseProduct(gradient, b, gradientA, freshA);
      if (gradientB) kernels.addEntrywiseProduct(gradient, a, gradientB, freshB);
    },
  },

  // Y = A ⊘ B        ∂L/∂A = G ⊘ B        ∂L/∂B = −G ⊙ A ⊘ B²        (each summed over what was repeated)
  div: {
    shape: ([a, b]) => broadcastShape("div", a, b),
    forward({ kernels, inputs: [a, b], output }) {
      kernels.fill(output, -0);
      kernels.addEntrywiseQuotient(a, b, output);
    },
    vjp({ kernels, inputs: [a, b], gradient, inputGradients: [gradientA, gradientB] }) {
      if (gradientA) kernels.addEntrywiseQuotient(gradient, b, gradientA);
      if (gradientB) kernels.addDivisorGradient(gradient, a, b, gradientB);
    },
  },

  // Y = −X        ∂L/∂X = −G        (−0 is the number that changes nothing when added to: −0 + y = y even for y = −0)
  neg: {
    startsFromZeros: true,
    shape: ([x]) => [x.rows, x.columns],
    forward({ kernels, inputs: [x], output }) {
      kernels.fill(output, -0);
      kernels.addScaled(x, -1, output);
    },
    vjp({ kernels, gradient, inputGradients: [gradientX], fromZeros: [fresh] }) {
      if (gradientX) kernels.addScaled(gradient, -1, gradientX, fresh);
    },
  },

  // Y = c·X        ∂L/∂X = c·G
  scale: {
    startsFromZeros: true,
    shape([x], { factor }) {
      if (typeof factor === "number") return [x.rows, x.columns];
      throw failure("scale", "a number", describeValue(factor), "use mul for a tensor");
    },
    forward({ kernels, inputs: [x], settings: { factor }, output }) {
      kernels.addScaled(x, factor, output, true);
    },
    vjp({ kernels, settings: { factor }, gradient, inputGradients: [gradientX], fromZeros: [fresh] }) {
      if (gradientX) kernels.addScaled(gradient, factor, gradientX, fresh);
    },
  },
};

function transposedShape({ rows, columns }: Matrix) {
  return { rows: columns, columns: rows };
}

function wordsFor({ transposeLeft, transposeRight }: Transposes): string {
  if (transposeLeft && transposeRight) return " (both transposed)";
  if (transposeLeft) return " (the left one transposed)";
  return transposeRight ? " (the right one transposed)" : "";
}

function checkTransposes({ transposeLeft, transposeRight }: Transposes): void {
  for (const setting of [transposeLeft, transposeRight]) {
    if (typeof setting === "boolean") continue;
    throw failure(
      "matmul",
      "transposeLeft and transposeRight to be true or false",
      describeValue(setting),
      "write a.matmul(b, { transposeRight: true })",
    );
  }
}

/** Refuses what does not make a layer of its shapes. */
export function checkLinear(x: Matrix, w: Matrix, b: Matrix): void {
  if (x.columns !== w.rows) {
    throw failure(
      "linear",
      `a weight with ${x.columns} rows, one for each column of the input`,
      `${shapeOf(x)} · ${shapeOf(w)}`,
      "examples are rows: x (batch, fan-in), w (fan-in, fan-out)",
    );
  }
  if (b.rows === 1 && b.columns === w.columns) return;
  throw failure(
    "linear",
    `a bias of shape 1×${w.columns} beside a weight of shape ${shapeOf(w)}`,
    shapeOf(b),
    "the bias is one row, 1×fan-out; without a bias, use matmul",
  );
}

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
