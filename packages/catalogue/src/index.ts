export { type Found, findLesson } from "./find-lesson.ts";
export {
  type LessonFacts,
  type LessonFrontMatter,
  lessonFacts,
  lessonFrontMatter,
  subjects,
} from "./front-matter.ts";
export { highestNumber, type Lesson, lessonOfFolder, lessonsInOrder } from "./lesson.ts";
export { nearestName } from "./nearest-name.ts";
export {
  isDone,
  type LessonHelp,
  type LessonProgress,
  mergeProgress,
  noProgress,
  type Progress,
  withHelp,
  withOutcome,
} from "./progress.ts";
export { readFrontMatter } from "./read-front-matter.ts";
export { progressSchema, readProgress } from "./read-progress.ts";
