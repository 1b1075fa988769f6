import { sigmoid, sigmoidDerivative, tanh, tanhDerivative } from "./elementary.ts";
import { erf, erfDerivative } from "./error-function.ts";
import { erfDerivativeF32, erfF32 } from "./error-function-f32.ts";
import { exp, log } from "./exponential.ts";
import {
  expF32,
  logF32,
  sigmoidDerivativeF32,
  sigmoidF32,
  tanhDerivativeF32,
  tanhF32,
} from "./exponential-f32.ts";
import { describeValue, failure } from "./failure.ts";
import type { SimdForm } from "./simd-memory.ts";

/** f and f′ of one number. `derivative` takes the input x, not the output: a rounded output no longer knows how small f′ is. */
export interface ValueAndDerivative {
  value(x: number): number;
  derivative(x: number): number;
}

/** A function of one number in float32 arithmetic. */
export interface Float32Form extends ValueAndDerivative {
  /** Which of the compiled kernels computes the very same bits, if one does. */
  readonly simd?: SimdForm;
}

/**
 * A function of one number, applied to every entry of a matrix, with its derivative.
 *
 * Both are computed in float64 and rounded when they are stored, unless `f32` says how an f32 tape computes them.
 */
export interface Elementwise extends ValueAndDerivative {
  readonly name: string;
  /** The same function for f32 tapes, in float32 arithmetic: as vector instructions compute it, four entries at a time. */
  readonly f32?: Float32Form;
  /** The least upper bound of |f′|, by which `probe` tells where f is saturated. */
  readonly lipschitz?: number;
}

export const expElementwise: Elementwise = {
  name: "exp",
  value: exp,
  derivative: exp,
  f32: { value: expF32, derivative: expF32, simd: "exp" },
};

/** Below 0 there is no logarithm: both are NaN. */
export const logElementwise: Elementwise = {
  name: "log",
  value: log,
  derivative: inverse,
  f32: { value: logF32, derivative: inverse, simd: "log" },
};

export const sigmoidElementwise: Elementwise = {
  name: "sigmoid",
  value: sigmoid,
  derivative: sigmoidDerivative,
  f32: { value: sigmoidF32, derivative: sigmoidDerivativeF32, simd: "sigmoid" },
  lipschitz: 1 / 4,
};

export const tanhElementwise: Elementwise = {
  name: "tanh",
  value: tanh,
  derivative: tanhDerivative,
  f32: { value: tanhF32, derivative: tanhDerivativeF32, simd: "tanh" },
  lipschitz: 1,
};

export const erfElementwise: Elementwise = {
  name: "erf",
  value: erf,
  derivative: erfDerivative,
  f32: { value: erfF32, derivative: erfDerivativeF32, simd: "erf" },
  lipschitz: erfDerivative(0),
};

/** Refuses what does not have the three parts of an elementwise function. */
export function checkElementwise(operation: string, f: unknown): asserts f is Elementwise {
  // This runs for every layer of every step.
  const { name, value, derivative } = (f ?? {}) as Partial<Elementwise>;
  if (typeof name === "string" && typeof value === "function" && typeof derivative === "function") return;
  const missing = [
    ...(typeof name === "string" ? [] : ["name"]),
    ...(typeof value === "function" ? [] : ["value(x)"]),
    ...(typeof derivative === "function" ? [] : ["derivative(x)"]),
  ];
  throw failure(
    operation,
    "an elementwise function { name, value(x), derivative(x) }",
    `${describeValue(f)} without ${missing.join(", ")}`,
    "pass one object with all three",
  );
}

function inverse(x: number): number {
  return x < 0 ? Number.NaN : 1 / x;
}
