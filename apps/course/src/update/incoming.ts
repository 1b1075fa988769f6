import type { CourseTree } from "./course-tree.ts";

/** A newer state of the course that an update can bring. */
export interface Incoming {
  /** Where it comes from, in a few words. */
  readonly from: string;
  readonly before: CourseTree;
  readonly after: CourseTree;
  /** Files that would be taken away and may be the learner's, to be named before. Empty where git knows which are the course's. */
  readonly takesAway: readonly string[];
  /**
   * Brings the files, all or none of them, and never an exercise.
   *
   * @returns sentences about what was done
   * @throws with everything as it was
   */
  bring(): Promise<string[]>;
}
