import { gelu, relu } from "@vanishing/activations";
import {
  type Elementwise,
  erfElementwise,
  expElementwise,
  logElementwise,
  sigmoidElementwise,
  tanhElementwise,
} from "@vanishing/core";

/** A function of one number that both sets of kernels know, and how far they may be from its float64 form. */
export interface ProvedFunction {
  readonly f: Elementwise;
  /** Units in the last place that f and f′ are within, as the doc comments of the float32 forms promise. */
  readonly promised: Readonly<Record<Part, number>>;
}

/** What is proved of a function: its value, and its derivative. */
export type Part = "value" | "derivative";
export const parts: readonly Part[] = ["value", "derivative"];

type CompiledForm = NonNullable<NonNullable<Elementwise["f32"]>["simd"]>;

/** All compiled functions, by the name that the command takes. A new one does not compile without a promise. */
export const provedFunctions: Readonly<Record<CompiledForm, ProvedFunction>> = {
  exp: { f: expElementwise, promised: { value: 1, derivative: 1 } },
  log: { f: logElementwise, promised: { value: 1, derivative: 1 } },
  sigmoid: { f: sigmoidElementwise, promised: { value: 2, derivative: 3 } },
  tanh: { f: tanhElementwise, promised: { value: 2.5, derivative: 3 } },
  erf: { f: erfElementwise, promised: { value: 2, derivative: 3 } },
  relu: { f: relu, promised: { value: 0, derivative: 0 } },
  gelu: { f: gelu, promised: { value: 3, derivative: 4 } },
};

/** The function of this name, which comes from `provedFunctions`. */
export function provedFunction(name: string): ProvedFunction {
  return provedFunctions[name as CompiledForm];
}

/** How a part of a function is written: `tanh`, `tanh′`. */
export function inSymbols(name: string, part: Part): string {
  return part === "value" ? name : `${name}′`;
}
