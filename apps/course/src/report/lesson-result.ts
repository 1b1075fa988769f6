import { describePath, openTask, type TestResult } from "@vanishing/grader/node";
import { type Outcome, passes } from "@vanishing/grader/outcome";
import type { LessonPage } from "../learner/lesson-pages.ts";
import { harmlessText } from "./harmless-text.ts";
import type { LessonResult } from "./report-format.ts";

/** What a lesson's run comes to in a report. Every text is harmless, whatever the learner's code put into it. */
export function lessonResult(page: LessonPage, run: Outcome, seconds: number): LessonResult {
  // A suite without tests has not shown anything, so it must not look as if nothing had failed.
  const problem =
    run.problem ?? (run.tests.length === 0 ? "The suite has no checks. Is lesson.test.ts whole?" : undefined);
  return {
    number: page.number,
    slug: page.slug,
    title: page.title,
    package: page.lesson.package,
    starter: page.starter,
    passed: passes(run),
    testsPassed: run.tests.filter(({ state }) => state === "passed").length,
    tests: run.tests.map((test) => testOutcome(test, run.tasks)),
    ...(problem !== undefined && { problem: harmlessText(problem) }),
    recognised: run.recognised.map(({ name, task, misunderstanding }) => ({
      name,
      task,
      misunderstanding: harmlessText(misunderstanding),
    })),
    seconds: Math.round(seconds * 1000) / 1000,
  };
}

function testOutcome(test: TestResult, tasks: readonly string[]): LessonResult["tests"][number] {
  const path = test.path.map(harmlessText);
  const task = openTask(test, tasks) ?? test.path.find((name) => tasks.includes(name));
  return {
    path,
    name: describePath(path),
    passed: test.state === "passed",
    ...(test.message !== undefined && { message: harmlessText(test.message) }),
    ...(task !== undefined && { task }),
  };
}
