import { statSync } from "node:fs";
import { lessonsFolder } from "../course-folder.ts";
import { fileEventsArrive } from "../suite/file-events.ts";
import { type Finding, fine, limits } from "./finding.ts";

/** Whether the system tells of saves in the lessons' folder, or watch mode has to look for itself. */
export async function watchMode(): Promise<Finding> {
  // The probe would make the folder.
  if (!statSync(lessonsFolder, { throwIfNoEntry: false })?.isDirectory()) {
    return limits("watch mode", "there is no folder lessons to watch", "See the line about lessons.");
  }
  if (await fileEventsArrive(lessonsFolder)) return fine("watch mode", "the system tells of a save at once");
  return limits(
    "watch mode",
    "the system does not tell of saves here, as on network drives and on Windows drives under WSL",
    "Nothing has to be done: watch mode looks by itself, a moment later. On a disk of this system it is quicker.",
  );
}
