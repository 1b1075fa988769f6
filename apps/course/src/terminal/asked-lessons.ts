import type { Lesson } from "@vanishing/catalogue";
import { findLesson } from "@vanishing/catalogue/find-lesson";
import { courseLessons } from "../course-folder.ts";
import { pnpmCommand } from "./pnpm-command.ts";
import { UsageError } from "./run-command.ts";

/**
 * The lessons that words name, each once, in the order of the words.
 *
 * @param command what the words stand after, as in `pnpm test`: for the sentence that proposes the nearest lesson
 * @throws UsageError for a word that names no lesson, with those that there are and the nearest one
 */
export function askedLessons(words: readonly string[], command: string): Lesson[] {
  const lessons = courseLessons();
  const asked = joined(words).map((word) => {
    const found = findLesson(word, lessons);
    if (found.lesson) return found.lesson;
    throw new UsageError(unknownLesson(word, lessons, found.nearest, command));
  });
  return [...new Set(asked)];
}

/** `lesson 3` is two words to the shell and one to the learner. */
function joined(words: readonly string[]): string[] {
  return words.filter((word, i) => word.toLowerCase() !== "lesson" || !/^\d+$/.test(words[i + 1] ?? ""));
}

function unknownLesson(
  word: string,
  lessons: readonly Lesson[],
  nearest: Lesson | undefined,
  command: string,
): string {
  const list = lessons.map(({ number, slug }) => `  lesson-${number}`.padEnd(14) + slug).join("\n");
  const meant = nearest
    ? `\n\nDid you mean  ${pnpmCommand()} ${command} lesson-${nearest.number}  (${nearest.slug})?`
    : "";
  return `There is no lesson ${shown(word)}. These are here:\n\n${list}${meant}`;
}

function shown(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word);
}
