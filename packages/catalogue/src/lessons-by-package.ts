import type { LessonFacts } from "./front-matter.ts";

/** Lessons in order, grouped by the package that they pair with, in the order in which the course takes the packages up. */
export function lessonsByPackage<L>(
  lessons: readonly L[],
  packageOf: (lesson: L) => LessonFacts["package"],
): [LessonFacts["package"], L[]][] {
  // A map keeps the order in which its keys first came.
  return [...Map.groupBy(lessons, packageOf)];
}
