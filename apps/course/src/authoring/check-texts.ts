import type { Lesson } from "@vanishing/catalogue";
import { checkExercise } from "./check-exercise.ts";
import { checkFiles } from "./check-files.ts";
import { checkFrontMatter } from "./check-front-matter.ts";
import { checkPage } from "./check-page.ts";
import { checkPredictions } from "./check-predictions.ts";
import { checkStarter } from "./check-starter.ts";
import { checkSuiteText } from "./check-suite-text.ts";
import type { Finding } from "./finding.ts";
import type { LessonFolder } from "./lesson-folder.ts";

/**
 * What shows when a lesson's files are read, without running any of its code.
 *
 * @param course all lessons, this one among them
 */
export async function checkTexts(lesson: LessonFolder, course: readonly Lesson[]): Promise<Finding[]> {
  const files = checkFiles(lesson);
  if (files.some(({ halts }) => halts)) return files;
  const { facts, headings, findings } = checkFrontMatter(lesson, course);
  return [
    ...files,
    ...findings,
    ...checkPage(lesson.texts["lesson.mdx"], headings, facts),
    ...checkExercise(lesson.texts["lesson.mdx"]),
    ...checkPredictions(lesson.texts["lesson.mdx"], lesson.texts["predictions.ts"]),
    ...(await checkStarter(lesson, facts)),
    ...checkSuiteText(lesson),
  ];
}
