import { createHash } from "node:crypto";
import { type Dirent, readdirSync } from "node:fs";
import path from "node:path";
import { type Lesson, lessonsInOrder } from "@vanishing/catalogue/lesson";

/** What is built, installed or kept by a tool, wherever it lies. */
const made = new Set([
  "node_modules",
  "dist",
  "test-results",
  "playwright-report",
  ".turbo",
  ".astro",
  ".git",
  ".course",
]);

/**
 * Whether a path (from the course's folder, with forward slashes) is one of the learner's own files: an exercise, progress, what
 * `.course` keeps. Upper case counts as lower case: on most disks of Windows and macOS it is the same file.
 */
export function isLearnersOwn(file: string): boolean {
  return /^(?:lessons\/[^/]+\/exercise\.ts[^/]*|progress[^/]*\.json[^/]*|\.course(?:\/.*)?)$/.test(
    file.toLowerCase(),
  );
}

/** Whether a path belongs to the course: it is not the learner's own, and not made by an install, a build or a test run. */
export function isCourseFile(file: string): boolean {
  return !isLearnersOwn(file) && !file.toLowerCase().split("/").some(isMade);
}

/** .DS_Store and its like are no file of anyone's. */
function isMade(name: string): boolean {
  return made.has(name) || name === ".ds_store" || name === "thumbs.db";
}

/** The lessons among a course's paths: every folder NN-slug of `lessons` with a suite. @throws where two share a number or a slug */
export function lessonsAmong(files: Iterable<string>): Lesson[] {
  const folders = [...files].flatMap((file) => /^lessons\/([^/]+)\/lesson\.test\.ts$/.exec(file)?.[1] ?? []);
  return lessonsInOrder(folders);
}

/** Whether paths and the text of the package.json at their root are those of this course. */
export function isThisCourse(files: Iterable<string>, manifest: string): boolean {
  const tops = new Set([...files].map((file) => file.split("/")[0]));
  if (!tops.has("lessons") || !tops.has("packages")) return false;
  try {
    return JSON.parse(manifest)?.name === "vanishing-point";
  } catch {
    return false;
  }
}

/** What a file's content is known by: equal for two texts that differ in their line ends only. */
export function contentId(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const hash = createHash("sha256");
  if (bytes.includes(0)) return hash.update(bytes).digest("hex");
  return hash.update(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1").digest("hex");
}

/** An entry of a folder that belongs to a course, with its path from there. */
export interface FolderEntry {
  readonly file: string;
  readonly entry: Dirent;
}

/**
 * The files of a course's folder, and whatever else is no folder, without those that are made or the learner's own. Links are given as
 * links, not followed.
 *
 * @param isWanted which entries of the folder itself to go into; all of them by default
 */
export function* courseFolderEntries(
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Generator<FolderEntry> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (isWanted(entry.name)) yield* entriesAt(folder, entry.name, entry);
  }
}

function* entriesAt(folder: string, file: string, entry: Dirent): Generator<FolderEntry> {
  if (!isCourseFile(file)) return;
  if (!entry.isDirectory()) {
    yield { file, entry };
    return;
  }
  for (const inside of readdirSync(path.join(folder, file), { withFileTypes: true })) {
    yield* entriesAt(folder, `${file}/${inside.name}`, inside);
  }
}
