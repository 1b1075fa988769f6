import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lesson } from "@vanishing/catalogue";
import { contractOfStarter, describePath, exerciseProblem, grade } from "@vanishing/grader/node";
import { courseLessons, lessonFile, shownPath } from "../course-folder.ts";
import { ensureExercise } from "../learner/create-exercise.ts";
import { starterVersion } from "../learner/starter-version.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { lessonReport } from "./lesson-report.ts";
import { type LessonRun, passes } from "./lesson-run.ts";

/** How long the comparison with known mistakes may take, in milliseconds. */
const recognitionWithin = 2000;

/** Checks the learner's exercise of one lesson, prints the verdict and keeps it. @returns whether it passes */
export async function runLesson(lesson: Lesson): Promise<boolean> {
  const run = await checkLesson(lesson);
  process.stdout.write(lessonReport(run));
  const trouble = await keepOutcome(lesson, run);
  if (trouble) console.error(`\n${trouble}`);
  return passes(run);
}

/** Keeps what a run came to as the learner's progress. @returns a sentence where that met trouble */
export async function keepOutcome(lesson: Lesson, run: LessonRun): Promise<string | undefined> {
  // A syntax error or an endless loop is no verdict: what the last run showed stays.
  if (run.problem !== undefined) return undefined;
  // Loaded only now, when the learner has the verdict: its schemas take a moment.
  const { saveOutcome } = await import("../learner/progress-store.ts");
  return saveOutcome(lesson.slug, {
    starter: starterVersion(readFileSync(lessonFile(lesson, "starter.ts"), "utf8")),
    passed: passes(run),
    testsPassed: run.tests.filter(({ state }) => state === "passed").length,
    tests: run.tests.length,
    checks: Object.fromEntries(run.tests.map(({ path, state }) => [describePath(path), state === "passed"])),
    at: new Date().toISOString(),
  });
}

/** Checks the learner's exercise of one lesson, and prints nothing. */
export async function checkLesson(lesson: Lesson): Promise<LessonRun> {
  const created = ensureExercise(lesson);
  const exercise = lessonFile(lesson, "exercise.ts");
  const contract = await contractOfStarter(lessonFile(lesson, "starter.ts"));
  const following = courseLessons().find(({ number }) => number > lesson.number);
  const run = {
    ...lesson,
    exercise: shownPath(exercise),
    created,
    tasks: contract.exports,
    tests: [],
    problem: undefined,
    recognised: [],
    printed: "",
    again: `${pnpmCommand()} test lesson-${lesson.number}`,
    hint: `${pnpmCommand()} course hint lesson-${lesson.number}`,
    next: following && `${pnpmCommand()} test lesson-${following.number}`,
  } satisfies LessonRun;

  const problem = await exerciseProblem(exercise, contract);
  if (problem !== undefined) return { ...run, problem };

  // vitest is loaded only now: it is most of the time that a run takes, and a syntax error needs none of it.
  const { runSuite } = await import("./run-suite.ts");
  const outcome = await runSuite(lesson);
  const checked = { ...run, ...outcome };
  if (outcome.problem !== undefined || passes(checked)) return checked;
  // The suite came back, so a function that does not come back here loops on some inputs only. There is no hint for it then.
  const options = { suite: false, timeLimit: recognitionWithin };
  const { recognised } = await grade(path.dirname(exercise), { kind: "exercise" }, options);
  return { ...checked, recognised };
}
