import type { Recognised } from "@vanishing/grader";
import { openTask, type TestResult } from "@vanishing/grader/node";

/** What a run of one lesson came to. */
export interface LessonRun {
  readonly number: number;
  readonly slug: string;
  /** The exercise's path, as a learner types it. */
  readonly exercise: string;
  readonly created: boolean;
  /** The functions that the exercise exports. */
  readonly tasks: readonly string[];
  readonly tests: readonly TestResult[];
  /** What kept the exercise from being checked, or from being checked to the end, if anything did. */
  readonly problem: string | undefined;
  readonly recognised: readonly Recognised[];
  readonly printed: string;
  /** The command that runs this lesson again. */
  readonly again: string;
  /** The command that gives a hint. */
  readonly hint: string;
  /** The command for the next lesson, if there is one. */
  readonly next: string | undefined;
}

/** Whether the run is a pass: every test of a suite that has tests. */
export function passes({ tests, problem }: Pick<LessonRun, "tests" | "problem">): boolean {
  return problem === undefined && tests.length > 0 && tests.every(({ state }) => state === "passed");
}

/** The first check that found a wrong value, rather than a gap that is still to be filled. */
export function firstWrongValue({
  tests,
  tasks,
}: Pick<LessonRun, "tests" | "tasks">): TestResult | undefined {
  return tests.find((test) => test.state === "failed" && openTask(test, tasks) === undefined);
}

/** The failure to look at first: a wrong value before a gap. */
export function leadingFailure(run: Pick<LessonRun, "tests" | "tasks">): TestResult | undefined {
  return firstWrongValue(run) ?? run.tests.find(({ state }) => state === "failed");
}

/** The known mistake of the task that a check is about; of any task, where the check is about them all. */
export function mistakeBehind(
  { recognised, tasks }: Pick<LessonRun, "recognised" | "tasks">,
  lead: TestResult,
): Recognised | undefined {
  const about = lead.path.find((name) => tasks.includes(name));
  return about === undefined ? recognised[0] : recognised.find(({ task }) => task === about);
}
