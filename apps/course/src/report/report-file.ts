import { statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../learner/write-atomically.ts";

/** @throws when the file could not be written anyway: before the suites have run for minutes */
export function expectWritable(file: string): void {
  if (facts(file)?.isDirectory()) throw new Error(`${file} is a folder. Name a file in it after --out.`);
  const folder = path.dirname(file);
  if (!facts(folder))
    throw new Error(`The folder ${folder} does not exist. Create it, or name another after --out.`);
  if (!facts(folder)?.isDirectory()) throw new Error(`${folder} is not a folder. Name another after --out.`);
}

/** Writes the report whole or not at all. @throws with what is in the way, in a sentence */
export function writeReport(file: string, content: string): void {
  try {
    // A pipe or a device, such as /dev/stdout, is written to: there is nothing to put in its place.
    if (facts(file)?.isFile() ?? true) writeAtomically(file, content);
    else writeFileSync(file, content);
  } catch (error) {
    throw new Error(`The report could not be written to ${file}: ${reason(error as NodeJS.ErrnoException)}`);
  }
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOSPC" || code === "EDQUOT")
    return "there is no space left. Free some, or name a file elsewhere after --out.";
  if (code === "EACCES" || code === "EPERM")
    return "permission is missing. Name a file elsewhere after --out.";
  if (code === "EROFS") return "it lies where nothing can be written. Name a file elsewhere after --out.";
  return message;
}

function facts(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    // A path through a file, or one that is too long or forbidden.
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw new Error(`${file} cannot be used: ${(error as Error).message}`);
  }
}
