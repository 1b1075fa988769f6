import { existsSync, readdirSync, statSync } from "node:fs";
import { type Lesson, lessonOfFolder } from "@vanishing/catalogue/lesson";
import { lessonFile, lessonsFolder } from "../course-folder.ts";

/** The folders that are lessons, also where two of them have one number. None where there is no such folder. */
export function lessonFolders(): Lesson[] {
  if (!statSync(lessonsFolder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(lessonsFolder)
    .map(lessonOfFolder)
    .filter((lesson) => lesson !== undefined)
    .filter((lesson) => existsSync(lessonFile(lesson, "lesson.test.ts")));
}
