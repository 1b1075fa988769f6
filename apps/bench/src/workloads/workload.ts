import type { Matrix, Tape } from "@vanishing/core";
import type { Problem } from "./problem.ts";

/** A computation that the bench times, the same in every kernel set and engine: seeds and sizes are part of it. */
export interface Workload {
  /** What `node apps/bench/src/train.ts NAME STEPS` calls it. */
  readonly name: string;
  readonly description: string;
  /** Draws data and weights, the same ones at every call. */
  draw(): Problem;
}

/** A workload under way. */
export interface Run {
  /**
   * One step: forward, backward and update, or what stands for it.
   *
   * @returns the loss before the update, where there is one.
   */
  step(): number | undefined;
  /** What the steps change. */
  readonly results: readonly Matrix[];
}

/** How a problem is solved on a tape. */
export type Start<P extends Problem> = (problem: P, tape: Tape) => Run;
