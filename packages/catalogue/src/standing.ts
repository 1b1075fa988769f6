import { isDone, type Progress } from "./progress.ts";

/** Where a learner stands with a lesson, in a few words: `done`, `9 of 13 checks hold`, `not begun`. */
export function standing(
  lesson: { readonly slug: string; readonly starter: string },
  progress: Progress,
): string {
  const outcome = progress.lessons[lesson.slug];
  if (!outcome) return "not begun";
  const { passed, testsPassed, tests } = outcome;
  const held = `${testsPassed} of ${tests} checks hold`;
  const changed = outcome.starter === lesson.starter ? "" : ", with an earlier starter";
  if (!isDone(progress, lesson.slug)) return `${held}${changed}`;
  return `done${passed ? "" : `, and now ${held}`}${changed}`;
}

/** How much of a course is done, in a few words: `2 of 3 lessons done, some 30 minutes to go`. */
export function courseStanding(
  lessons: readonly { readonly slug: string; readonly minutes: number }[],
  progress: Progress,
): string {
  const open = lessons.filter(({ slug }) => !isDone(progress, slug));
  const minutes = open.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const left = open.length === 0 ? "" : `, some ${minutes} minutes to go`;
  return `${lessons.length - open.length} of ${lessons.length} lessons done${left}`;
}
