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
  const scaleOfAll = relativeTo === "all calls" ? largestMagnitude(allExpected) : undefined;
  return eachCall(received, agreement, {
    expected: (index) => describeValue(allExpected[index]),
    examine(outcome, index) {
      const scale = scaleOfAll ?? largestMagnitude(allExpected[index]);
      const found = difference(outcome, allExpected[index], tolerance, scale);
      return found && factsOf(found, agreement, scale);
    },
  });
}

function factsOf(found: Difference, agreement: Agreement, scale: number): readonly Fact[] {
  const { tolerance, toleranceFrom } = agreement;
  const isWrongNumber = found.wrongKind === undefined;
  return [
    ["expected", `${found.expected}${found.place && ` ${found.place}`}`],
    ["received", found.received],
    ["note", found.wrongKind],
    ["relative error", describeRelativeError(found, agreement, scale)],
    ["tolerance", isWrongNumber ? `${describeError(tolerance)} (${toleranceFrom})` : undefined],
  ];
}

function describeRelativeError(
  { relativeError, expected }: Difference,
  { relativeTo }: Agreement,
  scale: number,
): string | undefined {
  if (relativeError === undefined || !Number.isFinite(relativeError)) return undefined;
  const size = describeValue(scale);
  const isExpected = expected === size || expected === describeValue(-scale);
  const whole = relativeTo === "all calls" ? "check" : "call";
  return (
    describeError(relativeError) +
    (isExpected ? "" : `, relative to ${size}, the largest value of this ${whole}`)
  );
}
