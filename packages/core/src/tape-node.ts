import type { Elementwise } from "./elementwise.ts";
import { type Matrix, shapeOf } from "./matrix.ts";

/** A tensor as the probes see it. */
export interface LabelledTensor {
  readonly label: string;
  readonly value: Matrix;
  readonly gradient: Matrix | undefined;
  /** For the result of `apply`, `tanh` or `sigmoid`: the function, and the pre-activations that it was applied to. */
  readonly activation: { readonly f: Elementwise; readonly preActivation: Matrix } | undefined;
}

/** What the tape keeps of one tensor. */
export interface TapeNode {
  readonly operation: string;
  readonly value: Matrix;
  /** The same numbers where kernels reach them: for a constant or a parameter perhaps a copy, else the value itself. */
  readonly operand: Matrix;
  /** True for a parameter and for everything that was computed from one. */
  readonly needsGradient: boolean;
  /** Adds to the gradients of the inputs what they receive from this node. Undefined where nothing flows on. */
  readonly pullBack: ((gradient: Matrix) => void) | undefined;
  readonly activation: { readonly f: Elementwise; readonly preActivation: Matrix } | undefined;
}

/** What the tape keeps of one tensor. */
export interface TapeNode {
  readonly operation: string;
  readonly value: Matrix;
  /** The same numbers where kernels reach them: for a constant or a parameter perhaps a copy, else the value itself. */
  readonly operand: Matrix;
  /** True for a parameter and for everything that was computed from one. */
  readonly needsGradient: boolean;
  /** Adds to the gradients of the inputs what they receive from this node. Undefined where nothing flows on. */
  readonly pullBack: ((gradient: Matrix) => void) | undefined;
  readonly activation: LabelledTensor["activation"];
  gradient: Matrix | undefined;
  /** The gradient from earlier calls of `backward`, while a further one runs. */
  earlier: Matrix | undefined;
  label: string | undefined;
}

/** A node in words, for messages: `the result of matmul "z" of shape 2×3`. */
export function describeNode({ operation, label, value }: TapeNode): string {
  const name = label === undefined ? "" : ` ${JSON.stringify(label)}`;
  return `the result of ${operation}${name} of shape ${shapeOf(value)}`;
}
