import { describeValue, failure } from "./failure.ts";
import { checkMatrix, type Matrix } from "./matrix.ts";

/**
 * An operation of your own, for `tape.custom(operation, ...inputs)`. `Inputs` is `[Matrix]` for one input,
 * `[Matrix, Matrix]` for two, and so on.
 *
 * With Y = forward(X₁, …, Xₙ) and G = ∂L/∂Y, `vjp` returns the list ∂L/∂X₁, …, ∂L/∂Xₙ, each in the shape and precision
 * of its input, or undefined for an input that L does not depend on through Y. The tape adds them up; neither function
 * may change the matrices that it is given.
 */
export interface CustomOperation<Inputs extends readonly Matrix[] = readonly Matrix[]> {
  readonly name: string;
  forward(...inputs: Inputs): Matrix;
  vjp(step: {
    readonly gradient: Matrix;
    readonly output: Matrix;
    readonly inputs: Inputs;
  }): readonly (Matrix | undefined)[];
}

/** Refuses what does not have the three parts of an operation. */
export function checkCustomOperation(operation: unknown): asserts operation is CustomOperation {
  const { name, forward, vjp } = (operation ?? {}) as Partial<CustomOperation>;
  if (typeof name === "string" && typeof forward === "function" && typeof vjp === "function") return;
  throw failure(
    "custom",
    "an operation { name, forward, vjp }",
    describeValue(operation),
    "pass the record first and its input tensors after it",
  );
}

/** The matrices that a vjp returned, checked against the inputs. */
export function checkVjpResult(
  name: string,
  result: unknown,
  inputs: readonly Matrix[],
): readonly (Matrix | undefined)[] {
  if (!Array.isArray(result) || result.length !== inputs.length) {
    throw failure(
      `vjp of ${name}`,
      `a list of ${inputs.length} matrices, one for each input`,
      Array.isArray(result) ? `a list of ${result.length}` : describeValue(result),
      "return [gradient of the first input, gradient of the second, …]",
    );
  }
  for (const gradient of result) if (gradient !== undefined) checkMatrix(`vjp of ${name}`, gradient);
  return result;
}
