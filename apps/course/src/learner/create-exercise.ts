import { constants, copyFileSync } from "node:fs";
import type { Lesson } from "@vanishing/catalogue";
import { lessonFile } from "../course-folder.ts";

/**
 * Creates a lesson's exercise.ts from its starter where there is none. An exercise that exists is never touched, even if it
 * appears at this very moment.
 *
 * @returns whether it was created now
 */
export function ensureExercise(lesson: Lesson): boolean {
  try {
    copyFileSync(
      lessonFile(lesson, "starter.ts"),
      lessonFile(lesson, "exercise.ts"),
      constants.COPYFILE_EXCL,
    );
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
