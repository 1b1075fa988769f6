import type { Lesson } from "@vanishing/catalogue";
import { surveyLesson } from "@vanishing/grader/node";
import { type CheckOptions, checkAnswers } from "./check-answers.ts";
import { checkHints } from "./check-hints.ts";
import { checkMistakes } from "./check-mistakes.ts";
import { checkTexts } from "./check-texts.ts";
import { checkVariants } from "./check-variants.ts";
import type { Finding } from "./finding.ts";
import { type LessonFolder, lessonFiles } from "./lesson-folder.ts";

/**
 * Holds a lesson to all that a lesson must be, whatever it teaches.
 *
 * @param course all lessons, this one among them
 * @returns what is wrong, in the order of the lesson's files; nothing where all is well
 */
export async function checkLesson(
  lesson: LessonFolder,
  course: readonly Lesson[],
  options: CheckOptions = {},
): Promise<Finding[]> {
  const read = await checkTexts(lesson, course);
  if (read.some(({ halts }) => halts)) return inOrder(read);
  return inOrder([...read, ...(await checkModules(lesson, options))]);
}

/** What shows when the lesson's code is run. */
async function checkModules({ path, texts }: LessonFolder, options: CheckOptions): Promise<Finding[]> {
  const surveyed = await surveyLesson(path);
  if (!surveyed.survey) {
    const { file, problem } = surveyed;
    return [{ file, problem: `${file} cannot be loaded: ${problem}`, advice: "Mend this first." }];
  }
  const { survey } = surveyed;
  const answers = await checkAnswers(path, survey, options);
  return [
    ...answers.findings,
    ...checkMistakes(survey, texts["mistakes.ts"]),
    ...checkVariants(survey),
    // Which hints fit is not known before the suite has run.
    ...(answers.paths.length === 0
      ? []
      : checkHints(survey, answers.paths, texts["hints.ts"], texts["solution.ts"])),
  ];
}

function inOrder(findings: readonly Finding[]): Finding[] {
  const files: readonly string[] = Object.keys(lessonFiles);
  const place = ({ file, line = 0 }: Finding) => files.indexOf(file) * 1e6 + line;
  return findings.toSorted((a, b) => place(a) - place(b));
}
