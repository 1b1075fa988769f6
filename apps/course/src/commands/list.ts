import { stripVTControlCharacters } from "node:util";
import { isDone, type Progress } from "@vanishing/catalogue/progress";
import { lessonFile, shownPath } from "../course-folder.ts";
import { lessonState } from "../learner/course-map.ts";
import { type LessonPage, readLessonPages } from "../learner/lesson-pages.ts";
import { loadProgress } from "../learner/progress-store.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** Prints the lessons, one a line, or as JSON for other programs. */
export async function list({ json }: { readonly json?: true }): Promise<number> {
  const [{ progress }, pages] = [await loadProgress(), await readLessonPages()];
  console.log(
    json
      ? JSON.stringify(
          pages.map((page) => facts(page, progress)),
          null,
          2,
        )
      : pages.map((page) => line(page, progress)).join("\n"),
  );
  return exitCodes.done;
}

function line(page: LessonPage, progress: Progress): string {
  const { number, slug, lesson } = page;
  return [
    `lesson-${number}`.padEnd(10),
    slug.padEnd(16),
    lesson.package.padEnd(14),
    `${lesson.minutes} min`.padStart(7),
    `  ${lessonState(page, progress)}`,
  ].join(" ");
}

function facts(page: LessonPage, progress: Progress) {
  const { number, slug, title, description } = page;
  const { package: subject, minutes, writes, buildsOn } = page.lesson;
  const lesson = { package: subject, minutes, writes, buildsOn };
  const state = stripVTControlCharacters(lessonState(page, progress));
  const exercise = shownPath(lessonFile(page, "exercise.ts"));
  return { number, slug, title, description, ...lesson, exercise, done: isDone(progress, slug), state };
}
