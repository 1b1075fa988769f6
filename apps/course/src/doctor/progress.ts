import { statSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { type Finding, fine, trouble } from "./finding.ts";

/** Whether the learner's progress can be used. */
export async function progress(): Promise<Finding> {
  const { loadProgress } = await import("../learner/progress-store.ts");
  const { progress, trouble: found } = await loadProgress();
  if (found !== undefined) return trouble("progress", found, mend(found));
  const known = Object.keys(progress.lessons).length;
  return fine("progress", known === 0 ? "none yet" : `of ${known} ${known === 1 ? "lesson" : "lessons"}`);
}

function mend(found: string): string {
  const isFile = statSync(path.join(courseFolder, "progress.json"), { throwIfNoEntry: false })?.isFile();
  if (!isFile) return "Move progress.json away. The next run begins a new one.";
  if (found.includes("newer edition")) return `${pnpmCommand()} course update`;
  return `${pnpmCommand()} course report  keeps it under another name and fills a new one from your exercises`;
}
