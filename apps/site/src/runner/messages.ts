import type { GradingStep, LessonTexts, TextCall, TextModule } from "@vanishing/grader/page";

/** What the page asks for: one exercise on one lesson's suite, or one call. */
export type RunTask = GradeTask | CallTask;

export interface GradeTask {
  readonly kind: "grade";
  readonly lesson: LessonTexts;
  readonly exercise: string;
}

export interface CallTask {
  readonly kind: "call";
  readonly call: TextCall;
}

/** What the page asks of the frame, and the frame of its worker. */
export interface RunRequest {
  readonly task: RunTask;
  /** The packages that the task's texts import and the runner's script does not have, each after what it imports. */
  readonly packages: readonly TextModule[];
}

/** What the worker tells, as it comes. */
export type WorkerMessage =
  | GradingStep
  /** What a call has given. */
  | { readonly kind: "value"; readonly value: unknown }
  /** The exercise has printed something. */
  | { readonly kind: "printed"; readonly text: string }
  /** The run has come to its end. */
  | { readonly kind: "done" }
  /** Something of the lesson, and not of the exercise, cannot be run; or what was called has thrown. */
  | { readonly kind: "broken"; readonly problem: string };

/** What the frame tells the page: the worker's messages, and that it had to stop the worker. */
export type FrameMessage = WorkerMessage | { readonly kind: "stopped"; readonly problem: string };

/** What the frame tells the page once, when it can take requests. */
export const frameReady = "vanishing-point-runner-ready";
