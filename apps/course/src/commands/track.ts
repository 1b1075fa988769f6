import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import { courseFolder, courseLessons, lessonFile } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";
import { courseCheckout } from "../update/checkout.ts";
import { GitMissing, gitOutput } from "../update/git.ts";
import { exercisePattern, trackedExercises } from "../update/tracked-exercises.ts";

/**
 * Puts the learner's exercises under git's control, or with `stop` takes them out again; the files stay either way. The course's .gitignore
 * names them, but what git once knows is not ignored, so no file of the course changes and updates do not conflict.
 *
 * @returns the exit code
 * @throws where there is no git or no repository
 */
export async function track({ stop }: { stop?: boolean }): Promise<number> {
  await requireRepository();
  return stop ? stopTracking() : startTracking();
}

async function requireRepository(): Promise<void> {
  const checkout = await courseCheckout();
  if (checkout === "no git") throw new GitMissing();
  if (checkout === "none") {
    throw new Error(
      `${courseFolder} is in no git repository. Clone the course or your fork with git, or begin a repository here with  git init`,
    );
  }
}

async function startTracking(): Promise<number> {
  const before = new Set(await trackedExercises());
  const present = courseLessons()
    .filter((lesson) => lstatSync(lessonFile(lesson, "exercise.ts"), { throwIfNoEntry: false })?.isFile())
    .map(({ folder }) => `lessons/${folder}/exercise.ts`);
  // One that a renumbering has moved is gone from its old place, and git should know.
  const gone = [...before].filter((file) => !existsSync(path.join(courseFolder, file)));
  if (gone.length > 0) await gitOutput("rm", "--cached", "--force", "--quiet", "--", ...gone);
  if (present.length > 0) await gitOutput("add", "--force", "--", ...present);
  const added = present.filter((file) => !before.has(file));
  if (added.length > 0) console.log(`Under version control from now on:\n\n${listed(added)}\n`);
  if (gone.length > 0) console.log(`No longer at their old place:\n\n${listed(gone)}\n`);
  if (added.length + gone.length === 0) {
    console.log(
      present.length === 0
        ? `There is no exercise yet. ${pnpmCommand()} test lesson-0  creates the first one.`
        : "All of your exercises are under version control already.",
    );
  }
  if (await hasStaged()) console.log('Next:  git commit -m "My exercises"  then  git push');
  return exitCodes.done;
}

async function stopTracking(): Promise<number> {
  const known = await trackedExercises();
  if (known.length === 0) {
    console.log("No exercise is under version control.");
    return exitCodes.done;
  }
  await gitOutput("rm", "--cached", "--force", "--quiet", "--", ...known);
  console.log(`No longer under version control; the files stay here:\n\n${listed(known)}\n`);
  console.log('Next:  git commit -m "Keep my exercises to myself"  then  git push');
  return exitCodes.done;
}

async function hasStaged(): Promise<boolean> {
  return (await gitOutput("diff", "--cached", "--name-only", "--", exercisePattern)) !== "";
}

function listed(files: readonly string[]): string {
  return files.map((file) => `  ${file}`).join("\n");
}
