import type { Hints } from "@vanishing/grader";
import type { LessonTexts } from "@vanishing/grader/page";

/** What the page fetches of a lesson when its exercise is reached. */
export interface LessonFile {
  readonly lesson: LessonTexts;
  readonly hints: Hints;
  /** The algorithms of correct answers that go another way than the solution. */
  readonly algorithms: readonly string[];
}
