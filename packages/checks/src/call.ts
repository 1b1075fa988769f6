import { describeValue, isList } from "./describe-value.ts";
import { difference } from "./difference.ts";

/** What came of calling a learner's function: an outcome, or an error that it threw. */
export type Outcome =
  | { readonly value: unknown; readonly changedInput: boolean }
  | { readonly thrown: unknown };

/**
 * Calls a learner's function with a copy of the inputs, so that a function that changes its inputs harms no later check.
 * An error whose message begins with TODO is a gap that is still open: it passes through as it is, for the course to name.
 */
export function call(f: (...inputs: never[]) => unknown, inputs: readonly unknown[]): Outcome {
  const copies = copyOf(inputs);
  try {
    const value = f(...(copies as never[]));
    return { value, changedInput: difference(copies, inputs, 0) !== undefined };
  } catch (thrown) {
    if (isGap(thrown)) throw thrown;
    return { thrown };
  }
}

/** Whether something thrown is a starter's TODO, the mark of a task that is still open. */
export function isGap(thrown: unknown): thrown is Error {
  return thrown instanceof Error && typeof thrown.message === "string" && thrown.message.startsWith("TODO");
}

/** A copy of a call's inputs: of the lists among them, to any depth. Functions and objects are handed over as they are. */
export function copyOf(inputs: readonly unknown[]): unknown[] {
  return inputs.map(copy);
}

function copy(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(copy);
  return isList(input) ? input.slice() : input;
}

/** `pathGain([0.5, 0.5])`, as a learner would write the call. */
export function describeCall(name: string, inputs: readonly unknown[]): string {
  return `${name}(${inputs.map(describeInput).join(", ")})`;
}

function describeInput(input: unknown): string {
  return typeof input === "function" ? input.name || "f" : describeValue(input);
}
