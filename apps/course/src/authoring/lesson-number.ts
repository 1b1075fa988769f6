import { highestNumber, type Lesson } from "@vanishing/catalogue";
import { UsageError } from "../terminal/run-command.ts";

/** The number that a word is, as a lesson's. @throws UsageError where it is none, or is another lesson's */
export function freeNumber(word: string, course: readonly Lesson[]): number {
  const number = Number(word);
  if (!/^\d+$/.test(word) || number > highestNumber) {
    throw new UsageError(
      `A lesson's number is a whole number from 0 to ${highestNumber}, and ${JSON.stringify(word.slice(0, 40))} is none.`,
    );
  }
  const other = course.find((lesson) => lesson.number === number);
  if (other) {
    throw new UsageError(
      `The number ${number} is taken, by lessons/${other.folder}. The next free one is ${nextNumber(course)}.`,
    );
  }
  return number;
}

/** The number after the last lesson's. @throws UsageError where there is none left */
export function nextNumber(course: readonly Lesson[]): number {
  const next = Math.max(-1, ...course.map(({ number }) => number)) + 1;
  if (next > highestNumber) {
    throw new UsageError(
      `No number is left after lesson ${highestNumber}. Choose one that is free: --number N`,
    );
  }
  return next;
}

/** A lesson's folder for a number and a slug, `NN-slug`, or `NNN-slug` from 100 on. */
export function folderOf(number: number, slug: string): string {
  return `${String(number).padStart(2, "0")}-${slug}`;
}
