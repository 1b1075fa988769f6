import type { Lesson } from "./lesson.ts";
import { isDone, type Progress } from "./progress.ts";

/** The lesson that a learner is at: that of the newest run, while it is not done, else the first one that is not, else the newest. */
export function currentLesson<L extends Pick<Lesson, "slug">>(
  lessons: readonly L[],
  progress: Progress,
): L | undefined {
  const moment = ({ slug }: L) => Date.parse(progress.lessons[slug]?.at ?? "") || Number.NEGATIVE_INFINITY;
  const newest = lessons
    .filter(({ slug }) => progress.lessons[slug] !== undefined)
    .reduce<L | undefined>(
      (latest, lesson) => (latest && moment(latest) >= moment(lesson) ? latest : lesson),
      undefined,
    );
  if (newest && !isDone(progress, newest.slug)) return newest;
  return lessons.find(({ slug }) => !isDone(progress, slug)) ?? newest;
}
