import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import { writeAtomically } from "../learner/write-atomically.ts";
import type { PackedFile } from "./packed-files.ts";

/** One file of a folder that is written, with what it was packed as, or taken away. */
export interface FileChange {
  readonly file: string;
  readonly packed: PackedFile | undefined;
}

/**
 * Changes files in a folder: all of them, or none. Each one that is replaced or taken away is first copied to the same path under
 * `copies`; folders that this empties go as well. Where a change does not succeed (a full disk, no permission), the changes before it are
 * taken back from the copies.
 *
 * @returns how many files were copied
 * @throws with the folder as it was
 */
export function replaceFiles(folder: string, changes: readonly FileChange[], copies: string): number {
  const copied = changes.filter(({ file }) => keepCopy(folder, file, copies));
  const made: FileChange[] = [];
  try {
    for (const change of changes) {
      made.push(change);
      makeChange(folder, change);
    }
  } catch (error) {
    takeBack(folder, made, new Set(copied), copies);
    throw new Error(
      `The update could not be written, and everything was put back as it was: ${(error as Error).message}`,
    );
  }
  return copied.length;
}

function keepCopy(folder: string, file: string, copies: string): boolean {
  const from = path.join(folder, file);
  if (!isThere(from)) return false;
  const to = path.join(copies, file);
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
  return true;
}

function makeChange(folder: string, { file, packed }: FileChange): void {
  const target = path.join(folder, file);
  if (packed) {
    mkdirSync(path.dirname(target), { recursive: true });
    writeAtomically(target, packed.content);
    if (process.platform !== "win32") chmodSync(target, packed.isExecutable ? 0o755 : 0o644);
  } else {
    rmSync(target, { force: true });
    removeEmptyFolders(folder, path.dirname(target));
  }
}

/** Takes away what is new first: on a full disk that makes the room to write what is to be put back. */
function takeBack(
  folder: string,
  made: readonly FileChange[],
  copied: ReadonlySet<FileChange>,
  copies: string,
): void {
  try {
    for (const { file } of made.filter((change) => !copied.has(change))) {
      const target = path.join(folder, file);
      if (!isThere(target)) continue;
      rmSync(target);
      removeEmptyFolders(folder, path.dirname(target));
    }
    for (const { file } of made.filter((change) => copied.has(change))) {
      putBack(path.join(copies, file), path.join(folder, file));
    }
  } catch (error) {
    throw new Error(
      `The update could not be written, and could not be taken back whole: ${(error as Error).message}. What it replaced is in ${copies}. Copy it from there to ${folder}.`,
    );
  }
}

function putBack(copy: string, target: string): void {
  const content = readFileSync(copy);
  if (isThere(target) && readFileSync(target).equals(content)) return;
  mkdirSync(path.dirname(target), { recursive: true });
  writeAtomically(target, content);
  chmodSync(target, statSync(copy).mode);
}

function isThere(file: string): boolean {
  return lstatIfAny(file) !== undefined;
}

/** A file where the path has a folder is nothing at the path, as for every reader of it. */
function lstatIfAny(file: string) {
  try {
    return lstatSync(file);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** Removes a folder, and those that it lies in, as far as they are empty, but never the course's own. */
function removeEmptyFolders(course: string, folder: string): void {
  try {
    for (let empty = folder; empty !== course && empty.startsWith(course); empty = path.dirname(empty)) {
      rmdirSync(empty);
    }
  } catch {
    // Not empty: something of the learner's lies in it, and stays.
  }
}
