import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { GitMissing, git, gitOutput, gitReason, zeroSeparated } from "./git.ts";

/**
 * How git sees the course's folder: as a repository of its own, as a part of a larger one, or not at all, which is also so where there is
 * no git.
 */
export type Checkout = "own" | "part of another" | "none" | "no git";

/** @throws where there is a repository that git does not read */
export async function courseCheckout(): Promise<Checkout> {
  try {
    const answer = await git("rev-parse", "--show-toplevel");
    if (answer.code !== 0) {
      if (answer.errors.includes("not a git repository")) return "none";
      // There is one, and git does not take it: it may belong to another user of the computer.
      throw new Error(`git does not read the repository of this course: ${gitReason(answer)}`);
    }
    const top = answer.output.replace(/\r?\n$/, "");
    const isOwn = realpathSync.native(top) === realpathSync.native(courseFolder);
    return isOwn ? "own" : "part of another";
  } catch (error) {
    if (error instanceof GitMissing) return "no git";
    throw error;
  }
}

/** Files in `.git` that tell of something that git has begun and not ended, and how to go back. */
const unfinished = [
  ["MERGE_HEAD", "a merge", "git merge --abort"],
  ["rebase-merge", "a rebase", "git rebase --abort"],
  ["rebase-apply", "a rebase", "git rebase --abort"],
  ["CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --abort"],
  ["REVERT_HEAD", "a revert", "git revert --abort"],
] as const;

const namedFiles = 5;

/**
 * Holds the checkout to a state that an update can be undone to.
 *
 * @throws where tracked files are changed or git has begun something, with the way out
 */
export async function refuseDirtyTree(): Promise<void> {
  const gitFolder = (await gitOutput("rev-parse", "--absolute-git-dir")).replace(/\r?\n$/, "");
  for (const [file, what, wayOut] of unfinished) {
    if (!existsSync(path.join(gitFolder, file))) continue;
    throw new Error(
      `git is in the middle of ${what}. Finish it, or go back with  ${wayOut}  and run the update again. Nothing was changed.`,
    );
  }
  const status = await gitOutput(
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=no",
    "--no-renames",
    "--",
    ".",
  );
  const changed = zeroSeparated(status).map((line) => line.slice(3));
  if (changed.length === 0) return;
  throw new Error(
    `These files are changed and not committed, so the update does not begin:\n\n${fewOf(changed)}\n
Commit them (git commit -a), or put them aside with  git stash  and bring them back after the update with  git stash pop`,
  );
}

/** Some file names, one a line, and how many more there are. */
export function fewOf(files: readonly string[], most = namedFiles): string {
  const named = files.slice(0, most).map((file) => `  ${file}`);
  const more = files.length - named.length;
  return [...named, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
}
