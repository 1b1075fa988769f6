import { openSync, readSync } from "node:fs";
import { mergeProgress, type Progress } from "@vanishing/catalogue/progress";
import { courseLessons } from "../course-folder.ts";
import { changeProgress } from "../learner/progress-store.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";
import { typedPath } from "../terminal/typed-path.ts";

/** Many times what a whole course's progress takes. */
const mostBytes = 5_000_000;

/**
 * Merges a file that `export` or the page has written into the progress: of each lesson the newer run counts, the earlier first pass and
 * the later hints. Nothing of either is dropped.
 *
 * @param file `-` for standard input
 */
export async function importProgress(file: string): Promise<number> {
  const { readProgress } = await import("@vanishing/catalogue");
  const result = readProgress(readGiven(file));
  if (!result.progress)
    throw new Error(`${shown(file)} is no progress of this course: ${result.reason}. Nothing was changed.`);
  const theirs = result.progress;
  let mine: Progress | undefined;
  let merged: Progress | undefined;
  const trouble = await changeProgress((now) => {
    mine = now;
    merged = mergeProgress(now, theirs);
    return merged;
  });
  if (trouble) console.error(trouble);
  if (!mine || !merged) return exitCodes.failed;
  console.log(summary(mine, merged, theirs));
  return exitCodes.done;
}

function readGiven(file: string): string {
  try {
    return readAtMost(file === "-" ? 0 : openSync(typedPath(file), "r"));
  } catch (error) {
    throw new Error(`${shown(file)} cannot be read: ${(error as Error).message}. Nothing was changed.`);
  }
}

/** Reads to the end, but not without end: a name may lead to a device. */
function readAtMost(descriptor: number): string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = Buffer.alloc(65_536);
    const read = readSync(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks).toString("utf8");
    bytes += read;
    if (bytes > mostBytes)
      throw new Error(`it has more than ${mostBytes} bytes, and progress has some thousand`);
    chunks.push(chunk.subarray(0, read));
  }
}

function summary(mine: Progress, merged: Progress, theirs: Progress): string {
  const here = new Set(courseLessons().map(({ slug }) => slug));
  const lines = Object.keys(theirs.lessons).map((slug) => {
    const unchanged = JSON.stringify(mine.lessons[slug]) === JSON.stringify(merged.lessons[slug]);
    const elsewhere = here.has(slug)
      ? ""
      : " (this edition of the course has no such lesson; kept all the same)";
    return `  ${slug.padEnd(16)} ${unchanged ? "as it was" : "taken over or brought up to date"}${elsewhere}`;
  });
  if (lines.length === 0) return "The file holds no lesson yet, so nothing was changed.";
  return `Merged into your progress:\n\n${lines.join("\n")}\n\nNext:  ${pnpmCommand()} course`;
}

function shown(file: string): string {
  return file === "-" ? "Standard input" : file.slice(0, 200);
}
