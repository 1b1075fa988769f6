import type { Lesson } from "./lesson.ts";
import { nearestName } from "./nearest-name.ts";

/** What a learner's word for a lesson leads to: the lesson, or the nearest one to ask about. */
export type Found =
  | { readonly lesson: Lesson }
  | { readonly lesson: undefined; readonly nearest: Lesson | undefined };

const longestWord = 80;

/**
 * Finds the lesson that a word names: `3`, `03`, `lesson-3`, `lesson3`, `saturation`, `03-saturation` or `lessons/03-saturation/`,
 * in upper or lower case. A number is compared as a number, so that `lesson-1` never means lesson 10.
 * Otherwise `nearest` is the lesson whose name begins so, or else the one with the closest name, if it is close enough to be a slip of
 * the fingers.
 */
export function findLesson(word: string, lessons: readonly Lesson[]): Found {
  const name = word
    .slice(0, longestWord)
    .toLowerCase()
    .replace(/\\/g, "/")
    .replace(/\/+(?:exercise\.ts)?$/, "")
    .replace(/^.*\//, "")
    .trim();
  const digits = /^(?:lesson)?[-_ ]?(\d+)$/.exec(name)?.[1];
  const lesson =
    digits === undefined
      ? lessons.find(({ slug, folder }) => name === slug || name === folder || name === `lesson-${slug}`)
      : lessons.find(({ number }) => number === Number(digits));
  if (lesson) return { lesson };
  return {
    lesson: undefined,
    nearest: digits === undefined ? nearestBySlug(name, lessons) : nearestByNumber(Number(digits), lessons),
  };
}

function nearestBySlug(name: string, lessons: readonly Lesson[]): Lesson | undefined {
  const slugLike = name.replace(/^lesson[-_ ]?/, "").replace(/^\d+[-_ ]/, "");
  const nearest = nearestName(
    slugLike,
    lessons.map((lesson) => lesson.slug),
  );
  return lessons.find((lesson) => lesson.slug === nearest);
}

function nearestByNumber(number: number, lessons: readonly Lesson[]): Lesson | undefined {
  return [...lessons].sort((a, b) => Math.abs(a.number - number) - Math.abs(b.number - number))[0];
}
