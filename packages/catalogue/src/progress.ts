import type { z } from "zod";
import type { lessonHelp, lessonProgress, progressFile } from "./read-progress.ts";

/** What the course remembers of one lesson: its newest run, and when it first passed. */
export type LessonProgress = z.infer<typeof lessonProgress>;
/** The help that a learner has asked for in one lesson. */
export type LessonHelp = z.infer<typeof lessonHelp>;
/** A learner's progress: one small JSON file, the same in the terminal and in the page, keyed by slug. */
export type Progress = z.infer<typeof progressFile>;

export const noProgress: Progress = { format: "vanishing-point-progress", version: 1, lessons: {} };

/** Whether a lesson is done: it has passed once, whatever its newest run came to. */
export function isDone(progress: Progress, slug: string): boolean {
  const lesson = progress.lessons[slug];
  return lesson !== undefined && firstPass(lesson) !== undefined;
}

/** Progress with one lesson's newest outcome in it. When it first passed stays, and so do other lessons. */
export function withOutcome(progress: Progress, slug: string, outcome: LessonProgress): Progress {
  const before = progress.lessons[slug];
  const passedAt = (before && firstPass(before)) ?? firstPass(outcome);
  const lesson = withFirstPass({ ...before, ...outcome }, passedAt);
  return { ...progress, lessons: { ...progress.lessons, [slug]: lesson } };
}

/** Progress that remembers the help asked for in one lesson, beside the help of other lessons. */
export function withHelp(progress: Progress, slug: string, help: LessonHelp): Progress {
  return { ...progress, help: { ...progress.help, [slug]: { ...progress.help?.[slug], ...help } } };
}

/**
 * Two files of one learner's progress as one, such as those of two devices. Of each lesson the newer run counts, the earlier first pass
 * and the later stage of each hint. It does not matter which file comes first, and a file merged with itself is itself.
 */
export function mergeProgress(mine: Progress, theirs: Progress): Progress {
  const help = mergeRecords(mine.help ?? {}, theirs.help ?? {}, mergeHelp);
  return {
    ...theirs,
    ...mine,
    lessons: mergeRecords(dated(mine.lessons), dated(theirs.lessons), mergeLesson),
    ...(Object.keys(help).length === 0 ? {} : { help }),
  };
}

/** Lessons with the moment of their first pass, where they have passed. */
function dated(lessons: Progress["lessons"]): Progress["lessons"] {
  return Object.fromEntries(
    Object.entries(lessons).map(([slug, lesson]) => [slug, withFirstPass(lesson, firstPass(lesson))]),
  );
}

function withFirstPass(lesson: LessonProgress, passedAt: string | undefined): LessonProgress {
  return passedAt === undefined ? lesson : { ...lesson, passedAt };
}

function mergeLesson(mine: LessonProgress, theirs: LessonProgress): LessonProgress {
  const newer = rank(mine) < rank(theirs) ? theirs : mine;
  return withFirstPass(newer, earliest(firstPass(mine), firstPass(theirs)));
}

/** Later runs rank higher. Of two at one moment, what they hold decides, so that it does not matter who has which. */
function rank(lesson: LessonProgress): string {
  const entries = Object.keys(lesson)
    .sort()
    .map((key) => [key, lesson[key]]);
  return `${new Date(lesson.at).toISOString()} ${JSON.stringify(entries)}`;
}

function mergeHelp(mine: LessonHelp, theirs: LessonHelp): LessonHelp {
  const hints = mergeRecords(mine.hints ?? {}, theirs.hints ?? {}, Math.max);
  const solutionAsked = earliest(mine.solutionAsked, theirs.solutionAsked);
  return {
    ...theirs,
    ...mine,
    ...(Object.keys(hints).length === 0 ? {} : { hints }),
    ...(solutionAsked === undefined ? {} : { solutionAsked }),
  };
}

function mergeRecords<T>(
  mine: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  merge: (mine: T, theirs: T) => T,
): Record<string, T> {
  const both = Object.entries(theirs).map(([key, value]): [string, T] => {
    const own = mine[key];
    return [key, own === undefined ? value : merge(own, value)];
  });
  return { ...mine, ...Object.fromEntries(both) };
}

/** The moment of the first pass. A file of the course's first edition has none, and its newest run stands for it. */
function firstPass({ passedAt, passed, at }: LessonProgress): string | undefined {
  return passedAt ?? (passed ? at : undefined);
}

/** The earlier of two moments in ISO 8601, of which either may be missing. */
function earliest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}
