import { readFileSync } from "node:fs";
import type { Lesson } from "@vanishing/catalogue";
import { starterVersion } from "@vanishing/catalogue/starter-version";
import { contractOfStarter, exerciseProblem } from "@vanishing/grader/node";
import { passes, progressAfter } from "@vanishing/grader/outcome";
import { courseLessons, lessonFile, shownPath } from "../course-folder.ts";
import { ensureExercise } from "../learner/create-exercise.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { lessonReport } from "./lesson-report.ts";
import type { LessonRun } from "./lesson-run.ts";
import type { SuiteRun } from "./suite-record.ts";

/** Checks the learner's exercise of one lesson, prints the verdict and keeps it. @returns whether it passes */
export async function runLesson(lesson: Lesson): Promise<boolean> {
  const run = await checkLesson(lesson);
  await tellAndKeep(lesson, run);
  return passes(run);
}

/** Prints the verdict on a lesson, and keeps it. */
export async function tellAndKeep(lesson: Lesson, run: LessonRun): Promise<void> {
  process.stdout.write(lessonReport(run));
  const trouble = await keepOutcome(lesson, run);
  if (trouble) console.error(`\n${trouble}`);
}

/** Keeps what a run came to as the learner's progress. @returns a sentence where that met trouble */
export async function keepOutcome(lesson: Lesson, run: LessonRun): Promise<string | undefined> {
  const starter = starterVersion(readFileSync(lessonFile(lesson, "starter.ts"), "utf8"));
  const outcome = progressAfter(run, starter, new Date());
  if (outcome === undefined) return undefined;
  // Loaded only now, when the learner has the verdict: its schemas take a moment.
  const { saveOutcome } = await import("../learner/progress-store.ts");
  return saveOutcome(lesson.slug, outcome);
}

/**
 * Checks the learner's exercise of one lesson, and prints nothing.
 *
 * @param runSuite what runs the lesson's suite; a vitest of its own, unless told
 */
export async function checkLesson(
  lesson: Lesson,
  runSuite: (lesson: Lesson) => Promise<SuiteRun> = runSuiteOnce,
): Promise<LessonRun> {
  refuseRenamedFolder(lesson);
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
  return problem === undefined ? { ...run, ...(await runSuite(lesson)) } : { ...run, problem };
}

/** vitest is loaded only when it is needed: it is most of the time that a run takes, and a syntax error needs none of it. */
async function runSuiteOnce(lesson: Lesson): Promise<SuiteRun> {
  const { runSuite } = await import("./run-suite.ts");
  return runSuite(lesson);
}

/**
 * A suite imports the exercise by its folder's name. Where somebody renamed the folder, it would check another file, or none.
 *
 * @throws with both names
 */
function refuseRenamedFolder(lesson: Lesson): void {
  const suite = readFileSync(lessonFile(lesson, "lesson.test.ts"), "utf8");
  const named = /#exercise\/([\w-]+)/.exec(suite)?.[1];
  if (named === undefined || named === lesson.folder) return;
  throw new Error(
    `The folder lessons/${lesson.folder} was renamed: its suite checks the exercise in lessons/${named}. ` +
      `Give the folder its name back, ${named}, and run the command again.`,
  );
}
