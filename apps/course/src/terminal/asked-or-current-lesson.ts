import { currentLesson } from "@vanishing/catalogue/current-lesson";
import type { Lesson } from "@vanishing/catalogue/lesson";
import { courseLessons } from "../course-folder.ts";
import { loadProgress } from "../learner/progress-store.ts";
import { askedLessons } from "./asked-lessons.ts";
import { UsageError } from "./run-command.ts";

/**
 * The one lesson that the words name, or the one that the learner is at where there are no words.
 *
 * @param command what the words stand after, as in `pnpm course hint`
 * @throws UsageError where they name no lesson or several
 */
export async function askedOrCurrentLesson(words: readonly string[], command: string): Promise<Lesson> {
  const [lesson, another] = askedLessons(words, command);
  if (another) throw new UsageError(`One lesson at a time, please: ${command} lesson-${lesson?.number}.`);
  const found = lesson ?? currentLesson(courseLessons(), (await loadProgress()).progress);
  if (!found) throw new Error("There are no lessons in the folder lessons.");
  return found;
}
