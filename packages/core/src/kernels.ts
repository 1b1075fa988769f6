import type { Elementwise } from "./elementwise.ts";
import type { Grouping } from "./grouping.ts";
import type { Matrix } from "./matrix.ts";

/** Row and column of an entry, or rows and columns of a block. */
export type RowAndColumn = readonly [row: number, column: number];

/**
 * The loops behind the operations. Everything that costs time is here, so that a faster implementation can take the
 * place of this one. Shapes and precisions are checked before a kernel is called.
 *
 * Kernels named `add…` add to their target, because a gradient is the sum over all uses of a value. Where the last argument, `fromZeros`,
 * is true, they take the target to be zeros, whatever it holds: the first use of a value needs no memory that was cleared before.
 * Where shapes differ, a size of 1 is repeated in a source and summed over in a target, row after row.
 *
 * The bits of every result are part of the definition, so that the same seed trains the same weights on every machine. The
 * kernels of {@link HotKernels} compute in the precision of their matrices: in f32 each product and each sum is rounded to
 * float32, as vector instructions do. All others compute in float64 and round each entry once, when they store it; their sums
 * of many terms run in the four lanes of `sumInLanes`.
 */
export interface Kernels {
  /** T = value, in every entry. */
  fill(target: Matrix, value: number): void;
  /**
   * T += A·B for factors A `(m, k)` and B `(k, n)`, T `(m, n)`. Where `transposeA` is true, `a` is `(k, m)` and A = aᵀ; likewise for
   * B. Each entry of T is a chain of sums that starts from what T holds and runs over k in increasing order.
   */
  addProduct(
    a: Matrix,
    transposeA: boolean,
    b: Matrix,
    transposeB: boolean,
    target: Matrix,
    fromZeros?: boolean,
  ): void;
  /** T = X·W + 1·b for X `(m, k)`, W `(k, n)`, b `(1, n)`: each entry is the chain of `addProduct`, and then b is added. */
  affine(x: Matrix, w: Matrix, b: Matrix, target: Matrix): void;
  /** T += factor · A. In f32 the factor is rounded to float32 first. */
  addScaled(a: Matrix, factor: number, target: Matrix, fromZeros?: boolean): void;
  /** T += A ⊙ B, entry by entry. */
  addEntrywiseProduct(a: Matrix, b: Matrix, target: Matrix, fromZeros?: boolean): void;
  /** T = f(A), entry by entry. f32 uses `f.f32` where there is one. */
  map(a: Matrix, f: Elementwise, target: Matrix): void;
  /** T = f(A) and S = f′(A), entry by entry, which costs less together. f32 uses `f.f32` where there is one. */
  mapWithSlopes(a: Matrix, f: Elementwise, target: Matrix, slopes: Matrix): void;

  /**
   * T = f(Z) with Z = X·W + 1·b: `affine`, and then `map`. Where `kept` is given, of the shape that `shapeKeptByLayer` says, it gets Z and
   * f′(Z), and room for the way back.
   */
  layer(x: Matrix, w: Matrix, b: Matrix, f: Elementwise, target: Matrix, kept: Matrix | undefined): void;
  /** What X, W and b receive from the gradient of T: the chain rule of `layer`. */
  addLayerGradients(step: LayerGradients): void;

  /** T += A ⊘ B, entry by entry. */
  addEntrywiseQuotient(a: Matrix, b: Matrix, target: Matrix): void;
  /** T −= G ⊙ A ⊘ B², entry by entry: what the divisor of A ⊘ B receives. G has the shape of A ⊘ B. */
  addDivisorGradient(g: Matrix, a: Matrix, b: Matrix, target: Matrix): void;
  /** Σ (aᵢⱼ / unit)². */
  sumOfSquares(a: Matrix, unit: number): number;
  /** T += factor · (A / divisor). */
  addScaledQuotient(a: Matrix, divisor: number, factor: number, target: Matrix): void;
  /** Whether no entry is NaN or infinite. */
  allFinite(a: Matrix): boolean;

