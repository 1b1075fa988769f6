import { call, copyOf, describeCall } from "./call.ts";
import { type Check, type Checked, emptyCheck, failed, notAFunction, passed, type Verdict } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { type Difference, difference, largestMagnitude } from "./difference.ts";
import { describeError, failureMessage } from "./message.ts";

export interface Agreement extends Check {
  /** Argument lists, one a call. */
  readonly inputs: readonly (readonly unknown[])[];
  /** The largest relative error that passes; 0 asks for equality. */
  readonly tolerance: number;
  /** Where the tolerance comes from, in a few words. */
  readonly toleranceFrom: string;
  /**
   * What the error is relative to: the largest magnitude expected in the outcome of the same call, or in the outcomes of all calls,
   * where they belong together as the entries of one gradient do. The same call unless told.
   */
  readonly relativeTo?: "call" | "all calls";
}

/**
 * Checks that a function gives what a reference gives, on every input: numbers, or lists of numbers to any depth.
 *
 * @param reference a function of the same inputs, or the list of expected outcomes, one an input
 */
export function toAgreeWith(
  received: unknown,
  reference: Checked | readonly unknown[],
  agreement: Agreement,
): Verdict {
  const noFunction = notAFunction(received, agreement);
  if (noFunction) return noFunction;
  const f = received as Checked;
  const allExpected =
    typeof reference === "function"
      ? agreement.inputs.map((inputs) => reference(...(copyOf(inputs) as never[])))
      : reference;
  if (agreement.inputs.length === 0) throw emptyCheck("it has no inputs");
  if (allExpected.length !== agreement.inputs.length || allExpected.includes(undefined)) {
    throw emptyCheck(
      `it has ${agreement.inputs.length} inputs, and not one expected outcome for each of them`,
    );
  }
  const scale = agreement.relativeTo === "all calls" ? largestMagnitude(allExpected) : undefined;
  for (const [i, inputs] of agreement.inputs.entries()) {
    const expected = allExpected[i];
    const outcome = call(f, inputs);
    const called = describeCall(f.name, inputs);
    if ("thrown" in outcome) return failed(thrownMessage(called, expected, outcome.thrown, agreement));
    const found = difference(outcome.value, expected, agreement.tolerance, scale);
    if (found) return failed(differenceMessage(called, found, agreement, scale));
    if (outcome.changedInput) return failed(changedInputMessage(called, agreement));
  }
  return passed;
}

function thrownMessage(called: string, expected: unknown, thrown: unknown, { why, seed }: Agreement): string {
  return failureMessage(why, [
    ["input", called],
    ["expected", describeValue(expected)],
    ["received", `an error: ${describeValue(thrown)}`],
    ["note", noteOnError(describeValue(thrown))],
    ["seed", seed?.toString()],
  ]);
}

function noteOnError(error: string): string | undefined {
  if (/call stack/i.test(error)) {
    return "the function calls itself too often for an input of this size: a loop does not";
  }
  return error.includes("process.exit") ? "process.exit ends the whole run: take the call out" : undefined;
}

function changedInputMessage(called: string, { why, seed }: Agreement): string {
  return failureMessage(why, [
    ["input", called],
    ["note", "the result is right, but the function changes the list that it is given: others still need it"],
    ["seed", seed?.toString()],
  ]);
}

function differenceMessage(
  called: string,
  found: Difference,
  agreement: Agreement,
  scale: number | undefined,
): string {
  const { why, tolerance, toleranceFrom, seed } = agreement;
  const wrongNumber = found.wrongKind === undefined;
  return failureMessage(why, [
    ["input", called],
    ["expected", `${found.expected}${found.place && ` ${found.place}`}`],
    ["received", found.received],
    ["note", found.wrongKind],
    ["relative error", describeRelativeError(found.relativeError, scale)],
    ["tolerance", wrongNumber ? `${describeError(tolerance)} (${toleranceFrom})` : undefined],
    ["seed", seed?.toString()],
  ]);
}

function describeRelativeError(error: number | undefined, scale: number | undefined): string | undefined {
  if (error === undefined || !Number.isFinite(error)) return undefined;
  const relativeTo =
    scale === undefined ? "" : `, relative to ${describeValue(scale)}, the largest value of this check`;
  return `${describeError(error)}${relativeTo}`;
}
