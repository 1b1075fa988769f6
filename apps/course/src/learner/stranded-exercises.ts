import { existsSync, lstatSync, readdirSync, renameSync, rmdirSync, statSync } from "node:fs";
import path from "node:path";
import { type Lesson, lessonOfFolder } from "@vanishing/catalogue/lesson";
import { courseLessons, lessonFile, lessonsFolder } from "../course-folder.ts";
import { moveToSnapshots, sameContent } from "./snapshots.ts";

/**
 * A course that is updated may give a lesson another number. Git then moves the lesson's files and leaves exercise.ts, which it does not
 * know, in a folder with the old number. Moves each such exercise to where its slug is now. Where the learner has begun again there,
 * that text stays and the old one goes into the snapshots.
 *
 * @returns a sentence for each exercise that was moved
 */
export function moveStrandedExercises(): string[] {
  const stranded = readdirSync(lessonsFolder)
    .map(lessonOfFolder)
    .filter((folder) => folder !== undefined)
    .filter(isStranded);
  if (stranded.length === 0) return [];
  const lessons = new Map(courseLessons().map((lesson) => [lesson.slug, lesson]));
  return stranded.flatMap((old) => {
    const lesson = lessons.get(old.slug);
    return lesson ? [moveExercise(old, lesson)] : [];
  });
}

function isStranded(folder: Lesson): boolean {
  return (
    !existsSync(lessonFile(folder, "lesson.test.ts")) &&
    lstatSync(lessonFile(folder, "exercise.ts"), { throwIfNoEntry: false }) !== undefined
  );
}

function moveExercise(old: Lesson, lesson: Lesson): string {
  const from = lessonFile(old, "exercise.ts");
  const to = lessonFile(lesson, "exercise.ts");
  const moved = `Lesson ${old.number}, ${old.slug}, has the number ${lesson.number} now`;
  if (isUntouched(lesson)) {
    renameSync(from, to);
    removeIfEmpty(path.dirname(from));
    return `${moved}: your exercise was moved to lessons/${lesson.folder}/exercise.ts.`;
  }
  moveToSnapshots(lesson.slug, from, `from ${old.folder}`);
  removeIfEmpty(path.dirname(from));
  return `${moved}, and you have written there too: what was in lessons/${old.folder} is kept as a snapshot (see: course snapshots ${lesson.slug}).`;
}

/** Whether there is nothing of the learner's at a lesson's exercise.ts: no file, or the starter as it is. */
export function isUntouched(lesson: Pick<Lesson, "folder">): boolean {
  const exercise = lessonFile(lesson, "exercise.ts");
  if (!statSync(exercise, { throwIfNoEntry: false })) return true;
  return sameContent(exercise, lessonFile(lesson, "starter.ts"));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else of the learner's lies in it, and stays.
  }
}

/** Moves stranded exercises before a command does its work, and says so. What is in the way must not keep the command from it. */
export function tellOfMovedExercises(): void {
  try {
    for (const sentence of moveStrandedExercises()) console.error(`${sentence}\n`);
  } catch (error) {
    console.error(`An exercise could not be moved to its lesson's new number: ${(error as Error).message}\n`);
  }
}
