import type { Matrix } from "./matrix.ts";

/**
 * The loops behind the operations. Everything that costs time is here, so that a faster implementation can take the
 * place of this one. Shapes and precisions are checked before a kernel is called.
 *
 * Kernels named `add…` add to their target, because a gradient is the sum over all uses of a value.
 * Where shapes differ, a size of 1 is repeated in a source and summed over in a target.
 */
export interface Kernels {
  /** T = value, in every entry. */
  fill(target: Matrix, value: number): void;
  /** T += A·B for A `(m, k)`, B `(k, n)`, T `(m, n)`. Summed over k in increasing order. */
  addProduct(a: Matrix, b: Matrix, target: Matrix): void;
  /** T += Aᵀ·B for A `(k, m)`, B `(k, n)`, T `(m, n)`. Summed over k in increasing order. */
  addLeftTransposedProduct(a: Matrix, b: Matrix, target: Matrix): void;
  /** T += A·Bᵀ for A `(m, k)`, B `(n, k)`, T `(m, n)`. Summed over k in increasing order. */
  addRightTransposedProduct(a: Matrix, b: Matrix, target: Matrix): void;
  /** T += factor · A. */
  addScaled(a: Matrix, factor: number, target: Matrix): void;
  /** T += A ⊙ B, entry by entry. */
  addEntrywiseProduct(a: Matrix, b: Matrix, target: Matrix): void;
  /** T = f(A), entry by entry. */
  map(a: Matrix, f: (x: number) => number, target: Matrix): void;
  /** T += G ⊙ f(A), entry by entry: the chain rule of `map` when f is the derivative. */
  addMapProduct(g: Matrix, a: Matrix, f: (x: number) => number, target: Matrix): void;
  /** Σ A, row by row, in a float64 accumulator: a float32 one stops growing after 2²⁴ equal terms. */
  total(a: Matrix): number;
  /** Σ f(aᵢⱼ, bᵢⱼ) over two matrices of one shape, row by row, in a float64 accumulator. */
  totalOfPairs(a: Matrix, b: Matrix, f: (x: number, y: number) => number): number;
  /** T += factor · f(A, B), entry by entry, over matrices of one shape. */
  addMappedPairs(
    a: Matrix,
    b: Matrix,
    f: (x: number, y: number) => number,
    factor: number,
    target: Matrix,
  ): void;
}
