import { type Elementwise, sigmoidElementwise, tanhElementwise } from "./elementwise.ts";
import { describeValue, failure } from "./failure.ts";
import type { Grouping } from "./grouping.ts";
import type { Matrix } from "./matrix.ts";
import type { Part } from "./operations/arrangement.ts";
import type { Tape } from "./tape.ts";

/**
 * A matrix that a tape has recorded, with the way it was computed. Make one with `tape.constant(m)` or
 * `tape.parameter(m)`; every method records one operation and returns a new tensor of the same tape.
 *
 * Every method throws, naming the operation and the likely fix, when shapes do not fit, when an operand belongs to
 * another tape, or when a tensor was made before the tape's last `reset()`.
 */
export class Tensor {
  readonly tape: Tape;
  /** Place on the tape. Inputs always stand before the tensors that are computed from them. */
  readonly index: number;
  /** How often the tape had been reset when this tensor was made. */
  readonly generation: number;

  /** Called by the tape. Use `tape.constant` or `tape.parameter`. */
  constructor(tape: Tape, index: number, generation: number) {
    this.tape = tape;
    this.index = index;
    this.generation = generation;
  }

  /** The number at every place, computed when the tensor was made. */
  get value(): Matrix {
    return this.tape.nodeOf(this, "value").value;
  }

  /**
   * ∂L/∂(this), in the shape of `value`, where L is what `backward` was called on, or the sum of all such L. Undefined before `backward`,
   * for a constant and what depends on constants only, and where L does not depend on this tensor.
   */
  get gradient(): Matrix | undefined {
    return this.tape.nodeOf(this, "gradient").gradient;
  }

  get rows(): number {
    return this.tape.nodeOf(this, "rows").value.rows;
  }

  get columns(): number {
    return this.tape.nodeOf(this, "columns").value.columns;
  }

  /** Names this tensor, so that `probe(tape)` reports it. A name is used once on a tape. */
  label(name: string): this {
    this.tape.label(this, name);
    return this;
  }

  /**
   * Matrix product: `(m, k)` · `(k, n)` gives `(m, n)`. A layer is x `(batch, fan-in)` · w `(fan-in, fan-out)`.
   * `a.matmul(b, { transposeLeft: true })` is aᵀ·b, with `transposeRight` it is a·bᵀ, with both aᵀ·bᵀ.
   */
  matmul(
    w: Tensor,
    {
      transposeLeft = false,
      transposeRight = false,
    }: { readonly transposeLeft?: boolean; readonly transposeRight?: boolean } = {},
  ): Tensor {
    return this.tape.record("matmul", [this, w], { transposeLeft, transposeRight });
  }

  /**
   * A whole layer f(x·w + b): x `(batch, fan-in)`, w `(fan-in, fan-out)`, b `(1, fan-out)`. Without f it gives x·w + b.
   *
   * The same numbers as `x.matmul(w).add(b).apply(f)`, recorded as one tensor. What f was applied to is kept beside it, for the probes.
   */
  linear(w: Tensor, b: Tensor, f?: Elementwise): Tensor {
    if (f === undefined) return this.tape.record("linear", [this, w, b], undefined);
    return this.tape.record("layer", [this, w, b], { f });
  }

  /** Sum, entry by entry. One of the two may be a row, a column or a scalar, repeated to the shape of the other. */
  add(b: Tensor): Tensor {
    return this.tape.record("add", [this, b], undefined);
  }

  /** Difference, entry by entry, with the same repetition as `add`. */
  sub(b: Tensor): Tensor {
    return this.tape.record("sub", [this, b], undefined);
  }

  /** Product, entry by entry, with the same repetition as `add`. For the matrix product use `matmul`. */
  mul(b: Tensor): Tensor {
    return this.tape.record("mul", [this, b], undefined);
  }

  /**
   * Quotient, entry by entry, with the same repetition as `add`. As IEEE 754 says: x / 0 is ±Infinity and 0 / 0 is NaN.
   */
  div(b: Tensor): Tensor {
    return this.tape.record("div", [this, b], undefined);
  }

  /** −x, entry by entry. */
  neg(): Tensor {
    return this.tape.record("neg", [this], undefined);
  }

  /** Every entry times one number, which gets no gradient. */
  scale(factor: number): Tensor {
    return this.tape.record("scale", [this], { factor });
  }

  /**
   * f of every entry. `tanh` and `sigmoid` are methods of their own; others, such as `erfElementwise`, are passed here, so that a page
   * which does not use them need not load them.
   */
  apply(f: Elementwise): Tensor {
    return this.tape.record("apply", [this], { f });
  }

  /** tanh of every entry. */
  tanh(): Tensor {
    return this.apply(tanhElementwise);
  }

  /** Logistic sigmoid 1 / (1 + e^−x) of every entry. */
  sigmoid(): Tensor {
    return this.apply(sigmoidElementwise);
  }

  /** e^x of every entry. Infinity above 88.7 in f32 and above 709.8 in f64. */
  exp(): Tensor {
    return this.tape.record("exp", [this], undefined);
  }

  /** Natural logarithm ln x of every entry. −Infinity at 0. NaN below 0, and so is its gradient. */
  log(): Tensor {
    return this.tape.record("log", [this], undefined);
  }

  /** √x of every entry. At 0 the derivative 1 / (2√x) is Infinity. NaN below 0, and so is its gradient. */
  sqrt(): Tensor {
    return this.tape.record("sqrt", [this], undefined);
  }

