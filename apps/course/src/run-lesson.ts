import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lesson } from "@vanishing/catalogue";
import { contractOf } from "@vanishing/grader";
import { grade, readExercise } from "@vanishing/grader/node";
import { courseLessons, lessonFile, shownPath } from "./course-folder.ts";
import { ensureExercise } from "./create-exercise.ts";
import { type LessonRun, lessonReport, passes } from "./lesson-report.ts";
import { pnpmCommand } from "./pnpm-command.ts";
import { saveOutcome, starterVersion } from "./progress-store.ts";

/** Checks the learner's exercise of one lesson, prints the verdict and keeps it. @returns whether it passes */
export async function runLesson(lesson: Lesson): Promise<boolean> {
  const run = await checkLesson(lesson);
  process.stdout.write(lessonReport(run));
  const trouble = saveOutcome(lesson.slug, {
    starter: starterVersion(readFileSync(lessonFile(lesson, "starter.ts"), "utf8")),
    passed: passes(run),
    testsPassed: run.tests.filter(({ state }) => state === "passed").length,
    tests: run.tests.length,
    at: new Date().toISOString(),
  });
  if (trouble) console.error(`\n${trouble}`);
  return passes(run);
}

async function checkLesson(lesson: Lesson): Promise<LessonRun> {
  const created = ensureExercise(lesson);
  const exercise = lessonFile(lesson, "exercise.ts");
  const following = courseLessons().find(({ number }) => number > lesson.number);
  const run = {
    ...lesson,
    exercise: shownPath(exercise),
    created,
    tests: [],
    problem: undefined,
    recognised: [],
    printed: "",
    again: `${pnpmCommand()} test lesson-${lesson.number}`,
    next: following && `${pnpmCommand()} test lesson-${following.number}`,
  } satisfies LessonRun;

  const contract = await contractOf(readFileSync(lessonFile(lesson, "starter.ts"), "utf8"));
  const { problem } = await readExercise(exercise, contract);
  if (problem !== undefined) return { ...run, problem };

  // vitest is loaded only now: it is most of the time that a run takes, and a syntax error needs none of it.
  const { runSuite } = await import("./run-suite.ts");
  const outcome = await runSuite(lesson);
  const checked = { ...run, ...outcome };
  if (outcome.problem !== undefined || passes(checked)) return checked;
  const { recognised } = await grade(path.dirname(exercise), { kind: "exercise" }, { suite: false });
  return { ...checked, recognised };
}
