import { isDone, type Progress } from "./progress.ts";

/** A lesson as its progress is told: the version of its starter tells whether a run was of this edition. */
export interface StatedLesson {
  readonly slug: string;
  /** The version of the lesson's starter. */
  readonly starter: string;
}

/** Where a lesson stands, in a few words. */
export function lessonState({ slug, starter }: StatedLesson, progress: Progress): string {
  const outcome = progress.lessons[slug];
  if (!outcome) return "not begun";
  const held = `${outcome.testsPassed} of ${outcome.tests} checks hold`;
  const changed = outcome.starter === starter ? "" : ", with an earlier starter";
  if (!isDone(progress, slug)) return `${held}${changed}`;
  return `done${outcome.passed ? "" : `, and now ${held}`}${changed}`;
}