  /** Σ (xᵢⱼ − tᵢⱼ)². */
  squaredErrors(x: Matrix, t: Matrix): number;
  /** G += factor · (X − T). */
  addSquaredErrorGradient(x: Matrix, t: Matrix, factor: number, target: Matrix, fromZeros?: boolean): void;
  /** Σ [max(zᵢⱼ, 0) − zᵢⱼ tᵢⱼ + ln(1 + e^−|zᵢⱼ|)]. */
  binaryCrossEntropies(z: Matrix, t: Matrix): number;
  /** G += factor · [(1 − T) ⊙ s(Z) − T ⊙ s(−Z)] with the logistic sigmoid s. */
  addBinaryCrossEntropyGradient(
    z: Matrix,
    t: Matrix,
    factor: number,
    target: Matrix,
    fromZeros?: boolean,
  ): void;

  /** T += A where the mask is 1, and T += 0 where it is 0. */
  addChosen(a: Matrix, mask: Matrix, target: Matrix): void;
  /**
   * The cell of an LSTM: C′ = F ⊙ C + I ⊙ N with I = s(Zi), F = s(Zf), N = tanh(Zg). Z `(batch, 4 · hidden)` holds the pre-activations of i, f, g, o
   * side by side, C and C′ are `(batch, hidden)`. Where `kept` `(batch, 4 · hidden)` is given, it gets I′ ⊙ N, F′ ⊙ C, I ⊙ N′ and F side by side: what
   * a gradient meets on the way back. In f32 every product and sum is rounded to float32.
   */
  lstmCell(z: Matrix, c: Matrix, c2: Matrix, kept: Matrix | undefined): void;
  /** What Z and C receive from the gradient of C′: the chain rule of `lstmCell`. */
  addLstmCellGradients(step: LstmGradients): void;
  /** The output of an LSTM: H′ = O ⊙ tanh(C′) with O = s(Zo). `kept` `(batch, 2 · hidden)` gets O′ ⊙ tanh(C′) and O ⊙ tanh′(C′). */
  lstmOutput(z: Matrix, c2: Matrix, h2: Matrix, kept: Matrix | undefined): void;
  /** What Z and C′ receive from the gradient of H′: the chain rule of `lstmOutput`. */
  addLstmOutputGradients(step: LstmGradients): void;
  /**
   * One step of a GRU behind its products, with the reset after the product. P and Q `(batch, 3 · hidden)` come from the input and from
   * h, with r, z, n side by side; a `(1, hidden)`, h and h′ `(batch, hidden)`: R = s(Pr + Qr), Z = s(Pz + Qz),
   * N = tanh(Pn + R ⊙ (Qn + 1·a)), H′ = Z ⊙ H + (1 − Z) ⊙ N. `kept` `(batch, 5 · hidden)` gets Z′ ⊙ (H − N), (1 − Z) ⊙ N′, R′ ⊙ (Qn + 1·a), R and Z.
   */
  gruStep(p: Matrix, q: Matrix, a: Matrix, h: Matrix, h2: Matrix, kept: Matrix | undefined): void;
  /** What P, Q, a and h receive from the gradient of h′: the chain rule of `gruStep`. */
  addGruGradients(step: GruGradients): void;

  /** W ← W − η G. */
  sgd(w: Matrix, g: Matrix, learningRate: number): void;
  /** V ← μ V + G, then W ← W − η V; with Nesterov's step W ← W − η (G + μ V), with the new V. */
  momentum(w: Matrix, g: Matrix, v: Matrix, settings: MomentumStep): void;
  /** V ← α V + (1 − α) G², then W ← W − η G / (√V + ε). */
  rmsProp(w: Matrix, g: Matrix, v: Matrix, settings: RmsPropStep): void;
  /** M ← β₁ M + (1 − β₁) G, V ← β₂ V + (1 − β₂) G², then W ← W − η (M / correction₁) / (√(V / correction₂) + ε). */
  adam(w: Matrix, g: Matrix, m: Matrix, v: Matrix, settings: AdamStep): void;

