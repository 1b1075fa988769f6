import type { MemoryTask } from "@vanishing/experiments";

/** What the figure's controls hold. */
export interface LstmValues {
  readonly task: MemoryTask;
  /** The bias of the forget gates before the first step. */
  readonly forgetBias: number;
  /** The length of the adding problem, or the steps that a symbol is to be kept. */
  readonly lag: number;
  readonly seed: number;
}
