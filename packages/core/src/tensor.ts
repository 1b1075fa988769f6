import { type Elementwise, sigmoidElementwise, tanhElementwise } from "./elementwise.ts";
import type { Matrix } from "./matrix.ts";
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
   * ∂L/∂(this), in the shape of `value`, where L is what `backward` was last called on. Undefined before `backward`,
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

  /** Matrix product: `(m, k)` · `(k, n)` gives `(m, n)`. A layer is x `(batch, fan-in)` · w `(fan-in, fan-out)`. */
  matmul(w: Tensor): Tensor {
    return this.tape.record("matmul", [this, w], undefined);
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

  /** Every entry times one number, which gets no gradient. */
  scale(factor: number): Tensor {
    return this.tape.record("scale", [this], { factor });
  }

  /** f of every entry. */
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

  /** Sum of all entries, `(1, 1)`. An empty tensor has sum 0. */
  sum(): Tensor {
    return this.tape.record("sum", [this], undefined);
  }

  /** Mean of all entries, `(1, 1)`. An empty tensor has none: an error. */
  mean(): Tensor {
    return this.tape.record("mean", [this], undefined);
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

  /** Computes the gradient of this tensor for everything it was computed from. See `Tape.backward`. */
  backward(seed?: Matrix): void {
    this.tape.backward(this, seed);
  }
}