  /** T += Aᵀ. */
  addTransposed(a: Matrix, target: Matrix): void;
  /** Adds a block of A, of the given size, to a block of T. Each corner is the block's first entry. */
  addBlock(
    a: Matrix,
    corner: RowAndColumn,
    target: Matrix,
    targetCorner: RowAndColumn,
    size: RowAndColumn,
  ): void;
  /** Row i of T += row `indices[i]` of A. */
  addGatheredRows(a: Matrix, indices: ArrayLike<number>, target: Matrix): void;
  /** Row `indices[i]` of T += row i of A, in increasing i. */
  addScatteredRows(a: Matrix, indices: ArrayLike<number>, target: Matrix): void;

  /** T = Σ A / divisor for each group. */
  totals(a: Matrix, grouping: Grouping, divisor: number, target: Matrix): void;
  /** T = the largest entry of each group. NaN when the group holds one. Each group has an entry at least. */
  maxima(a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T += the group's entry of G at the first largest entry of each group of A. */
  addAtMaxima(g: Matrix, a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T = ln Σ e^A for each group; −∞ for an empty one. */
  logSumExps(a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T = e^A / Σ e^A within each group. */
  softmax(a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T = A − ln Σ e^A within each group. */
  logSoftmax(a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T += g · p with p = softmax(A) and g the group's entry of G: the chain rule of `logSumExps`. */
  addSoftmaxProduct(g: Matrix, a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T += p ⊙ (G − Σ G ⊙ p) with p = softmax(A): the chain rule of `softmax`. */
  addSoftmaxGradient(g: Matrix, a: Matrix, grouping: Grouping, target: Matrix): void;
  /** T += G − p Σ G with p = softmax(A): the chain rule of `logSoftmax`. */
  addLogSoftmaxGradient(g: Matrix, a: Matrix, grouping: Grouping, target: Matrix): void;
  /** −Σᵢ ln pᵢ,c(i) with p = softmax(A) by row and c(i) the class of row i. */
  totalCrossEntropy(a: Matrix, classes: ArrayLike<number>): number;
  /** T += factor · (pᵢⱼ − [j = c(i)]), with p = softmax(A) by row and c(i) the class of row i. */
  addCrossEntropyGradient(a: Matrix, classes: ArrayLike<number>, factor: number, target: Matrix): void;
}

/** A place for a gradient, if it is wanted, and whether it is to be taken as zeros. */
export interface GradientPlace {
  readonly target: Matrix | undefined;
  readonly fromZeros: boolean;
}

export interface LayerGradients {
  readonly x: Matrix;
  readonly w: Matrix;
  /** What the layer has kept. */
  readonly kept: Matrix;
  /** The gradient of its result, `(batch, fan-out)`. */
  readonly gradient: Matrix;
  readonly toX: GradientPlace;
  readonly toW: GradientPlace;
  readonly toB: GradientPlace;
}

export interface LstmGradients {
  /** What the step has kept. */
  readonly kept: Matrix;
  /** The gradient of its result, `(batch, hidden)`. */
  readonly gradient: Matrix;
  readonly toZ: GradientPlace;
  readonly toC: GradientPlace;
}

export interface GruGradients {
  readonly kept: Matrix;
  readonly gradient: Matrix;
  readonly toP: GradientPlace;
  readonly toQ: GradientPlace;
  readonly toA: GradientPlace;
  readonly toH: GradientPlace;
}

export interface MomentumStep {
  readonly mu: number;
  readonly learningRate: number;
  readonly nesterov: boolean;
}

export interface RmsPropStep {
  readonly alpha: number;
  readonly epsilon: number;
  readonly learningRate: number;
}

export interface AdamStep {
  readonly beta1: number;
  readonly beta2: number;
  readonly correction1: number;
  readonly correction2: number;
  readonly epsilon: number;
  readonly learningRate: number;
}

/** The kernels that take most of a training step. They exist once for each precision. */
export type HotKernels = Pick<
  Kernels,
  "addProduct" | "affine" | "addScaled" | "addEntrywiseProduct" | "map" | "mapWithSlopes"
>;
