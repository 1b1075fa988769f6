import { currentLesson } from "@vanishing/catalogue/current-lesson";
import { isDone, type Progress } from "@vanishing/catalogue/progress";

/** A lesson that one can go to. */
export interface LessonLink {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly href: string;
}

/** Where a learner goes on: what the link there says, and what is there. */
export interface ResumeStep {
  readonly href: string;
  readonly label: string;
  readonly title: string;
}

/**
 * The way into the course: its first lesson, or the one that the learner is at.
 *
 * @param end where it leads once every lesson is done, if anywhere
 * @returns `undefined` where it leads nowhere, as in a course without lessons
 */
export function resumeStep(
  lessons: readonly LessonLink[],
  progress: Progress,
  end: ResumeStep | undefined,
): ResumeStep | undefined {
  const current = currentLesson(lessons, progress);
  if (!current) return undefined;
  if (lessons.every(({ slug }) => isDone(progress, slug))) return end;
  const { href, number, title } = current;
  const hasBegun = lessons.some(({ slug }) => progress.lessons[slug] !== undefined);
  return { href, label: `${hasBegun ? "Continue" : "Start"} with lesson ${number}`, title };
}
