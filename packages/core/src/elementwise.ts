import { sigmoid, sigmoidDerivative, tanh, tanhDerivative } from "./elementary.ts";
import { describeValue, failure } from "./failure.ts";

/**
 * A function of one number, applied to every entry of a matrix, with its derivative.
 *
 * `derivative` takes the input x, not the output: a rounded output no longer knows how small the derivative is.
 * Both are computed in float64 and rounded when they are stored.
 */
export interface Elementwise {
  readonly name: string;
  value(x: number): number;
  derivative(x: number): number;
}

export const sigmoidElementwise: Elementwise = {
  name: "sigmoid",
  value: sigmoid,
  derivative: sigmoidDerivative,
};

export const tanhElementwise: Elementwise = { name: "tanh", value: tanh, derivative: tanhDerivative };

/** Refuses what does not have the three parts of an elementwise function. */
export function checkElementwise(operation: string, f: unknown): asserts f is Elementwise {
  const parts = Object(f) as Partial<Elementwise>;
  const missing = [
    typeof parts.name === "string" ? [] : ["name"],
    typeof parts.value === "function" ? [] : ["value(x)"],
    typeof parts.derivative === "function" ? [] : ["derivative(x)"],
  ].flat();
  if (missing.length === 0) return;
  throw failure(
    operation,
    "an elementwise function { name, value(x), derivative(x) }",
    `${describeValue(f)} without ${missing.join(", ")}`,
    "pass one object with all three",
  );
}
