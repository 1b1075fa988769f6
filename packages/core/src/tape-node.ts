import type { Elementwise } from "./elementwise.ts";
import type { Kernels } from "./kernels.ts";
import { type Matrix, shapeOf } from "./matrix.ts";
import type { AnyOperation } from "./operation.ts";

/** A tensor as the probes see it. */
export interface LabelledTensor {
  readonly label: string;
  readonly value: Matrix;
  readonly gradient: Matrix | undefined;
  /** For the result of `apply`, `tanh` or `sigmoid`: the function, and the pre-activations that it was applied to. */
  readonly activation: { readonly f: Elementwise; readonly preActivation: Matrix } | undefined;
}

/** Sends the gradient of a result on to its inputs. */
type PullBack = (gradient: Matrix) => void;

const none: Matrix = { rows: 0, columns: 0, data: new Float32Array(0) };

/**
 * What the tape keeps of one tensor. It is also the step that the tensor's operation is called with. The tensor at the same place
 * after a reset gets the same node, with all of its fields written anew: training would else make some ten objects for each
 * operation and throw them away again, which costs more than recording itself.
 */
export class TapeNode {
  /** What made the tensor: the name of an operation, `constant` or `parameter`. */
  name = "";
  value = none;
  /** The same numbers where kernels reach them: for a constant or a parameter perhaps a copy, else the value itself. */
  operand = none;
  /** True for a parameter and for everything that was computed from one. */
  needsGradient = false;
  gradient: Matrix | undefined = undefined;
  /** The gradient from earlier calls of `backward`, while a further one runs. */
  earlier: Matrix | undefined = undefined;
  label: string | undefined = undefined;
  /** For the result of `apply`, `tanh` or `sigmoid`: the function. */
  f: Elementwise | undefined = undefined;
  /** The operation that made the tensor. Undefined for leaves and for custom operations. */
  operation: AnyOperation | undefined = undefined;
  /** What a custom operation does with the gradient. */
  pullBack: PullBack | undefined = undefined;

  /** The nodes of the inputs, and below what `operation` takes. */
  readonly inputNodes: TapeNode[] = [];
  kernels: Kernels;
  readonly inputs: Matrix[] = [];
  settings: unknown = undefined;
  output = none;
  kept: Matrix | undefined = undefined;
  readonly inputGradients: (Matrix | undefined)[] = [];
  readonly fromZeros: boolean[] = [];

  constructor(kernels: Kernels) {
    this.kernels = kernels;
  }

  /** Writes the fields of a leaf or of a result. */
  describe(name: string, value: Matrix, operand: Matrix, needsGradient: boolean): void {
    this.name = name;
    this.value = value;
    this.operand = operand;
    this.needsGradient = needsGradient;
    this.gradient = undefined;
    this.earlier = undefined;
    this.label = undefined;
    this.f = undefined;
    this.operation = undefined;
    this.pullBack = undefined;
  }
}

/** A node in words, for messages: `the result of matmul "z" of shape 2×3`. */
export function describeNode({ name, label, value }: TapeNode): string {
  const labelled = label === undefined ? "" : ` ${JSON.stringify(label)}`;
  return `the result of ${name}${labelled} of shape ${shapeOf(value)}`;
}
