import type { Problem } from "../workloads/problem.ts";

/** An engine that the bench lets solve the workloads. */
export interface Contender {
  readonly name: string;
  /** Undefined for what belongs to this repository. */
  readonly version: string | undefined;
  /** What its times owe to another way of computing, such as float64, in a few words. */
  readonly note?: string;
  /**
   * Makes a problem ready: copies its data and weights into the engine's own memory. Nothing of the problem is changed, but by
   * the contenders of this repository, whose own memory it is.
   */
  start(problem: Problem): Started | Promise<Started>;
}

export type Started = Attempt | CannotExpress;

/** Why an engine has no way to compute a problem. */
export interface CannotExpress {
  readonly cannot: string;
}

/** A problem under way in an engine. */
export interface Attempt {
  /** What its times owe to another way of computing this one problem. */
  readonly note?: string;
  /** Whether the first step compiles all later ones, so that its time says nothing of theirs. */
  readonly compiles?: boolean;
  /**
   * One whole step, with the wait for its result.
   *
   * @returns the loss before the update, where there is one.
   */
  step(): number | undefined | Promise<number | undefined>;
  /** What the steps change, each matrix row after row, in the order of `trainedMatrices`. */
  results(): Entries | Promise<Entries>;
  /** What the steps are held to, where the engine computes something else than the problem on a tape. */
  readonly reference?: Attempt;
  /** Called before each series of steps, where the engine shares something with another contender. */
  ready?(): void | Promise<void>;
  /** How many values the engine holds: the same number after every step, or it leaks. */
  held?(): number;
  /** Frees what the engine holds. */
  stop?(): void;
}

/** The entries of some matrices. */
export type Entries = readonly ArrayLike<number>[];

/** Whether a contender has started. */
export function isAttempt(started: Started): started is Attempt {
  return !("cannot" in started);
}
