import type { Lesson } from "@vanishing/catalogue/lesson";
import { unixLineEnds } from "./line-ends.ts";

/** A lesson in one state of the course, with the text of its starter. */
export interface LessonState extends Lesson {
  readonly starter: string;
}

/** What a learner has at exercise.ts: a text, `unlike` any text (a folder, a link), or nothing. */
export type Exercise = { readonly text: string } | "unlike" | undefined;

/**
 * What an update means for a lesson:
 * - `new`, `removed`: the lesson is only in the one or the other state of the course;
 * - `not begun`: there is no exercise;
 * - `untouched`: the exercise is a starter, the old or the new one;
 * - `edited`: the exercise is edited, and the starter stays;
 * - `changed on both sides`: the exercise is edited, and the starter changes.
 */
export type ChangeKind = "new" | "removed" | "not begun" | "untouched" | "edited" | "changed on both sides";

export interface LessonChange {
  readonly kind: ChangeKind;
  readonly slug: string;
  readonly before: LessonState | undefined;
  readonly after: LessonState | undefined;
  readonly hasExercise: boolean;
  readonly starterChanges: boolean;
}

/**
 * Compares two states of the course, lesson by lesson, matched by slug: a number is only a place. In the order of the state after, with
 * the lessons that are removed at the end. Line ends do not count.
 *
 * @param exercises the learner's exercises by slug
 */
export function lessonChanges(
  before: readonly LessonState[],
  after: readonly LessonState[],
  exercises: ReadonlyMap<string, Exercise>,
): LessonChange[] {
  const earlier = new Map(before.map((lesson) => [lesson.slug, lesson]));
  const later = new Set(after.map(({ slug }) => slug));
  const change = (old: LessonState | undefined, now: LessonState | undefined, slug: string): LessonChange => {
    const exercise = exercises.get(slug);
    return {
      kind: kindOf(old, now, exercise),
      slug,
      before: old,
      after: now,
      hasExercise: exercise !== undefined,
      starterChanges: differ(old, now),
    };
  };
  return [
    ...after.map((lesson) => change(earlier.get(lesson.slug), lesson, lesson.slug)),
    ...before.filter(({ slug }) => !later.has(slug)).map((lesson) => change(lesson, undefined, lesson.slug)),
  ];
}

function kindOf(
  before: LessonState | undefined,
  after: LessonState | undefined,
  exercise: Exercise,
): ChangeKind {
  if (!before) return "new";
  if (!after) return "removed";
  if (exercise === undefined) return "not begun";
  if (isText(exercise, before.starter) || isText(exercise, after.starter)) return "untouched";
  return differ(before, after) ? "changed on both sides" : "edited";
}

function differ(before: LessonState | undefined, after: LessonState | undefined): boolean {
  return before !== undefined && after !== undefined && !sameText(before.starter, after.starter);
}

function isText(exercise: Exercise, text: string): boolean {
  return typeof exercise === "object" && sameText(exercise.text, text);
}

function sameText(one: string, other: string): boolean {
  return unixLineEnds(one) === unixLineEnds(other);
}