  /**
   * x^exponent of every entry. The exponent is a finite number, which gets no gradient. NaN where x < 0 and the exponent is
   * not whole. x⁰ is 1 for every x, 0 and NaN included, with derivative 0.
   */
  pow(exponent: number): Tensor {
    return this.tape.record("pow", [this], { exponent });
  }

  /**
   * Sum of all entries, `(1, 1)`; of each row, `(rows, 1)`, with `"byRow"`; of each column, `(1, columns)`, with
   * `"byColumn"`. The sum of no entries is 0.
   */
  sum(grouping: Grouping = "overAll"): Tensor {
    return this.tape.record("sum", [this], { grouping });
  }

  /** Mean, with the groupings and shapes of `sum`. No entries have no mean: an error. */
  mean(grouping: Grouping = "overAll"): Tensor {
    return this.tape.record("mean", [this], { grouping });
  }

  /**
   * Largest entry, with the groupings and shapes of `sum`. Where several entries are largest, the whole gradient goes to
   * the first of them, row by row. NaN when there is one among the entries. No entries have no maximum: an error.
   */
  max(grouping: Grouping = "overAll"): Tensor {
    return this.tape.record("max", [this], { grouping });
  }

  /** Frobenius norm √(Σ xᵢⱼ²), `(1, 1)`. Its gradient is x / norm, and 0 where the norm is 0 (a convention). */
  norm(): Tensor {
    return this.tape.record("norm", [this], undefined);
  }

  /**
   * ln Σ e^x, with the groupings and shapes of `sum`. No exponential overflows, however large x is. −Infinity for no entries.
   */
  logSumExp(grouping: Grouping = "overAll"): Tensor {
    return this.tape.record("logSumExp", [this], { grouping });
  }

  /**
   * e^x / Σ e^x in the shape of x: every row sums to 1, or every column with `"byColumn"`, or the whole with `"overAll"`.
   * Finite for all finite x, however large. Where the largest entry is ±Infinity, its row is NaN: ∞ − ∞.
   */
  softmax(grouping: Grouping = "byRow"): Tensor {
    return this.tape.record("softmax", [this], { grouping });
  }

  /** ln softmax(x) = x − ln Σ e^x, with the groupings of `softmax`. Keeps what the logarithm of a rounded softmax loses. */
  logSoftmax(grouping: Grouping = "byRow"): Tensor {
    return this.tape.record("logSoftmax", [this], { grouping });
  }

  /** xᵀ: `(m, n)` gives `(n, m)`. */
  transpose(): Tensor {
    return this.tape.record("transpose", [this], undefined);
  }

  /**
   * A part of x: `x.slice({ rows: [0, 2], columns: [1, 3] })` takes rows 0 and 1 of columns 1 and 2, `(2, 2)`. A range
   * counts from 0 and leaves out its end; without a range, all rows or columns are taken.
   */
  slice(part: Part): Tensor {
    return this.tape.record("slice", [this], part);
  }

  /**
   * This tensor and then the others: along `"rows"` below one another, `(Σ rows, columns)`, or along `"columns"` side by
   * side, `(rows, Σ columns)`. The other size is the same for all.
   */
  concat(others: readonly Tensor[], along: "rows" | "columns"): Tensor {
    if (!Array.isArray(others)) {
      throw failure("concat", "a list of tensors", describeValue(others), 'write x.concat([y], "rows")');
    }
    return this.tape.record("concat", [this, ...others], { along });
  }

  /**
   * The rows with the given indices, counted from 0, `(indices, columns)`, in that order. A row may be picked several times:
   * its gradient is then the sum. An embedding is a table of rows and a list of indices.
   */
  gather(indices: ArrayLike<number>): Tensor {
    return this.tape.record("gather", [this], { indices });
  }

  /**
   * x where the mask is 1, and 0 where it is 0, even for NaN and ±Infinity. The gradient flows where the mask is 1. `mask`
   * holds zeros and ones, has the shape of x and gets no gradient.
   */
  mask(mask: Matrix): Tensor {
    return this.tape.record("mask", [this], { mask });
  }

  /** Mean of (x − t)² over all entries, `(1, 1)`. `target` has the shape of this tensor and gets no gradient. */
  meanSquaredError(target: Matrix): Tensor {
    return this.tape.record("meanSquaredError", [this], { target });
  }

  /**
   * Mean over all entries of −t ln s(z) − (1 − t) ln s(−z), `(1, 1)`, where this tensor holds the logits z (before any
   * sigmoid) and s is the logistic sigmoid. `target` holds t in [0, 1], has the shape of z and gets no gradient.
   */
  binaryCrossEntropy(target: Matrix): Tensor {
    return this.tape.record("binaryCrossEntropy", [this], { target });
  }

  /**
   * Mean over the rows of −ln softmax(z)_c, `(1, 1)`, where this tensor holds the logits z `(batch, classes)` and c is the
   * class of the row, counted from 0. `classes` has one number for each row. No exponential overflows, however large z is.
   */
  softmaxCrossEntropy(classes: ArrayLike<number>): Tensor {
    return this.tape.record("softmaxCrossEntropy", [this], { classes });
  }

  /** Computes the gradient of this tensor for everything it was computed from. See `Tape.backward`. */
  backward(seed?: Matrix): void {
    this.tape.backward(this, seed);
  }
}
