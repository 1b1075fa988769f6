import { moveStrandedExercises } from "../learner/stranded-exercises.ts";
import { confirm } from "../terminal/confirm.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { exitCodes } from "../terminal/run-command.ts";
import { changeList } from "../update/change-list.ts";
import { fewOf } from "../update/checkout.ts";
import { chooseSource } from "../update/choose-source.ts";
import { lessonStates, otherChanges } from "../update/course-tree.ts";
import { beginAnew, exerciseOf, fits, updateExercise } from "../update/exercise-updates.ts";
import type { Incoming } from "../update/incoming.ts";
import { incomingCommits } from "../update/incoming-commits.ts";
import { incomingFiles } from "../update/incoming-files.ts";
import { type LessonChange, lessonChanges } from "../update/lesson-changes.ts";
import { exercisesAreTracked } from "../update/tracked-exercises.ts";
import { uninterrupted } from "../update/uninterrupted.ts";

export interface UpdateOptions {
  readonly from?: string;
  readonly yes?: boolean;
  readonly mergeStarters?: boolean;
  readonly dryRun?: boolean;
}

/**
 * Brings a newer version of the course, and says first what that means for each lesson. An edited exercise is changed only where the
 * learner agrees, after a snapshot.
 *
 * Every module is imported above: while the new files come, the program's own are replaced.
 *
 * @returns the exit code
 * @throws with a sentence, and nothing changed, where the update cannot begin or does not succeed
 */
export async function update(options: UpdateOptions): Promise<number> {
  const source = await chooseSource(options.from);
  if (source.kind === "remote") console.log(`Asking ${source.name} for a newer version.`);
  const incoming =
    source.kind === "remote" ? await incomingCommits(source.name) : await incomingFiles(source.path);
  if (!incoming) {
    console.log("The course is up to date.");
    return exitCodes.done;
  }
  const changes = await changesOf(incoming);
  tellChanges(incoming, changes);
  if (options.dryRun) {
    console.log("This was a dry run: nothing was changed.");
    return exitCodes.done;
  }
  if (!(await confirm("Update the course?", { yes: options.yes === true }))) {
    console.log("Nothing was changed.");
    return exitCodes.failed;
  }
  const agreed = await askForStarters(changes, options);
  return uninterrupted(() => bring(incoming, changes, agreed));
}

async function changesOf(incoming: Incoming): Promise<LessonChange[]> {
  const before = await lessonStates(incoming.before);
  const after = await lessonStates(incoming.after).catch((error: Error) => {
    throw new Error(`The new version cannot be used here, and nothing was changed. ${error.message}`);
  });
  return lessonChanges(before, after, new Map(before.map((lesson) => [lesson.slug, exerciseOf(lesson)])));
}

function tellChanges(incoming: Incoming, changes: readonly LessonChange[]): void {
  console.log(`A newer version is there (${incoming.from}). For your lessons it means:\n`);
  console.log(changeList(changes, otherChanges(incoming.before, incoming.after)));
  if (incoming.takesAway.length === 0) return;
  console.log(
    `The new version does not have these files. They are taken away, and a copy is kept in .course/updates:\n\n${fewOf(incoming.takesAway, 20)}\n`,
  );
}

/** The lessons, by slug, in whose exercise the starter's change may be brought. Asked before anything changes: nothing waits then. */
async function askForStarters(
  changes: readonly LessonChange[],
  { yes, mergeStarters }: UpdateOptions,
): Promise<Set<string>> {
  const agreed = new Set<string>();
  for (const change of changes) {
    const { before, after, slug, kind } = change;
    if (kind !== "changed on both sides" || !before || !after) continue;
    if (!fits(change, exerciseOf(before))) {
      console.log(`The new starter's change does not fit into your exercise of ${slug}. ${beginAnew(after)}`);
      continue;
    }
    // --yes is consent to the update, not to a change of what the learner wrote.
    if (yes && !mergeStarters) continue;
    const question = `Bring the starter's change into your exercise of lesson ${after.number}, ${slug}? A snapshot is taken first.`;
    if (await confirm(question, { yes: mergeStarters === true })) agreed.add(slug);
  }
  return agreed;
}

async function bring(
  incoming: Incoming,
  changes: readonly LessonChange[],
  agreed: ReadonlySet<string>,
): Promise<number> {
  tellAll(await incoming.bring());
  const moved = moveStrandedExercises();
  tellAll(moved);
  const updated = changes
    .map((change) => updateExercise(change, agreed.has(change.slug)))
    .filter((outcome) => outcome !== undefined);
  tellAll(updated.map(({ sentence }) => sentence));
  if ((moved.length > 0 || updated.length > 0) && (await exercisesAreTracked())) {
    console.log(
      `Your exercises are under version control:  ${pnpmCommand()} course track  stages their new state.`,
    );
  }
  const lock = "pnpm-lock.yaml";
  const installs = incoming.before.files.get(lock) !== incoming.after.files.get(lock);
  console.log(
    installs
      ? `\nNext:  ${pnpmCommand()} course  (it first installs what the new version needs, by itself)`
      : `\nNext:  ${pnpmCommand()} course`,
  );
  return updated.some(({ failed }) => failed) ? exitCodes.failed : exitCodes.done;
}

function tellAll(sentences: readonly string[]): void {
  for (const sentence of sentences) console.log(sentence);
}
