import { readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { type LessonProgress, noProgress, type Progress, withOutcome } from "@vanishing/catalogue/progress";
import { courseFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exclusively } from "./exclusive.ts";
import { knownByContent } from "./known-by-content.ts";
import { writeAtomically } from "./write-atomically.ts";

const file = path.join(courseFolder, "progress.json");

/** The learner's progress, and a sentence where the file could not be used. */
export interface Stored {
  readonly progress: Progress;
  readonly trouble: string | undefined;
}

/** Reads progress.json. A file that cannot be read is left where it is, and said. */
export async function loadProgress(): Promise<Stored> {
  const content = readFile();
  if (typeof content !== "string") return content;
  // The schemas take longer to load than all the rest of the map.
  const usable = await knownByContent("progress", [content], async () => {
    const { readProgress } = await import("@vanishing/catalogue");
    return readProgress(content).progress !== undefined;
  });
  if (usable) return { progress: JSON.parse(content.replace(/^\uFEFF/, "")), trouble: undefined };
  const { readProgress } = await import("@vanishing/catalogue");
  return understood(readProgress(content));
}

/** Puts one lesson's outcome into progress.json. Trouble is returned as a sentence: it must not cost the learner the verdict. */
export function saveOutcome(slug: string, outcome: LessonProgress): Promise<string | undefined> {
  return changeProgress((progress) => withOutcome(progress, slug, outcome));
}

/**
 * Changes progress.json in one step that cannot leave half a file, while no other run of the course does. A file that cannot be used is
 * set aside under another name first.
 *
 * @returns a sentence where that met trouble
 */
export async function changeProgress(change: (progress: Progress) => Progress): Promise<string | undefined> {
  const { readProgress } = await import("@vanishing/catalogue");
  try {
    return exclusively(`${file}.lock`, () => {
      removeUnfinished();
      const content = readFile();
      const { progress, trouble } = typeof content === "string" ? understood(readProgress(content)) : content;
      refuseReadOnly();
      const aside = trouble && setAside();
      writeAtomically(file, `${JSON.stringify(change(progress), null, 2)}\n`);
      return (
        trouble &&
        `${trouble}. It was kept as ${aside}, and a new one begun. ${pnpmCommand()} course report  fills it from your exercises.`
      );
    });
  } catch (error) {
    return `Progress could not be saved: ${(error as Error).message}`;
  }
}

/** The file's text, or what there is without one. */
function readFile(): string | Stored {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT"
      ? { progress: noProgress, trouble: undefined }
      : { progress: noProgress, trouble: `progress.json cannot be read: ${message}` };
  }
}

function understood(result: { progress: Progress } | { progress: undefined; reason: string }): Stored {
  return result.progress
    ? { progress: result.progress, trouble: undefined }
    : { progress: noProgress, trouble: `progress.json cannot be used: ${result.reason}` };
}

/** A file that was made read-only was made so on purpose, and a rename would replace it all the same. */
function refuseReadOnly(): void {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts?.isFile() && (facts.mode & 0o200) === 0) {
    throw new Error("progress.json is read-only. Make it writable again, and the next run saves it.");
  }
}

/** What a run that was killed in the middle of a write has left. Nobody else writes now. */
function removeUnfinished(): void {
  for (const name of readdirSync(courseFolder)) {
    if (/^progress\.json\.\d+$/.test(name)) rmSync(path.join(courseFolder, name), { force: true });
  }
}

function setAside(): string {
  const name = `progress.${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`;
  renameSync(file, path.join(courseFolder, name));
  return name;
}
