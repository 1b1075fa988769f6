import { call, describeCall } from "./call.ts";
import { type Check, type Checked, failed, notAFunction, passed, type Verdict } from "./check.ts";
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
      ? agreement.inputs.map((inputs) => reference(...(inputs as never[])))
      : reference;
  const scale = agreement.relativeTo === "all calls" ? largestMagnitude(allExpected) : undefined;
  for (const [i, inputs] of agreement.inputs.entries()) {
    const expected = allExpected[i];
    const outcome = call(f, inputs);
    const called = describeCall(f.name, inputs);
    if ("thrown" in outcome) return failed(thrownMessage(called, expected, outcome.thrown, agreement));
    const found = difference(outcome.value, expected, agreement.tolerance, scale);
    if (found) return failed(differenceMessage(called, found, agreement));
  }
  return passed;
}

function thrownMessage(called: string, expected: unknown, thrown: unknown, { why, seed }: Agreement): string {
  return failureMessage(why, [
    ["input", called],
    ["expected", describeValue(expected)],
    ["received", `an error: ${describeValue(thrown)}`],
    ["seed", seed?.toString()],
  ]);
}

function differenceMessage(called: string, found: Difference, agreement: Agreement): string {
  const { why, tolerance, toleranceFrom, seed } = agreement;
  const wrongNumber = found.wrongKind === undefined;
  const error = found.relativeError;
  return failureMessage(why, [
    ["input", called],
    ["expected", `${found.expected}${found.place && ` ${found.place}`}`],
    ["received", found.received],
    ["note", found.wrongKind],
    ["relative error", error !== undefined && Number.isFinite(error) ? describeError(error) : undefined],
    ["tolerance", wrongNumber ? `${describeError(tolerance)} (${toleranceFrom})` : undefined],
    ["seed", seed?.toString()],
  ]);
}
