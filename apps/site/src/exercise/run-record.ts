import type { Outcome } from "@vanishing/grader/outcome";
import type { FrameMessage } from "../runner/messages.ts";

/** A run in the page, as far as it has come. */
export interface RunRecord extends Outcome {
  readonly isRunning: boolean;
  /** Whether the suite is through: whatever becomes of the comparison with known mistakes, its verdict stands. */
  readonly isThrough: boolean;
  /** What the exercise has printed. */
  readonly printed: string;
}

/**
 * A run that has begun.
 *
 * @param tasks the functions that the exercise exports
 */
export function begunRun(tasks: readonly string[]): RunRecord {
  return {
    tasks,
    tests: [],
    problem: undefined,
    recognised: [],
    isRunning: true,
    isThrough: false,
    printed: "",
  };
}

/** A run after one more message of the frame. */
export function afterMessage(record: RunRecord, message: FrameMessage): RunRecord {
  switch (message.kind) {
    case "result":
      return { ...record, tests: [...record.tests, message.result] };
    case "printed":
      return { ...record, printed: record.printed + message.text };
    case "recognises":
      return { ...record, isThrough: true };
    case "recognised":
      return { ...record, recognised: message.recognised };
    case "done":
      return { ...record, isRunning: false };
    case "refused":
    case "broken":
    case "stopped":
      return { ...record, isRunning: false, problem: record.isThrough ? undefined : message.problem };
    case "started":
    case "value":
      return record;
  }
}
