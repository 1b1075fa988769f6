import { isUtf8 } from "node:buffer";
import { lstatSync, readFileSync } from "node:fs";
import type { Lesson } from "@vanishing/catalogue/lesson";
import { lessonFile } from "../course-folder.ts";
import { takeSnapshot } from "../learner/snapshots.ts";
import { writeAtomically } from "../learner/write-atomically.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import type { Exercise, LessonChange, LessonState } from "./lesson-changes.ts";
import { unixLineEnds } from "./line-ends.ts";
import { bringStarterChange } from "./starter-merge.ts";

/** What a learner has at a lesson's exercise.ts now. Only a file of text can be compared with a starter. */
export function exerciseOf(lesson: Lesson): Exercise {
  const file = lessonFile(lesson, "exercise.ts");
  const facts = lstatSync(file, { throwIfNoEntry: false });
  if (!facts) return undefined;
  if (!facts.isFile()) return "unlike";
  const content = readFileSync(file);
  return isUtf8(content) ? { text: content.toString() } : "unlike";
}

/** Whether the change of a lesson's starter fits into the exercise as it is now. */
export function fits({ before, after }: LessonChange, exercise: Exercise): boolean {
  return before !== undefined && after !== undefined && brought(exercise, before, after) !== undefined;
}

function brought(exercise: Exercise, before: LessonState, after: LessonState): string | undefined {
  return typeof exercise === "object"
    ? bringStarterChange(exercise.text, before.starter, after.starter)
    : undefined;
}

/** What an exercise's update came to. */
export interface Updated {
  readonly sentence: string;
  readonly failed: boolean;
}

/**
 * Brings a lesson's exercise after an update of the course to the new starter: an untouched one becomes it; an edited one takes in the
 * starter's change where the learner has agreed, after a snapshot. The exercise and the starter are read again: both may have changed
 * since the question.
 *
 * @returns undefined where there is nothing to do
 */
export function updateExercise(change: LessonChange, agreed: boolean): Updated | undefined {
  const { before, after, kind } = change;
  if (!before || !after || !change.starterChanges) return undefined;
  const name = `lessons/${after.folder}/exercise.ts`;
  try {
    const now = { ...after, starter: readFileSync(lessonFile(after, "starter.ts"), "utf8") };
    const exercise = exerciseOf(after);
    if (kind === "untouched" && isStarter(exercise, before)) {
      writeAtomically(lessonFile(after, "exercise.ts"), now.starter);
      return { sentence: `${name} is the new starter.`, failed: false };
    }
    if (kind !== "changed on both sides") return undefined;
    if (!agreed) return { sentence: `${name} stays as it is. ${beginAnew(after)}`, failed: false };
    const text = brought(exercise, before, now);
    if (text === undefined) {
      return {
        sentence: `${name} stays as it is: the starter's change does not fit. ${beginAnew(after)}`,
        failed: false,
      };
    }
    takeSnapshot(after, "before update");
    writeAtomically(lessonFile(after, "exercise.ts"), text);
    return {
      sentence: `${name} has the starter's change. ${pnpmCommand()} course undo lesson-${after.number}  takes it back.`,
      failed: false,
    };
  } catch (error) {
    return {
      sentence: `${name} could not be written and is as it was: ${(error as Error).message}`,
      failed: true,
    };
  }
}

function isStarter(exercise: Exercise, { starter }: LessonState): boolean {
  return typeof exercise === "object" && unixLineEnds(exercise.text) === unixLineEnds(starter);
}

/** How to get the new starter where an edited exercise has stayed. */
export function beginAnew({ number }: Lesson): string {
  return `To begin anew with the new starter:  ${pnpmCommand()} course reset lesson-${number}  (it takes a snapshot first).`;
}
