import { styleText } from "node:util";
import { type LessonProgress, type Progress, subjects } from "@vanishing/catalogue";
import type { LessonPage } from "./lesson-pages.ts";

/** The lessons by package with their progress, and the next step, as plain text. */
export function courseMap(lessons: readonly LessonPage[], progress: Progress, pnpm: string): string {
  const width = Math.max(...lessons.map(({ title }) => title.length), 0);
  const groups = subjects
    .map((subject) => ({ subject, members: lessons.filter(({ lesson }) => lesson.package === subject) }))
    .filter(({ members }) => members.length > 0)
    .map(({ subject, members }) =>
      [styleText("bold", subject), ...members.map((lesson) => line(lesson, progress, width))].join("\n"),
    );
  const open = lessons.find((lesson) => !isDone(lesson, progress));
  const done = lessons.filter((lesson) => isDone(lesson, progress)).length;
  const next = open
    ? `Next: lesson ${open.number}, ${open.title}.  ${pnpm} test lesson-${open.number}`
    : "Every lesson is done.";
  return `Vanishing Point: ${done} of ${lessons.length} lessons done\n\n${groups.join("\n\n")}\n\n${next}\n`;
}

function line(lesson: LessonPage, progress: Progress, width: number): string {
  const number = String(lesson.number).padStart(4);
  const minutes = `${lesson.lesson.minutes} min`.padStart(7);
  return `${number}  ${lesson.title.padEnd(width)}  ${minutes}   ${state(progress.lessons[lesson.slug], lesson)}`;
}

function isDone(lesson: LessonPage, progress: Progress): boolean {
  return progress.lessons[lesson.slug]?.passed === true;
}

function state(outcome: LessonProgress | undefined, { starter }: LessonPage): string {
  if (!outcome) return "not begun";
  const changed = outcome.starter === starter ? "" : ", with an earlier starter";
  if (outcome.passed) return `${styleText("green", "done")}${changed}`;
  return `${outcome.testsPassed} of ${outcome.tests} checks hold${changed}`;
}
