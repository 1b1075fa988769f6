import {
  constants,
  copyFileSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";
import type { Lesson } from "@vanishing/catalogue/lesson";
import { courseFolder, lessonFile } from "../course-folder.ts";

/** What a learner had written at some moment, kept for ever under `.course/snapshots/SLUG/`. */
export interface Snapshot {
  readonly file: string;
  readonly at: Date;
  /** Why it was taken, in a few words: `before reset`. */
  readonly reason: string;
  /** Undefined for a folder that stood in the exercise's place. */
  readonly bytes: number | undefined;
}

/** When a snapshot was taken, on this computer's clock: `2026-11-25 21:03:28`. */
export function momentOf({ at }: Snapshot): string {
  // Swedish writes a date as ISO 8601 does, so that no one has to guess which number is the month.
  return at.toLocaleString("sv-SE");
}

/** A lesson as far as its snapshots and its exercise are concerned. */
export type Place = Pick<Lesson, "slug" | "folder">;

/**
 * Keeps what stands at a lesson's exercise.ts now: a file by a copy, a link by a copy of what it leads to, a folder by moving it away,
 * since whoever asks is about to put a file there. What the newest snapshot holds already is not kept twice.
 *
 * @returns undefined where there is nothing to keep: no file, or a link that leads nowhere
 * @throws the system's error, with the exercise as it was
 */
export function takeSnapshot(lesson: Place, reason: string): Snapshot | undefined {
  const exercise = lessonFile(lesson, "exercise.ts");
  if (!statSync(exercise, { throwIfNoEntry: false })) return undefined;
  const [newest] = snapshotsOf(lesson.slug);
  if (newest && sameContent(newest.file, exercise)) return newest;
  return keep(lesson.slug, exercise, reason);
}

/** Moves what stands somewhere else into a lesson's snapshots. */
export function moveToSnapshots(slug: string, file: string, reason: string): Snapshot {
  const snapshot = keep(slug, file, reason);
  rmSync(file, { recursive: true, force: true });
  return snapshot;
}

/** A lesson's snapshots, the newest first. */
export function snapshotsOf(slug: string): Snapshot[] {
  const folder = snapshotsFolder(slug);
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return entries
    .flatMap((entry) => snapshotOf(path.join(folder, entry.name), entry.isDirectory()))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.file < b.file ? 1 : -1));
}

/**
 * Puts a copy of a file at a lesson's exercise.ts, whole or not at all. A link there is replaced, and what it leads to stays; a folder
 * there must have been kept before.
 */
export function replaceExercise(lesson: Place, source: string): void {
  const exercise = lessonFile(lesson, "exercise.ts");
  const unfinished = `${exercise}.${process.pid}`;
  try {
    copyFileSync(source, unfinished);
    renameSync(unfinished, exercise);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Whether two files hold the same, line ends aside. A folder is the same as nothing. */
export function sameContent(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)];
  if (!a.isFile() || !b.isFile()) return false;
  return textOf(one) === textOf(other);
}

function textOf(file: string): string {
  return readFileSync(file, "latin1").replaceAll("\r\n", "\n");
}

function snapshotsFolder(slug: string): string {
  return path.join(courseFolder, ".course", "snapshots", slug);
}

function keep(slug: string, source: string, reason: string): Snapshot {
  const folder = snapshotsFolder(slug);
  mkdirSync(folder, { recursive: true });
  const name = (copy: number) =>
    `${stamp(new Date())}${copy > 1 ? `_${copy}` : ""}.${reason.replaceAll(/[^a-z0-9]+/gi, "-")}`;
  for (let copy = 1; ; copy++) {
    const file = path.join(folder, name(copy));
    const [asText, asFolder] = [`${file}.ts`, file];
    if (exists(asText) || exists(asFolder)) continue;
    const kept = statSync(source).isDirectory() ? asFolder : asText;
    if (kept === asFolder) renameSync(source, kept);
    else copyWhole(source, kept);
    const [snapshot] = snapshotOf(kept, kept === asFolder);
    if (!snapshot) throw new Error(`The snapshot ${kept} cannot be found again.`);
    return snapshot;
  }
}

/** Copies under another name first: a copy that is cut short must not look like a snapshot. */
function copyWhole(source: string, target: string): void {
  const unfinished = `${target}.${process.pid}`;
  try {
    copyFileSync(source, unfinished, constants.COPYFILE_EXCL);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

const namePattern = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(?:_\d+)?\.([a-z0-9-]+)(?:\.ts)?$/i;

/** A moment in a file's name: as ISO 8601, without the characters that Windows does not take. */
function stamp(moment: Date): string {
  return moment.toISOString().replaceAll(/[:.]/g, "-");
}

function snapshotOf(file: string, isFolder: boolean): [Snapshot] | [] {
  const parts = namePattern.exec(path.basename(file));
  if (!parts) return [];
  const [, day, hour, minute, second, millisecond, reason] = parts;
  return [
    {
      file,
      at: new Date(`${day}T${hour}:${minute}:${second}.${millisecond}Z`),
      reason: (reason as string).replaceAll("-", " "),
      bytes: isFolder ? undefined : statSync(file).size,
    },
  ];
}
