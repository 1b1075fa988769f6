import type { LessonProgress } from "@vanishing/catalogue/progress";
import type { Recognised } from "./recognise.ts";
import { describePath, openTask, type TestResult } from "./verdict.ts";

/** What the run of a suite on an exercise has come to. */
export interface Outcome {
  /** The functions that the exercise exports. */
  readonly tasks: readonly string[];
  /** The tests that have run, in file order. */
  readonly tests: readonly TestResult[];
  /** What kept the exercise from being checked, or from being checked to the end, if anything did. */
  readonly problem: string | undefined;
  /** The known mistakes that the exercise makes. */
  readonly recognised: readonly Recognised[];
}

/** Whether the run is a pass: every test of a suite that has tests. */
export function passes({ tests, problem }: Pick<Outcome, "tests" | "problem">): boolean {
  return problem === undefined && tests.length > 0 && tests.every(({ state }) => state === "passed");
}

/** The first check that found a wrong value, rather than a gap that is still to be filled. */
export function firstWrongValue({ tests, tasks }: Pick<Outcome, "tests" | "tasks">): TestResult | undefined {
  return tests.find((test) => test.state === "failed" && openTask(test, tasks) === undefined);
}

/** The failure to look at first: a wrong value before a gap. */
export function leadingFailure(outcome: Pick<Outcome, "tests" | "tasks">): TestResult | undefined {
  return firstWrongValue(outcome) ?? outcome.tests.find(({ state }) => state === "failed");
}

/** The known mistake of the task that a check is about; of any task, where the check is about them all. */
export function mistakeBehind(
  { recognised, tasks }: Pick<Outcome, "recognised" | "tasks">,
  lead: TestResult,
): Recognised | undefined {
  const about = lead.path.find((name) => tasks.includes(name));
  return about === undefined ? recognised[0] : recognised.find(({ task }) => task === about);
}

/** How many checks hold, and what is still to be written: `9 of 13 checks hold. The first gap is sigmoid.` */
export function standing({ tests, tasks }: Pick<Outcome, "tests" | "tasks">, lead: TestResult): string {
  const held = tests.filter(({ state }) => state === "passed").length;
  const count = `${held} of ${tests.length} checks hold.`;
  const gap = openTask(lead, tasks);
  if (gap !== undefined) return `${count} The first gap is ${gap}.`;
  const open = [...new Set(tests.map((test) => openTask(test, tasks)).filter((task) => task !== undefined))];
  return open.length > 0 ? `${count} Still to write: ${open.join(", ")}.` : count;
}

/** The path that the hints for a failure are looked up by: where nothing is written yet, that of the task as a whole. */
export function hintedPath(lead: TestResult, tasks: readonly string[]): readonly string[] {
  const gap = openTask(lead, tasks);
  return gap === undefined ? lead.path : [gap];
}

/**
 * A run as a learner's progress keeps it. What was in the way is no verdict: then there is nothing to keep, and what the last run has
 * shown stays.
 *
 * @param starter the version of the lesson's starter
 */
export function progressAfter(
  outcome: Pick<Outcome, "tests" | "problem">,
  starter: string,
  at: Date,
): LessonProgress | undefined {
  const { tests, problem } = outcome;
  if (problem !== undefined) return undefined;
  return {
    starter,
    passed: passes(outcome),
    testsPassed: tests.filter(({ state }) => state === "passed").length,
    tests: tests.length,
    checks: Object.fromEntries(tests.map(({ path, state }) => [describePath(path), state === "passed"])),
    at: at.toISOString(),
  };
}
