import { styleText } from "node:util";
import { isDone, type Progress } from "@vanishing/catalogue/progress";
import { courseStanding, standing } from "@vanishing/catalogue/standing";
import type { LessonPage } from "./lesson-pages.ts";

/** The lessons by package with their progress, and the next step, as plain text. */
export function courseMap(lessons: readonly LessonPage[], progress: Progress, pnpm: string): string {
  const width = Math.max(...lessons.map(({ title }) => title.length), 0);
  const groups = groupsOf(lessons).map(([subject, members]) =>
    [styleText("bold", subject), ...members.map((lesson) => line(lesson, progress, width))].join("\n"),
  );
  const next = nextLesson(lessons, progress);
  const step = next
    ? `Next: lesson ${next.number}, ${next.title}.  ${pnpm} course next  shows where it is.`
    : "Every lesson is done.";
  return `${heading(lessons, progress)}\n\n${groups.join("\n\n")}\n\n${step}\n`;
}

/** The first lesson that is not done. */
export function nextLesson<L extends { readonly slug: string }>(
  lessons: readonly L[],
  progress: Progress,
): L | undefined {
  return lessons.find(({ slug }) => !isDone(progress, slug));
}

/** Where a lesson stands, in a few words. */
export function lessonState(lesson: LessonPage, progress: Progress): string {
  return standing(lesson, progress).replace(/^done/, (word) => styleText("green", word));
}

/** The lessons by package, in the order in which the course takes the packages up. */
function groupsOf(lessons: readonly LessonPage[]): [string, LessonPage[]][] {
  return [...Map.groupBy(lessons, ({ lesson }) => lesson.package)].sort(
    ([, [a]], [, [b]]) => (a?.number ?? 0) - (b?.number ?? 0),
  );
}

function heading(lessons: readonly LessonPage[], progress: Progress): string {
  const facts = lessons.map(({ slug, lesson }) => ({ slug, minutes: lesson.minutes }));
  return `Vanishing Point: ${courseStanding(facts, progress)}`;
}

function line(lesson: LessonPage, progress: Progress, width: number): string {
  const number = String(lesson.number).padStart(4);
  const minutes = `${lesson.lesson.minutes} min`.padStart(7);
  return `${number}  ${lesson.title.padEnd(width)}  ${minutes}   ${lessonState(lesson, progress)}`;
}
