import type { Verdict } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { type CheckOfCalls, eachCall } from "./each-call.ts";
import type { Fact } from "./message.ts";
import { at, findLeaf, reading } from "./outcome.ts";

/**
 * Checks that every number in the outcome of every call is finite: the outcome is a number, or a list, matrix or record of numbers to
 * any depth. A failure says where the first NaN or Infinity is.
 */
export function toBeFinite(received: unknown, check: CheckOfCalls): Verdict {
  return eachCall(received, check, { expected: () => "finite numbers", examine: factsOf });
}

function factsOf(outcome: unknown): readonly Fact[] | undefined {
  let finite = 0;
  const read = reading(() =>
    findLeaf(outcome, (leaf) => {
      if (!Number.isFinite(leaf)) return true;
      finite++;
      return false;
    }),
  );
  const note =
    "unreadable" in read
      ? read.unreadable
      : read.result
        ? noteOn(read.result.value)
        : finite === 0
          ? "there is no number in it"
          : undefined;
  if (note === undefined) return undefined;
  const first = "result" in read ? read.result : undefined;
  return [
    ["expected", "finite numbers"],
    ["received", first ? `${describeValue(first.value)}${at(first.place)}` : describeValue(outcome)],
    ["note", note],
  ];
}

function noteOn(leaf: unknown): string {
  return leaf === Number.POSITIVE_INFINITY || leaf === Number.NEGATIVE_INFINITY
    ? "Infinity means: the result is larger than 1.8e308, or something was divided by 0"
    : notANumber(leaf);
}
