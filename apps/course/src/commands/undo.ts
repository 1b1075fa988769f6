import { statSync } from "node:fs";
import type { Lesson } from "@vanishing/catalogue/lesson";
import { courseLessons, lessonFile, shownPath } from "../course-folder.ts";
import {
  momentOf,
  replaceExercise,
  type Snapshot,
  sameContent,
  snapshotsOf,
  takeSnapshot,
} from "../learner/snapshots.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes, UsageError } from "../terminal/run-command.ts";

/**
 * Brings back what the exercise was before: the newest snapshot that differs from it, or the one with the number that `snapshots` shows.
 * What is there now becomes a snapshot itself, so that undoing twice leads back.
 */
export function undo(words: readonly string[], { to }: { readonly to?: number }): number {
  const lesson = lessonOf(words);
  if (!lesson) {
    console.log(
      "There are no snapshots yet. One is taken whenever a command replaces what you have written.",
    );
    return exitCodes.failed;
  }
  const snapshots = snapshotsOf(lesson.slug);
  const chosen =
    to === undefined ? snapshots.find((snapshot) => differs(lesson, snapshot)) : snapshots[to - 1];
  if (to !== undefined && !chosen) {
    throw new UsageError(
      `Lesson ${lesson.number}, ${lesson.slug}, has ${snapshots.length} snapshots, and none with the number ${to}.  ${pnpmCommand()} course snapshots lesson-${lesson.number}  shows them.`,
    );
  }
  if (!chosen) {
    console.log(`There is nothing to undo in lesson ${lesson.number}, ${lesson.slug}.`);
    return exitCodes.failed;
  }
  if (chosen.bytes === undefined)
    throw new Error(`${shownPath(chosen.file)} is a folder. Take from it what you need by hand.`);
  takeSnapshot(lesson, "before undo");
  replaceExercise(lesson, chosen.file);
  console.log(
    `${shownPath(lessonFile(lesson, "exercise.ts"))} is what it was at ${momentOf(chosen)}, ${chosen.reason}. The text before that is a snapshot too: undo again to have it back.`,
  );
  return exitCodes.done;
}

/** The lesson that the words name, else the one with the newest snapshot. */
function lessonOf(words: readonly string[]): Lesson | undefined {
  const [named, another] = askedLessons(words, "course undo");
  if (another) throw new UsageError("One lesson at a time, please.");
  if (named) return snapshotsOf(named.slug).length > 0 ? named : undefined;
  return courseLessons()
    .map((lesson) => ({ lesson, newest: snapshotsOf(lesson.slug)[0]?.at.getTime() ?? 0 }))
    .filter(({ newest }) => newest > 0)
    .sort((a, b) => b.newest - a.newest)[0]?.lesson;
}

function differs(lesson: Lesson, snapshot: Snapshot): boolean {
  const exercise = lessonFile(lesson, "exercise.ts");
  if (snapshot.bytes === undefined) return false;
  return !statSync(exercise, { throwIfNoEntry: false }) || !sameContent(exercise, snapshot.file);
}
