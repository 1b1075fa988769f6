import { existsSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { type Finding, fine, limits } from "./finding.ts";
import { outputOf } from "./output-of.ts";

/** Whether the course can be updated by git. It is a clone, or came as an archive; then git is not needed. */
export async function git(): Promise<Finding> {
  const isClone = existsSync(path.join(courseFolder, ".git"));
  const { status, output } = await outputOf("git", ["--version"]);
  if (status !== 0) {
    return isClone
      ? limits(
          "git",
          "not found; the course is a clone, and its update needs git",
          "Install git: https://git-scm.com/downloads",
        )
      : fine("git", "not found, and not needed: the course is no clone, so an update comes as an archive");
  }
  const version = output.trim().replace(/^git version /, "");
  if (!isClone) return fine("git", `${version}; the course is no clone, so an update comes as an archive`);
  const read = await outputOf("git", ["rev-parse", "--git-dir"]);
  if (read.status === 0) return fine("git", `${version}; the course is a clone`);
  const [reason] = read.errors.split("\n", 1);
  return limits("git", `${version}; it cannot read this clone: ${reason}`, mend(read.errors));
}

function mend(errors: string): string {
  return errors.includes("safe.directory")
    ? `git config --global --add safe.directory "${courseFolder.replaceAll("\\", "/")}"`
    : "Clone the course again, and copy your exercises and progress.json into it.";
}
