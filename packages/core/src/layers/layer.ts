import type { Elementwise } from "../elementwise.ts";
import { describeValue, failure } from "../failure.ts";
import { checkMatrix, type Matrix } from "../matrix.ts";
import type { Tape } from "../tape.ts";
import { Tensor } from "../tensor.ts";

/**
 * A part of a network: weights, and what they do to a batch.
 *
 * ```ts
 * const weights = network.parameters();
 * const loss = network.forward(tape, tape.constant(inputs)).binaryCrossEntropy(targets);
 * loss.backward();
 * optimizer.step(weights.map((w) => w.value), weights.map((w) => w.gradient));
 * tape.reset();
 * ```
 */
export interface Layer {
  /** The weights, each once, always in the same order. */
  parameters(): readonly Parameter[];
  /** Records on the tape what the layer makes of x `(batch, fan-in)`: a tensor `(batch, fan-out)`. */
  forward(tape: Tape, x: Tensor): Tensor;
  /** What the layer makes of x with f applied to it, as one operation. Left out where there is none. */
  forwardThrough?(tape: Tape, x: Tensor, f: Elementwise): Tensor;
  /** The function that this layer is, where it is nothing else. */
  readonly f?: Elementwise;
  /** The layers that this one is made of, in order. Left out where it is made of none. */
  readonly layers?: readonly Layer[];
}

/** A weight or bias of a layer. It outlives the tape's resets; the tensor that stands for it on the tape does not. */
export class Parameter {
  /** The numbers, which an optimiser changes in place. */
  readonly value: Matrix;
  /** The name under which probes report it, if any. */
  readonly label: string | undefined;
  #tensor: Tensor | undefined;

  constructor(value: Matrix, label?: string) {
    checkMatrix("new Parameter", value);
    this.value = value;
    this.label = label;
  }

  /**
   * The tensor that stands for this parameter beside x, on x's tape: one tensor from one reset to the next, so that
   * a weight that is used several times gets the sum of its gradients.
   */
  beside(x: Tensor): Tensor {
    const current = this.#tensor;
    if (current?.tape === x.tape && current.generation === x.generation) return current;
    this.#tensor = x.tape.parameter(this.value, this.label);
    return this.#tensor;
  }

  /**
   * ∂L/∂(this) of the last `backward`, in the shape of `value`. Undefined before the first forward step, before
   * `backward`, and where the loss does not depend on this parameter.
   *
   * @throws after the tape was reset: read it before.
   */
  get gradient(): Matrix | undefined {
    return this.#tensor?.gradient;
  }
}

/** Refuses what is not a layer, such as an elementwise function. */
export function checkLayer(operation: string, value: unknown): asserts value is Layer {
  const { parameters, forward } = Object(value) as Partial<Layer>;
  if (typeof parameters === "function" && typeof forward === "function") return;
  throw failure(
    operation,
    "a layer { parameters(), forward(tape, x) }",
    describeValue(value),
    "wrap an elementwise function with activation(f)",
  );
}

/** Refuses an input that is not a tensor of this tape, made since its last reset. */
export function checkInput(operation: string, tape: Tape, x: Tensor): void {
  if (!(x instanceof Tensor)) {
    throw failure(operation, "a tensor", describeValue(x), "pass forward(tape, tape.constant(inputs))");
  }
  tape.nodeOf(x, operation);
}
