import type { Elementwise } from "./elementwise.ts";
import type { Grouping } from "./grouping.ts";
import type { Matrix } from "./matrix.ts";

/** Row and column of an entry, or rows and columns of a block. */
export type RowAndColumn = readonly [row: number, column: number];

/**
 * The loops behind the operations. Everything that costs time is here, so that a faster implementation can take the
 * place of this one. Shapes and precisions are checked before a kernel is called.
 *
 * Kernels named `add…` add to their target, because a gradient is the sum over all uses of a value.
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
  addProduct(a: Matrix, transposeA: boolean, b: Matrix, transposeB: boolean, target: Matrix): void;
  /** T += factor · A. In f32 the factor is rounded to float32 first. */
  addScaled(a: Matrix, factor: number, target: Matrix): void;
  /** T += A ⊙ B, entry by entry. */
  addEntrywiseProduct(a: Matrix, b: Matrix, target: Matrix): void;
  /** T = f(A), entry by entry. f32 uses `f.f32` where there is one. */
  map(a: Matrix, f: Elementwise, target: Matrix): void;
  /** T += G ⊙ f′(A), entry by entry: the chain rule of `map`. f32 uses `f.f32` where there is one. */
  addDerivativeProduct(g: Matrix, a: Matrix, f: Elementwise, target: Matrix): void;

  /** T += A ⊘ B, entry by entry. */
  addEntrywiseQuotient(a: Matrix, b: Matrix, target: Matrix): void;
  /** T −= G ⊙ A ⊘ B², entry by entry: what the divisor of A ⊘ B receives. G has the shape of A ⊘ B. */
  addDivisorGradient(g: Matrix, a: Matrix, b: Matrix, target: Matrix): void;
  /** Σ f(aᵢⱼ, bᵢⱼ) over two matrices of one shape. */
  totalOfPairs(a: Matrix, b: Matrix, f: (x: number, y: number) => number): number;
  /** T += factor · f(A, B), entry by entry, over matrices of one shape. */
  addMappedPairs(
    a: Matrix,
    b: Matrix,
    f: (x: number, y: number) => number,
    factor: number,
    target: Matrix,
  ): void;

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

/** The kernels that take most of a training step. They exist once for each precision. */
export type HotKernels = Pick<
  Kernels,
  "addProduct" | "addScaled" | "addEntrywiseProduct" | "map" | "addDerivativeProduct"
>;
