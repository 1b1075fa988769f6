import { lstatSync } from "node:fs";
import type { Lesson } from "@vanishing/catalogue/lesson";
import { courseLessons, lessonFile, shownPath } from "../course-folder.ts";
import { ensureExercise } from "../learner/create-exercise.ts";
import { replaceExercise, takeSnapshot } from "../learner/snapshots.ts";
import { isUntouched } from "../learner/stranded-exercises.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { confirm } from "../terminal/confirm.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes, UsageError } from "../terminal/run-command.ts";

/** Puts the starter in the exercise's place again, for the named lessons or all of them, and keeps what was there as a snapshot. */
export async function reset(
  words: readonly string[],
  { all = false, yes = false }: { readonly all?: boolean; readonly yes?: boolean },
): Promise<number> {
  if (all === words.length > 0) {
    throw new UsageError(
      `Name the lessons to begin again, or say --all, and not both:  ${pnpmCommand()} course reset lesson-3`,
    );
  }
  const lessons = all ? courseLessons() : askedLessons(words, "course reset");
  for (const lesson of lessons.filter(ensureExercise)) console.log(`Created ${exercisePath(lesson)}.`);
  const edited = lessons.filter((lesson) => !isAsItWas(lesson));
  if (edited.length === 0) {
    console.log(
      lessons.length === 1 ? "The exercise is the starter already." : "All of them are the starter already.",
    );
    return exitCodes.done;
  }
  const names = edited.map(({ number, slug }) => `lesson ${number} (${slug})`).join(", ");
  const question = `Begin ${names} again from the starter? What you have written is kept as a snapshot.`;
  if (!(await confirm(question, { yes }))) {
    console.log("Nothing was changed.");
    return exitCodes.failed;
  }
  for (const lesson of edited) resetOne(lesson);
  return exitCodes.done;
}

function resetOne(lesson: Lesson): void {
  const snapshot = takeSnapshot(lesson, "before reset");
  replaceExercise(lesson, lessonFile(lesson, "starter.ts"));
  console.log(`${exercisePath(lesson)} is the starter again.`);
  if (snapshot) {
    console.log(
      `What was there is kept in ${shownPath(snapshot.file)};  ${pnpmCommand()} course undo lesson-${lesson.number}  brings it back.`,
    );
  }
}

function exercisePath(lesson: Lesson): string {
  return shownPath(lessonFile(lesson, "exercise.ts"));
}

/** Whether the starter itself stands there as a file of its own. */
function isAsItWas(lesson: Lesson): boolean {
  const facts = lstatSync(lessonFile(lesson, "exercise.ts"), { throwIfNoEntry: false });
  return facts?.isFile() === true && isUntouched(lesson);
}
