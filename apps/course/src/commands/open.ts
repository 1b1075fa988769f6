import { courseLessons } from "../course-folder.ts";
import { nextLesson } from "../learner/course-map.ts";
import { ensureExercise } from "../learner/create-exercise.ts";
import { lessonCard } from "../learner/lesson-card.ts";
import { readLessonPages } from "../learner/lesson-pages.ts";
import { loadProgress } from "../learner/progress-store.ts";
import { basePath } from "../site/base-path.ts";
import { askedOrCurrentLesson } from "../terminal/asked-or-current-lesson.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** Prints where a lesson's exercise and page are; the exercise is there afterwards. */
export async function open(words: readonly string[]): Promise<number> {
  const { slug } = await askedOrCurrentLesson(words, "course open");
  await printCard(slug);
  return exitCodes.done;
}

/** Prints the first lesson that is not done, and where it is. */
export async function next(): Promise<number> {
  const { progress } = await loadProgress();
  const lesson = nextLesson(courseLessons(), progress);
  if (lesson) await printCard(lesson.slug);
  else console.log("Every lesson is done.");
  return exitCodes.done;
}

async function printCard(slug: string): Promise<void> {
  const page = (await readLessonPages()).find((lesson) => lesson.slug === slug);
  if (!page) throw new Error(`The lesson ${slug} has no page.`);
  const { progress } = await loadProgress();
  ensureExercise(page);
  process.stdout.write(lessonCard(page, progress, basePath(process.env.BASE_PATH)));
}
