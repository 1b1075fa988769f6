import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { type Lesson, lessonsInOrder } from "@vanishing/catalogue/lesson";

/** The folder that holds the whole course: packages, lessons, apps. */
export const courseFolder = path.resolve(import.meta.dirname, "../../..");

export const lessonsFolder = path.join(courseFolder, "lessons");

/** The course's lessons in order: every folder NN-slug that has a suite. */
export function courseLessons(): Lesson[] {
  return lessonsInOrder(
    readdirSync(lessonsFolder).filter((name) => existsSync(path.join(lessonsFolder, name, "lesson.test.ts"))),
  );
}

/** The path of one of a lesson's files. */
export function lessonFile(lesson: Pick<Lesson, "folder">, name: string): string {
  return path.join(lessonsFolder, lesson.folder, name);
}

/** A file's path as a learner would type it from the course's folder. */
export function shownPath(file: string): string {
  return path.relative(courseFolder, file).replaceAll("\\", "/");
}
