import { courseMap } from "../learner/course-map.ts";
import { readLessonPages } from "../learner/lesson-pages.ts";
import { loadProgress } from "../learner/progress-store.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** Prints the map of the course with the learner's progress and the next step. */
export async function status(): Promise<number> {
  const { progress, trouble } = await loadProgress();
  process.stdout.write(courseMap(await readLessonPages(), progress, pnpmCommand()));
  if (trouble)
    console.error(`\n${trouble}. The next test run keeps it under another name and begins a new one.`);
  return exitCodes.done;
}
