import { call, describeCall } from "./call.ts";
import { type Check, type Checked, emptyCheck, failed, notAFunction, passed, type Verdict } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { type Fact, failureMessage } from "./message.ts";

/** A check of the outcomes of one function. */
export interface CheckOfCalls extends Check {
  /** Argument lists, one a call. */
  readonly inputs: readonly (readonly unknown[])[];
  /** What a failure shows of a call's inputs, where they are too long for a line: a summary, or a small table. The call itself unless told. */
  readonly shown?: (...inputs: never[]) => string;
}

/** What a matcher knows of the call with a given index. */
interface Expectation {
  /** What the outcome should be, for the message where there is none. */
  readonly expected: (index: number) => string;
  /** What is wrong with an outcome; `undefined` where nothing is. */
  readonly examine: (outcome: unknown, index: number) => readonly Fact[] | undefined;
}

/**
 * Calls a learner's function with each of the inputs, and gives the verdict on the first call that goes wrong: it throws, its outcome
 * is not what it should be, or it changes its inputs.
 */
export function eachCall(
  received: unknown,
  check: CheckOfCalls,
  { expected, examine }: Expectation,
): Verdict {
  if (check.inputs.length === 0) throw emptyCheck("it has no inputs");
  const noFunction = notAFunction(received, check);
  if (noFunction) return noFunction;
  const f = received as Checked;
  for (const [index, inputs] of check.inputs.entries()) {
    const outcome = call(f, inputs);
    const facts =
      "thrown" in outcome
        ? [["expected", expected(index)] as const, ...factsOfError(outcome.thrown)]
        : (examine(outcome.value, index) ?? (outcome.changedInput ? [changedInput] : undefined));
    if (facts === undefined) continue;
    const seed = check.seed?.toString();
    const input = check.shown?.(...(inputs as never[])) ?? describeCall(f, inputs);
    return failed(failureMessage(check.why, [["input", input], ...facts, ["seed", seed]]));
  }
  return passed;
}

/** What a learner's function threw, with what often leads to it. */
export function factsOfError(thrown: unknown): readonly Fact[] {
  const error = describeValue(thrown);
  return [
    ["received", `an error: ${error}`],
    ["note", noteOnError(error)],
  ];
}

function noteOnError(error: string): string | undefined {
  if (/call stack/i.test(error)) {
    return "the function calls itself too often for an input of this size: a loop does not";
  }
  return error.includes("process.exit") ? "process.exit ends the whole run: take the call out" : undefined;
}

export const changedInput: Fact = [
  "note",
  "the result is right, but the function changes the list that it is given: others still need it",
];
