import type { GradingStep, LessonTexts } from "@vanishing/grader/page";

/** What the page asks of the frame, and the frame of its worker: one exercise on one lesson's suite. */
export interface RunRequest {
  readonly lesson: LessonTexts;
  readonly exercise: string;
}

/** What the worker tells, as it comes. */
export type WorkerMessage =
  | GradingStep
  /** The exercise has printed something. */
  | { readonly kind: "printed"; readonly text: string }
  /** The run has come to its end. */
  | { readonly kind: "done" }
  /** Something of the lesson, and not of the exercise, cannot be run. */
  | { readonly kind: "broken"; readonly problem: string };

/** What the frame tells the page: the worker's messages, and that it had to stop the worker. */
export type FrameMessage = WorkerMessage | { readonly kind: "stopped"; readonly problem: string };
