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
    // No suite waits for a promise, and one that is rejected unheard would end the whole run.
    if (value instanceof Promise) value.catch(() => undefined);
    return { value, changedInput: difference(copies, inputs, 0) !== undefined };
  } catch (thrown) {
    if (isGap(thrown)) throw thrown;
    return { thrown };
  }
}

/** Whether something thrown is a starter's TODO, the mark of a task that is still open. */
export function isGap(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error && typeof thrown.message === "string" && thrown.message.startsWith("TODO");
  } catch {
    return false;
  }
}

/** A copy of a call's inputs: of the lists and plain records among them, to any depth. What else there is, is handed over as it is. */
export function copyOf(inputs: readonly unknown[]): unknown[] {
  return inputs.map(copy);
}

function copy(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(copy);
  if (isList(input)) return input.slice();
  if (typeof input !== "object" || input === null || Object.getPrototypeOf(input) !== Object.prototype) {
    return input;
  }
  return Object.fromEntries(Object.entries(input).map(([key, entry]) => [key, copy(entry)]));
}

/**
 * `pathGain([0.5, 0.5])`, as a learner would write the call.
 *
 * @param leading what stands before the inputs, in words
 */
export function describeCall(
  f: (...inputs: never[]) => unknown,
  inputs: readonly unknown[],
  leading: readonly string[] = [],
): string {
  return `${nameOf(f)}(${[...leading, ...inputs.map(describeInput)].join(", ")})`;
}

function describeInput(input: unknown): string {
  return typeof input === "function" ? nameOf(input) : describeValue(input);
}

/** A function's name, or `f` where it has none. A learner can set it to anything. */
export function nameOf(f: unknown): string {
  try {
    const name: unknown = (f as { name: unknown }).name;
    return typeof name === "string" && name !== "" ? name.slice(0, 60) : "f";
  } catch {
    return "f";
  }
}
