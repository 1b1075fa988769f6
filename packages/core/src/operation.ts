import { describeValue, failure } from "./failure.ts";
import type { Kernels } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";

/** Rows and columns of a result. */
export type Shape = readonly [rows: number, columns: number];

/** One place for a gradient per input: a matrix to add to, or undefined where no gradient is wanted. */
type GradientsOf<Inputs extends readonly Matrix[]> = { readonly [Place in keyof Inputs]: Matrix | undefined };

/**
 * An operation: its forward value and its vector-Jacobian product side by side.
 *
 * L is the scalar at the end of the tape, Y the operation's output, G = ∂L/∂Y. The vjp adds Gᵀ·∂Y/∂X, that is ∂L/∂X,
 * to `inputGradients` for each input X that wants it. It adds and never overwrites: X may be used elsewhere too.
 */
export interface Operation<Inputs extends readonly Matrix[], Settings> {
  /**
   * Says that the vjp heeds `fromZeros`: where it is true for an input, that input's gradient is to be taken as zeros, whatever its
   * memory holds, and every entry is written. One input after the other: the second of two that are the same tensor adds to the
   * first. Without this, gradients are cleared before the vjp is called.
   */
  readonly startsFromZeros?: true;
  /** The shape of the output. Throws when the inputs do not fit each other or the settings. */
  shape(inputs: Inputs, settings: Settings): Shape;
  /** The shape of what `forward` keeps for the vjp beside the output, if it keeps something. */
  keeps?(inputs: Inputs, settings: Settings): Shape;
  /** Writes every entry of `output`, whatever it held before, and of `kept`, which is there only where a gradient is wanted. */
  forward(step: {
    kernels: Kernels;
    inputs: Inputs;
    settings: Settings;
    output: Matrix;
    kept: Matrix | undefined;
  }): void;
  vjp(step: {
    kernels: Kernels;
    inputs: Inputs;
    settings: Settings;
    output: Matrix;
    gradient: Matrix;
    inputGradients: GradientsOf<Inputs>;
    fromZeros: { readonly [Place in keyof Inputs]: boolean };
    kept: Matrix | undefined;
  }): void;
}

/** An operation, whatever it takes. */
export type AnyOperation = Operation<readonly Matrix[], unknown>;

/** Refuses what does not have the three parts of an operation, such as a custom operation. */
export function checkOperation(name: string, operation: unknown): void {
  const { shape, forward, vjp } = Object(operation) as Partial<Operation<[], unknown>>;
  if ([shape, forward, vjp].every((part) => typeof part === "function")) return;
  throw failure(
    name,
    "an operation { shape, forward, vjp }",
    describeValue(operation),
    "write tape.run(name, operation, [x], settings); for { name, forward, vjp } there is tape.custom",
  );
}

/** What an operation takes: matrices that gradients flow to, and settings that they do not flow to. */
export interface Signature {
  readonly inputs: readonly Matrix[];
  readonly settings: unknown;
}

/** An operation for every signature. The mapped type is exhaustive: an operation without a vjp does not compile. */
export type OperationsFor<Signatures extends { readonly [Name in keyof Signatures]: Signature }> = {
  readonly [Name in keyof Signatures]: Operation<Signatures[Name]["inputs"], Signatures[Name]["settings"]>;
};
