import path from "node:path";
import type { Lesson } from "@vanishing/catalogue";
import { watch } from "chokidar";
import { courseFolder, lessonFile } from "../course-folder.ts";
import { fileEventsArrive } from "./file-events.ts";

/** How often files are looked at where no events arrive, in milliseconds. */
const pollsEvery = 100;

export interface ChangeListener {
  /** An exercise was written, or is there again. */
  saved(lesson: Lesson): void;
  /** An exercise is no longer there. */
  gone(lesson: Lesson): void;
}

/**
 * Listens to the exercises of some lessons, until the process ends. What editors do in place of writing a file, put another one there or
 * remove it first, counts as a save.
 *
 * @returns when it listens: a sentence where it has to look for changes itself, `undefined` where events arrive
 */
export async function listenToExercises(
  lessons: readonly Lesson[],
  listener: ChangeListener,
): Promise<string | undefined> {
  const reason = await reasonToPoll();
  const lessonOf = new Map(lessons.map((lesson) => [lessonFile(lesson, "exercise.ts"), lesson]));
  // The folder is watched rather than the file, which may not be there.
  const watcher = watch([...lessonOf.keys()].map(path.dirname), {
    ignoreInitial: true,
    depth: 0,
    ignored: (file, facts) => facts?.isFile() === true && !lessonOf.has(file),
    usePolling: reason !== undefined,
    interval: pollsEvery,
  });
  watcher.on("all", (event, file) => {
    const lesson = lessonOf.get(file);
    if (lesson === undefined) return;
    if (event === "add" || event === "change") listener.saved(lesson);
    if (event === "unlink") listener.gone(lesson);
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once("ready", resolve);
    watcher.once("error", reject);
  });
  return reason && `It is looked at every ${pollsEvery} ms: ${reason}.`;
}

async function reasonToPoll(): Promise<string | undefined> {
  // chokidar's own variable, which it obeys whatever it is told here.
  const asked = process.env.CHOKIDAR_USEPOLLING?.toLowerCase();
  if (asked) return asked === "false" || asked === "0" ? undefined : "CHOKIDAR_USEPOLLING asks for it";
  const arrive = await fileEventsArrive(path.join(courseFolder, ".course"));
  return arrive ? undefined : "file events do not arrive here";
}
