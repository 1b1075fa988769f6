import { lstatSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { fewOf, refuseDirtyTree } from "./checkout.ts";
import { isCourseFile, isLearnersOwn, isThisCourse } from "./course-files.ts";
import { mergedFiles } from "./course-tree.ts";
import { git, gitOutput, gitReason, zeroSeparated } from "./git.ts";
import type { Incoming } from "./incoming.ts";

/** An update asks for a remote's default branch, as a clone does. */
const defaultBranch = "HEAD";

/**
 * Fetches the default branch of a git remote. The files stay as they are until {@link Incoming.bring}.
 *
 * @returns undefined where the checkout has all of it already
 * @throws for a dirty tree, a remote that cannot be reached, and what is not this course, with nothing changed
 */
export async function incomingCommits(remote: string): Promise<Incoming | undefined> {
  await refuseDirtyTree();
  await refuseDetachedHead();
  const fetched = await git(
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    remote,
    defaultBranch,
  );
  if (fetched.code !== 0) {
    throw new Error(
      `The remote ${remote} cannot be reached, so nothing was changed. Are you offline? git says:\n  ${gitReason(fetched)}`,
    );
  }
  const theirs = (await gitOutput("rev-parse", "FETCH_HEAD^{commit}")).trim();
  if ((await git("merge-base", "--is-ancestor", theirs, "HEAD")).code === 0) return undefined;
  const base = (await git("merge-base", "HEAD", theirs)).output.trim();
  if (base === "") {
    throw new Error(
      `The commits of ${remote} have nothing in common with yours, so git cannot merge them. Download the course as an archive and name it with --from. Nothing was changed.`,
    );
  }
  const [baseFiles, ourFiles, theirFiles] = await Promise.all([
    filesOf(base),
    filesOf("HEAD"),
    filesOf(theirs),
  ]);
  await refuseForeign(remote, theirs, theirFiles);
  refuseExercises(remote, baseFiles, ourFiles, theirFiles);
  const ours = onlyCourse(ourFiles);
  const after = mergedFiles(onlyCourse(baseFiles), ours, onlyCourse(theirFiles));
  const commits = (await gitOutput("rev-list", "--count", `HEAD..${theirs}`)).trim();
  return {
    from: `${remote}, ${commits === "1" ? "one commit" : `${commits} commits`} up to ${theirs.slice(0, 8)}`,
    before: { files: ours, read: (file) => textOf(ours.get(file)) },
    after: { files: after, read: (file) => textOf(after.get(file)) },
    takesAway: [],
    bring: () => merge(remote, theirs),
  };
}

async function refuseDetachedHead(): Promise<void> {
  if ((await git("symbolic-ref", "--quiet", "HEAD")).code === 0) return;
  throw new Error(
    "git is at no branch here, so a merge could be lost later. Go to one, for example with  git switch main  or  git switch -c my-course , and run the update again. Nothing was changed.",
  );
}

/** The paths of a commit, each with its blob's name. */
async function filesOf(commit: string): Promise<Map<string, string>> {
  const lines = zeroSeparated(await gitOutput("ls-tree", "-r", "-z", "--full-tree", commit));
  return new Map(
    lines.map((line) => {
      const [facts = "", file = ""] = line.split("\t");
      return [file, facts.split(" ")[2] ?? ""];
    }),
  );
}

function onlyCourse(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([file]) => isCourseFile(file)));
}

function textOf(blob: string | undefined): Promise<string> {
  if (blob === undefined) throw new Error("A file of the course is not in the commit that it was listed in.");
  return gitOutput("cat-file", "blob", blob);
}

async function refuseForeign(
  remote: string,
  commit: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const manifest = await git("show", `${commit}:package.json`);
  if (manifest.code === 0 && isThisCourse(files.keys(), manifest.output)) return;
  throw new Error(`What the remote ${remote} has is not this course. Nothing was changed.`);
}

/**
 * A fork may have exercises under version control. Git would put them in the place of the learner's: silently, where they are ignored
 * here. An update never does that.
 */
function refuseExercises(
  remote: string,
  base: ReadonlyMap<string, string>,
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): void {
  const inTheWay = [...new Set([...base.keys(), ...theirs.keys()])].filter((file) => {
    if (!isLearnersOwn(file)) return false;
    const changed = theirs.get(file) !== base.get(file) && theirs.get(file) !== ours.get(file);
    return changed && (ours.has(file) || isThere(file));
  });
  if (inTheWay.length === 0) return;
  throw new Error(
    `The remote ${remote} has other versions of files that are yours here:\n\n${fewOf(inTheWay)}\n
An update brings the course, never exercises, so nothing was changed. If these are your own, from another computer, bring them with  git pull  (it replaces what is here; commit or copy that first). Otherwise name the course itself with --from.`,
  );
}

function isThere(file: string): boolean {
  return lstatSync(path.join(courseFolder, file), { throwIfNoEntry: false }) !== undefined;
}

/** Fast-forwards, or merges where the checkout has commits of its own. */
async function merge(remote: string, theirs: string): Promise<string[]> {
  const start = (await gitOutput("rev-parse", "HEAD")).trim();
  const isBehindOnly = (await git("merge-base", "--is-ancestor", start, theirs)).code === 0;
  // Exercises under version control stay where they are: it is by the slug that they are moved afterwards.
  const habits = ["-c", "merge.directoryRenames=false"];
  const words = isBehindOnly ? ["--ff-only"] : ["--ff", "--no-edit", "-m", `Merge the course from ${remote}`];
  const merged = await git(...habits, "merge", "--quiet", "--no-overwrite-ignore", ...words, theirs);
  if (merged.code === 0) {
    return [
      isBehindOnly ? "The course is brought up to date." : "The course is merged with your own commits.",
    ];
  }
  const conflicts = zeroSeparated((await git("diff", "--name-only", "--diff-filter=U", "-z")).output);
  await git("merge", "--abort");
  await refuseHalfMerged(start);
  if (conflicts.length === 0) {
    throw new Error(`git could not merge, and nothing was changed. It says:\n  ${gitReason(merged)}`);
  }
  throw new Error(
    `Your commits and the new course change the same lines, so the merge was taken back and nothing was changed. In conflict:\n\n${fewOf(conflicts, 20)}\n
Merge by hand:  git merge ${theirs.slice(0, 12)}  , settle these files, then  git commit`,
  );
}

async function refuseHalfMerged(start: string): Promise<void> {
  const isBack =
    (await gitOutput("rev-parse", "HEAD")).trim() === start &&
    (await gitOutput("status", "--porcelain=v1", "-z", "--untracked-files=no")) === "";
  if (isBack) return;
  throw new Error(
    `The merge did not succeed and could not be taken back. Your exercises were not touched. Go back with  git reset --merge ${start.slice(0, 12)}`,
  );
}
