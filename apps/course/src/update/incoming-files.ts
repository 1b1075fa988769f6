import { lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { courseCheckout, refuseDirtyTree } from "./checkout.ts";
import { contentId, courseFolderEntries, isCourseFile } from "./course-files.ts";
import { removedFiles } from "./course-tree.ts";
import { gitOutput, zeroSeparated } from "./git.ts";
import type { Incoming } from "./incoming.ts";
import { openSource } from "./open-source.ts";
import type { PackedFile, PackedFiles } from "./packed-files.ts";
import { type FileChange, replaceFiles } from "./replace-files.ts";

/**
 * Reads the course from a folder or an archive and compares it with what is here. The files stay as they are until {@link Incoming.bring}.
 *
 * @returns undefined where nothing differs
 * @throws for a dirty tree and for what is not this course, with nothing changed
 */
export async function incomingFiles(source: string): Promise<Incoming | undefined> {
  const checkout = await courseCheckout();
  const isInGit = checkout === "own" || checkout === "part of another";
  if (isInGit) await refuseDirtyTree();
  const packed = await openSource(source);
  const present = presentFiles(packed, isInGit ? await trackedFiles() : []);
  const after = new Map([...packed].map(([file, { content }]) => [file, contentId(content)]));
  const changes = fileChanges(present, after, packed);
  if (changes.length === 0) return undefined;
  const before = {
    files: present,
    read: (file: string) => readFileSync(path.join(courseFolder, file), "utf8"),
  };
  const newer = { files: after, read: (file: string) => packed.get(file)?.content.toString() ?? "" };
  return {
    from: source,
    before,
    after: newer,
    takesAway: removedFiles(before, newer),
    bring: async () => bring(changes),
  };
}

async function trackedFiles(): Promise<string[]> {
  return zeroSeparated(await gitOutput("ls-files", "-z")).filter(isCourseFile);
}

/**
 * The course's files that are here, by content. In a git checkout they are those that git knows. Elsewhere they are all that lie in a
 * folder that the new course has too: what lies beside these is the learner's, who may have notes, an editor's settings, a download there.
 * A file at the place of a new one counts in either case: it would be replaced.
 */
function presentFiles(packed: PackedFiles, tracked: readonly string[]): Map<string, string> {
  const folders = new Set(
    [...packed.keys()].filter((file) => file.includes("/")).map((file) => file.split("/")[0]),
  );
  const known = tracked.includes("package.json")
    ? tracked
    : courseFolderEntries(courseFolder, (name) => folders.has(name)).map(({ file }) => file);
  const present = new Map<string, string>();
  for (const file of new Set([...known, ...packed.keys()])) {
    const id = idOf(file);
    if (id !== undefined) present.set(file, id);
  }
  return present;
}

/** @throws where something that is no file stands in the place of a file of the course */
function idOf(file: string): string | undefined {
  const here = path.join(courseFolder, file);
  let facts: ReturnType<typeof lstatSync>;
  try {
    facts = lstatSync(here);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
  if (facts?.isFile()) return contentId(readFileSync(here));
  throw new Error(
    `${file} should be a file and is a ${facts?.isDirectory() ? "folder" : "link or a device"}. Move it away and run the update again. Nothing was changed.`,
  );
}

/**
 * In which of three turns a file is changed, so that an update that is cut short can be run again: last but one those that this very
 * command is made of, last the starters, which tell then as before which exercises are untouched.
 */
function turn(file: string): number {
  if (/^lessons\/[^/]+\/starter\.ts$/.test(file)) return 2;
  return /^(?:apps\/course\/|packages\/catalogue\/|[^/]+$)/.test(file) ? 1 : 0;
}

/** What is to be written and taken away, in order. */
function fileChanges(
  present: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  packed: ReadonlyMap<string, PackedFile>,
): FileChange[] {
  const removed = [...present.keys()].filter((file) => !after.has(file));
  const written = [...after.keys()].filter((file) => present.get(file) !== after.get(file));
  // What is removed comes first: a file may have become a folder.
  return [...removed, ...written]
    .sort((a, b) => turn(a) - turn(b))
    .map((file) => ({ file, packed: packed.get(file) }));
}

function bring(changes: readonly FileChange[]): string[] {
  const moment = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const copies = path.join(".course", "updates", moment);
  const copied = replaceFiles(courseFolder, changes, path.join(courseFolder, copies));
  const done = `The course is brought up to date: ${changes.length} ${changes.length === 1 ? "file" : "files"}.`;
  if (copied === 0) return [done];
  return [done, `What was replaced or taken away is kept in ${copies.replaceAll("\\", "/")}.`];
}
