import { styleText } from "node:util";
import { courseTotals, totalsInWords } from "@vanishing/catalogue/course-totals";
import { lessonState as stateInWords } from "@vanishing/catalogue/lesson-state";
import { lessonsByPackage } from "@vanishing/catalogue/lessons-by-package";
import { isDone, type Progress } from "@vanishing/catalogue/progress";
import type { LessonPage } from "./lesson-pages.ts";

/** The lessons by package with their progress, and the next step, as plain text. */
export function courseMap(lessons: readonly LessonPage[], progress: Progress, pnpm: string): string {
  const width = Math.max(...lessons.map(({ title }) => title.length), 0);
  const groups = lessonsByPackage(lessons, ({ lesson }) => lesson.package).map(([subject, members]) =>
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

/** Where a lesson stands, in a few words, for the terminal. */
export function lessonState(lesson: LessonPage, progress: Progress): string {
  return stateInWords(lesson, progress).replace(/^done/, (done) => styleText("green", done));
}

function heading(lessons: readonly LessonPage[], progress: Progress): string {
  const timed = lessons.map(({ slug, lesson }) => ({ slug, minutes: lesson.minutes }));
  return `Vanishing Point: ${totalsInWords(courseTotals(timed, progress))}`;
}

function line(lesson: LessonPage, progress: Progress, width: number): string {
  const number = String(lesson.number).padStart(4);
  const minutes = `${lesson.lesson.minutes} min`.padStart(7);
  return `${number}  ${lesson.title.padEnd(width)}  ${minutes}   ${lessonState(lesson, progress)}`;
}
