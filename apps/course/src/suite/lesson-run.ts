import type { Outcome } from "@vanishing/grader/outcome";

/** What a run of one lesson came to, and how a learner goes on from there. */
export interface LessonRun extends Outcome {
  readonly number: number;
  readonly slug: string;
  /** The exercise's path, as a learner types it. */
  readonly exercise: string;
  readonly created: boolean;
  readonly printed: string;
  /** The command that runs this lesson again. */
  readonly again: string;
  /** The command that gives a hint. */
  readonly hint: string;
  /** The command for the next lesson, if there is one. */
  readonly next: string | undefined;
}
