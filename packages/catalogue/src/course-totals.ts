import { isDone, type Progress } from "./progress.ts";

/** How far a learner is in the course. */
export interface CourseTotals {
  readonly done: number;
  readonly lessons: number;
  /** The minutes of the lessons that are not done. */
  readonly minutesLeft: number;
}

export function courseTotals(
  lessons: readonly { readonly slug: string; readonly minutes: number }[],
  progress: Progress,
): CourseTotals {
  const open = lessons.filter(({ slug }) => !isDone(progress, slug));
  return {
    done: lessons.length - open.length,
    lessons: lessons.length,
    minutesLeft: open.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

/** How far a learner is, in words. */
export function totalsInWords({ done, lessons, minutesLeft }: CourseTotals): string {
  const left = done === lessons ? "" : `, some ${minutesLeft} minutes to go`;
  return `${done} of ${lessons} lessons done${left}`;
}
