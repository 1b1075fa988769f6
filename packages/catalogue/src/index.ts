export { type Found, findLesson } from "./find-lesson.ts";
export {
  type LessonFacts,
  type LessonFrontMatter,
  lessonFacts,
  lessonFrontMatter,
  subjects,
} from "./front-matter.ts";
export { type Lesson, lessonOfFolder, lessonsInOrder } from "./lesson.ts";
export {
  type LessonProgress,
  noProgress,
  type Progress,
  progressFile,
  readProgress,
  withLesson,
} from "./progress.ts";
export { readFrontMatter } from "./read-front-matter.ts";
