import { styleText } from "node:util";
import type { Progress } from "@vanishing/catalogue/progress";
import { lessonFile, shownPath } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { lessonState } from "./course-map.ts";
import type { LessonPage } from "./lesson-pages.ts";

/** Everything one needs to begin with a lesson: what it is about, its files, its page, its command. */
export function lessonCard(page: LessonPage, progress: Progress, basePath: string): string {
  const { number, slug, title, description, lesson } = page;
  const pnpm = pnpmCommand();
  return `${styleText("bold", `Lesson ${number} · ${title}`)}  ${lesson.minutes} min, ${lessonState(page, progress)}

${description}

You write    ${lesson.writes.join(", ")}
Exercise     ${shownPath(lessonFile(page, "exercise.ts"))}
Page         http://localhost:4321${basePath}lessons/${slug}/   while  ${pnpm} start  runs
Check it     ${pnpm} test lesson-${number}
`;
}
