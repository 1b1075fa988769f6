import { styleText } from "node:util";
import type { LessonChange } from "./lesson-changes.ts";

/**
 * What an update would change, as plain text: a line for each lesson, and how many other files.
 *
 * @param otherFiles how many files change that are no starter
 */
export function changeList(changes: readonly LessonChange[], otherFiles: number): string {
  const width = Math.max(...changes.map(({ slug }) => slug.length), 0);
  const lines = changes.map((change) => {
    const number = String((change.after ?? change.before)?.number ?? "").padStart(4);
    return `${number}  ${change.slug.padEnd(width)}   ${meaning(change)}${renumbered(change)}`;
  });
  return `${lines.join("\n")}\n\n${countOf(otherFiles)}\n`;
}

function meaning({ kind, before, hasExercise, starterChanges }: LessonChange): string {
  switch (kind) {
    case "new":
      return styleText("green", "new");
    case "removed":
      return hasExercise ? `removed; your exercise stays in lessons/${before?.folder}` : "removed";
    case "not begun":
      return "no exercise yet";
    case "untouched":
      return starterChanges ? "untouched: gets the new starter" : "untouched";
    case "edited":
      return "edited: your exercise stays as it is";
    case "changed on both sides":
      return styleText("yellow", "changed on both sides: you have edited it, and its starter changes");
  }
}

function renumbered({ before, after }: LessonChange): string {
  if (!before || !after || before.number === after.number) return "";
  return ` (renumbered: was lesson ${before.number})`;
}

function countOf(files: number): string {
  if (files === 0) return "No other file changes.";
  return files === 1 ? "One other file changes." : `${files} other files change.`;
}
