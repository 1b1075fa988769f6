import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  type LessonProgress,
  noProgress,
  type Progress,
  readProgress,
  withLesson,
} from "@vanishing/catalogue";
import { courseFolder } from "../course-folder.ts";

const file = path.join(courseFolder, "progress.json");

/** The learner's progress, and a sentence where the file could not be used. */
export interface Stored {
  readonly progress: Progress;
  readonly trouble: string | undefined;
}

/** Reads progress.json. A file that cannot be read is left where it is, and said. */
export function loadProgress(): Stored {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT"
      ? { progress: noProgress, trouble: undefined }
      : { progress: noProgress, trouble: `progress.json cannot be read: ${message}` };
  }
  const result = readProgress(text);
  if (result.progress) return { progress: result.progress, trouble: undefined };
  return { progress: noProgress, trouble: `progress.json cannot be used: ${result.reason}` };
}

/**
 * Puts one lesson's outcome into progress.json, in one step that cannot leave half a file. A file that cannot be used is set aside
 * under another name first. Trouble is returned as a sentence: it must not cost the learner the verdict.
 */
export function saveOutcome(slug: string, outcome: LessonProgress): string | undefined {
  try {
    return alone(() => {
      const { progress, trouble } = loadProgress();
      const aside = trouble && setAside();
      const unfinished = `${file}.${process.pid}`;
      writeFileSync(unfinished, `${JSON.stringify(withLesson(progress, slug, outcome), null, 2)}\n`);
      renameSync(unfinished, file);
      return trouble && `${trouble}. It was kept as ${aside}, and a new one begun.`;
    });
  } catch (error) {
    return `Progress could not be saved: ${(error as Error).message}`;
  }
}

/** Far longer than a write takes, in milliseconds: a lock that stands so long was left by a process that died. */
const longestLock = 2000;

/** Runs an action while no other run of the course writes progress: two that read, change and write at once would lose one outcome. */
function alone<T>(action: () => T): T {
  const lock = `${file}.lock`;
  while (!taken(lock)) {
    if (isLeftOver(lock)) breakLock(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isLeftOver(lock: string): boolean {
  const facts = statSync(lock, { throwIfNoEntry: false });
  return facts !== undefined && Date.now() - facts.mtimeMs > longestLock;
}

/** Removes a lock that was left over. Only one process does so at a time: a second one would remove the lock that the first then takes. */
function breakLock(lock: string): void {
  const breaking = `${lock}.break`;
  if (isLeftOver(breaking)) rmSync(breaking, { force: true });
  if (!taken(breaking)) return;
  if (isLeftOver(lock)) rmSync(lock, { force: true });
  rmSync(breaking, { force: true });
}

function taken(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function setAside(): string {
  const name = `progress.${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`;
  renameSync(file, path.join(courseFolder, name));
  return name;
}

/** A starter's version: progress made from another starter is progress on another exercise. */
export function starterVersion(starter: string): string {
  return createHash("sha256").update(starter.replaceAll("\r\n", "\n")).digest("hex").slice(0, 16);
}
