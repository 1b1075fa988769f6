import { accessSync, constants, existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import path from "node:path";
import { courseFolder, lessonFile, shownPath } from "../course-folder.ts";
import { type Finding, fine, trouble } from "./finding.ts";
import { lessonFolders } from "./lesson-folders.ts";
import { grantWriting, moveAway } from "./mending-commands.ts";

interface Blocked {
  readonly path: string;
  readonly code: string;
}

/** Whether everything can be written that a learner and the course write: exercises, progress, snapshots and what runs remember. */
export function writePermission(): Finding[] {
  const lessons = lessonFolders();
  const folders = [
    courseFolder,
    path.join(courseFolder, ".course"),
    path.join(courseFolder, "node_modules", ".cache"),
    ...lessons.map((lesson) => lessonFile(lesson, ".")),
  ];
  const files = [
    path.join(courseFolder, "progress.json"),
    ...lessons.map((lesson) => lessonFile(lesson, "exercise.ts")),
  ];
  const blocked = [
    ...folders.flatMap((folder) => blockedFolder(folder) ?? []),
    ...files.flatMap((file) => blockedFile(file) ?? []),
  ];
  if (blocked.length === 0)
    return [fine("write permission", "exercises, progress and snapshots can be written")];
  return [...Map.groupBy(blocked, ({ code }) => code)].map(([code, places]) =>
    finding(
      code,
      places.map(({ path }) => path),
    ),
  );
}

/** Tries with a file that is removed at once: what the permissions say is not all that can be in the way. */
function blockedFolder(folder: string): Blocked | undefined {
  const nearest = nearestExisting(folder);
  if (!statSync(nearest).isDirectory()) return { path: nearest, code: "ENOTDIR" };
  const probe = path.join(nearest, `.doctor-${process.pid}`);
  try {
    writeFileSync(probe, "x", { flag: "wx" });
    rmSync(probe);
    return undefined;
  } catch (error) {
    return { path: nearest, code: codeOf(error) };
  }
}

/** A folder that is not there yet is made in the one above it. */
function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}

/** A file that is there, and is marked as read-only or may not be written. Another line tells of one that is missing. */
function blockedFile(file: string): Blocked | undefined {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (!facts?.isFile()) return undefined;
  // root may write such a file; that it is marked so is still meant, and the course keeps to it.
  if ((facts.mode & 0o200) === 0) return { path: file, code: "EACCES" };
  try {
    accessSync(file, constants.W_OK);
    return undefined;
  } catch (error) {
    return { path: file, code: codeOf(error) };
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

function finding(code: string, paths: readonly string[]): Finding {
  const shown = [...new Set(paths)].map((place) => shownPath(place) || ".");
  const list =
    shown.length > 3 ? `${shown.slice(0, 3).join(", ")} and ${shown.length - 3} more` : shown.join(", ");
  const about = "write permission";
  switch (code) {
    case "ENOTDIR":
      return trouble(
        about,
        `${list} is not a folder, and a folder is needed there`,
        moveAway(shown, process.platform),
      );
    case "ENOSPC":
    case "EDQUOT":
      return trouble(about, `no space left to write to ${list}`, "Free some space on this disk.");
    case "EROFS":
      return trouble(
        about,
        `${list} lies on a disk that can only be read`,
        "Copy the course to a disk that can be written.",
      );
    default:
      return trouble(
        about,
        `${list} cannot be written: permission is missing (${code})`,
        // What stands in the course's folder is granted with it.
        grantWriting(shown.includes(".") ? ["."] : shown, {
          platform: process.platform,
          user: userInfo().username,
          isOthers: paths.some(isOthers),
        }),
      );
  }
}

function isOthers(place: string): boolean {
  return process.getuid !== undefined && statSync(place).uid !== process.getuid();
}
