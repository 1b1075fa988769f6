import { lessonsAmong } from "./course-files.ts";
import type { LessonState } from "./lesson-changes.ts";

/** One state of the course: its files, without the learner's own, each path with what its content is known by. */
export interface CourseTree {
  readonly files: ReadonlyMap<string, string>;
  /** The text of one of the files. */
  read(file: string): string | Promise<string>;
}

/** The lessons of a state, with their starters. A lesson without a starter has an empty one. */
export async function lessonStates({ files, read }: CourseTree): Promise<LessonState[]> {
  return Promise.all(
    lessonsAmong(files.keys()).map(async (lesson) => {
      const starter = `lessons/${lesson.folder}/starter.ts`;
      return { ...lesson, starter: files.has(starter) ? await read(starter) : "" };
    }),
  );
}

/** How many files differ between two states, starters aside. A lesson's files are matched by its slug: a new number changes none. */
export function otherChanges(before: CourseTree, after: CourseTree): number {
  const [earlier, later] = [byIdentity(before), byIdentity(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].filter(
    (file) => earlier.get(file) !== later.get(file) && !/^lessons\/[^/]+\/starter\.ts$/.test(file),
  ).length;
}

/** The files that the later state has no more, also not under a lesson's new number. */
export function removedFiles(before: CourseTree, after: CourseTree): string[] {
  const later = byIdentity(after);
  return [...before.files.keys()].filter((file) => !later.has(identityOf(file)));
}

function byIdentity({ files }: CourseTree): Map<string, string> {
  return new Map([...files].map(([file, id]) => [identityOf(file), id]));
}

/** A path with a lesson's slug only: its number is a place. */
function identityOf(file: string): string {
  return file.replace(/^lessons\/\d{2,3}-/, "lessons/");
}

/**
 * The files that a merge leads to, as far as it can be told from the paths: what only one side has changed is as that side has it, and
 * what both have changed as theirs, which the merge itself will settle.
 */
export function mergedFiles(
  base: ReadonlyMap<string, string>,
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): Map<string, string> {
  const merged = new Map<string, string>();
  for (const file of new Set([...ours.keys(), ...theirs.keys()])) {
    const onlyOursChanged = theirs.get(file) === base.get(file);
    const id = onlyOursChanged ? ours.get(file) : theirs.get(file);
    if (id !== undefined) merged.set(file, id);
  }
  return merged;
}
