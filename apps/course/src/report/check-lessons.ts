import { clearLine, cursorTo } from "node:readline";
import type { LessonPage } from "../learner/lesson-pages.ts";
import { checkLesson, keepOutcome } from "../suite/run-lesson.ts";
import { lessonResult } from "./lesson-result.ts";
import type { LessonResult, Report } from "./report-format.ts";

/** Checks the learner's exercises of some lessons, one after the other, and keeps each outcome as progress, as a run of the lesson does. */
export async function checkLessons(pages: readonly LessonPage[]): Promise<Report> {
  const lessons: LessonResult[] = [];
  for (const page of pages) {
    sayProgress(`Checking lesson ${page.number}, ${page.title} (${lessons.length + 1} of ${pages.length})`);
    lessons.push(await resultOf(page));
    sayProgress("");
  }
  return {
    format: "vanishing-point-report",
    version: 1,
    at: new Date().toISOString(),
    passed: lessons.every(({ passed }) => passed),
    lessons,
  };
}

async function resultOf(page: LessonPage): Promise<LessonResult> {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  try {
    const run = await checkLesson(page);
    const trouble = await keepOutcome(page, run);
    if (trouble) {
      sayProgress("");
      console.error(trouble);
    }
    return lessonResult(page, run, seconds());
  } catch (error) {
    // One lesson's folder that cannot be read or written must not cost the report of the others.
    const problem = error instanceof Error ? error.message : String(error);
    return lessonResult(page, { tests: [], problem, recognised: [], tasks: [] }, seconds());
  }
}

/** Writes over the line before it, in a terminal only. */
function sayProgress(line: string): void {
  const { stderr } = process;
  if (!stderr.isTTY) return;
  cursorTo(stderr, 0);
  clearLine(stderr, 0);
  stderr.write(line);
}
