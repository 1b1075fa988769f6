import { describeValue } from "./describe-value.ts";

/** What every check of a suite says beside its numbers. */
export interface Check {
  /** One sentence: why this matters. It leads the failure message. */
  readonly why: string;
  /** The seed of the inputs, where they were drawn. */
  readonly seed?: number;
}

/** What a matcher hands back to `expect`. */
export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

export const passed: Verdict = {
  pass: true,
  message: () => "The check holds, and the suite asked that it does not.",
};

export function failed(message: string): Verdict {
  return { pass: false, message: () => message };
}

const blame = "This check would pass whatever the exercise does";

/** An author's error: a check that holds for every answer, because it has nothing to look at. */
export function emptyCheck(problem: string): Error {
  return new Error(`${blame}: ${problem}. Mend it in lesson.test.ts.`);
}

/** Whether something thrown is an author's error, and says nothing of the exercise. */
export function isEmptyCheck(thrown: unknown): boolean {
  return thrown instanceof Error && String(thrown.message).startsWith(blame);
}

/** Refuses a tolerance that zero would pass, whatever is expected: the error of zero is 1. */
export function checkTolerance(tolerance: number): void {
  if (tolerance >= 0 && tolerance < 1) return;
  throw emptyCheck(`its tolerance is ${tolerance}, and a relative one is from 0 to below 1`);
}

/** A function from numbers or lists to an outcome, as a learner exports it. */
export type Checked = (...inputs: never[]) => unknown;

/** The verdict on something that is no function, where one should be. */
export function notAFunction(received: unknown, check: Check): Verdict | undefined {
  if (typeof received === "function") return undefined;
  return failed(
    `${check.why}\n\nA function is needed here, and this is ${describeValue(received)}. Is it exported under its name?`,
  );
}
