import { copyOf } from "./call.ts";
import { type Checked, checkTolerance, emptyCheck, type Verdict } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { type Difference, difference, largestMagnitude } from "./difference.ts";
import { type CheckOfCalls, eachCall } from "./each-call.ts";
import { describeError, type Fact } from "./message.ts";

export interface Agreement extends CheckOfCalls {
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
 * Checks that a function gives what a reference gives, on every input: numbers, or lists, matrices and records of numbers to any depth.
 *
 * @param reference a function of the same inputs, or the list of expected outcomes, one an input
 */
export function toAgreeWith(
  received: unknown,
  reference: Checked | readonly unknown[],
  agreement: Agreement,
): Verdict {
  const { inputs, tolerance, relativeTo } = agreement;
  checkTolerance(tolerance);
  const allExpected =
    typeof reference === "function"
      ? inputs.map((input) => reference(...(copyOf(input) as never[])))
      : reference;
  if (allExpected.length !== inputs.length || allExpected.includes(undefined)) {
    throw emptyCheck(`it has ${inputs.length} inputs, and not one expected outcome for each of them`);
  }
  const scale = relativeTo === "all calls" ? largestMagnitude(allExpected) : undefined;
  return eachCall(received, agreement, {
    expected: (index) => describeValue(allExpected[index]),
    examine(outcome, index) {
      const found = difference(outcome, allExpected[index], tolerance, scale);
      return found && factsOf(found, agreement, scale);
    },
  });
}

function factsOf(found: Difference, agreement: Agreement, scale: number | undefined): readonly Fact[] {
  const { tolerance, toleranceFrom } = agreement;
  const isWrongNumber = found.wrongKind === undefined;
  return [
    ["expected", `${found.expected}${found.place && ` ${found.place}`}`],
    ["received", found.received],
    ["note", found.wrongKind],
    ["relative error", describeRelativeError(found.relativeError, scale)],
    ["tolerance", isWrongNumber ? `${describeError(tolerance)} (${toleranceFrom})` : undefined],
  ];
}

function describeRelativeError(error: number | undefined, scale: number | undefined): string | undefined {
  if (error === undefined || !Number.isFinite(error)) return undefined;
  const relativeTo =
    scale === undefined ? "" : `, relative to ${describeValue(scale)}, the largest value of this check`;
  return `${describeError(error)}${relativeTo}`;
}
