/** A function that a lesson's exercise exports. */
export type ExerciseFunction = (...inputs: never[]) => unknown;

/** What an exercise exports: its functions by name. */
export type Exports = Readonly<Record<string, ExerciseFunction>>;

/** A known misunderstanding, as a wrong answer that it leads to. */
export interface Mistake {
  /** Its name in this lesson, in lower case with hyphens. */
  readonly name: string;
  /** The exported function that it gets wrong. */
  readonly task: string;
  /** One sentence: what the wrong answer does, as seen from its values. */
  readonly misunderstanding: string;
  /** Points to an idea; never code to paste. */
  readonly hint: string;
  /** The wrong answer. It uses nothing from outside itself, so that it can stand alone in an exercise. */
  readonly wrong: ExerciseFunction;
  /** The same misunderstanding, written by somebody else. */
  readonly inAnotherStyle: ExerciseFunction;
}

/** A correct answer by an algorithm of its own, which a suite must accept. */
export interface Variant {
  /** The algorithm, in a few words. */
  readonly algorithm: string;
  readonly exports: Exports;
}

/** Inputs on which known mistakes are told apart: for each task, argument lists. */
export type Probes = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/**
 * Hints by what they are for: a test's path as {@link describePath} prints it (`sigmoid › is finite far out`), or a group's (`sigmoid`).
 * Each entry goes from a nudge to nearly there, and is never code to paste.
 */
export type Hints = Readonly<Record<string, readonly string[]>>;
