import { styleText } from "node:util";
import type { Lesson } from "@vanishing/catalogue";
import { lessonFile, shownPath } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { UsageError } from "../terminal/run-command.ts";
import { listenToExercises } from "./exercise-changes.ts";
import { checkLesson, tellAndKeep } from "./run-lesson.ts";
import { RunQueue } from "./run-queue.ts";
import type { SuiteRunner } from "./run-suite.ts";

/**
 * Checks the learner's exercises of some lessons now, and each again whenever it is saved, until Ctrl+C.
 *
 * @param command what stands before the lessons, as in `pnpm test --watch`
 * @throws UsageError where no lesson is named
 */
export async function watchLessons(lessons: readonly Lesson[], command: string): Promise<never> {
  if (lessons.length === 0) {
    throw new UsageError(
      `Which lesson should be watched? For example:  ${pnpmCommand()} ${command} lesson-3`,
    );
  }
  sayChecking();
  let footer = `Watching ${lessons.map(exerciseOf).join(", ")}. Ctrl+C ends it.`;
  const opening = openRunner(lessons);
  const queue = new RunQueue(
    (lesson, abandon) => checkAndTell(lesson, opening, abandon, lessons.length === 1),
    () => console.log(styleText("dim", `\n${footer}`)),
  );
  const listening = listenToExercises(lessons, {
    saved: (lesson) => {
      if (queue.saved(lesson)) sayChecking();
    },
    gone: (lesson) => {
      queue.gone(lesson);
      console.log(`${exerciseOf(lesson)} is gone. It is checked again when it is back.`);
    },
  });
  const [, polling] = await Promise.all([opening, listening]);
  if (polling !== undefined) footer += ` ${polling}`;
  for (const lesson of lessons) queue.saved(lesson);
  return new Promise(() => {});
}

/** vitest starts once, and each run takes a new process from it. */
async function openRunner(lessons: readonly Lesson[]): Promise<SuiteRunner> {
  const { openSuites } = await import("./run-suite.ts");
  return openSuites(lessons);
}

/** Checks one lesson and prints the verdict. A run that is abandoned on the way prints nothing, for the next is about to. */
async function checkAndTell(
  lesson: Lesson,
  opening: Promise<SuiteRunner>,
  abandon: AbortSignal,
  onEmptyScreen: boolean,
): Promise<void> {
  try {
    const { run } = await opening;
    const outcome = await checkLesson(lesson, (asked) => run(asked, abandon));
    if (abandon.aborted) return;
    if (onEmptyScreen) console.clear();
    await tellAndKeep(lesson, outcome);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
}

/** On an empty screen, in a terminal. */
function sayChecking(): void {
  console.clear();
  console.log("checking…");
}

function exerciseOf(lesson: Lesson): string {
  return shownPath(lessonFile(lesson, "exercise.ts"));
}
