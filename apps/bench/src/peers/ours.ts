import { Tape } from "@vanishing/core";
import { onTape } from "../workloads/on-tape.ts";
import type { Problem } from "../workloads/problem.ts";
import type { Attempt, Contender } from "./contender.ts";

/** The tape as a user gets it: what all others are compared with. */
export const ours: Contender = {
  name: "ours",
  version: undefined,
  start: (problem) => attempt(problem, new Tape()),
};

/** The tape on the kernels that are plain loops. */
export const oursPlain: Contender = {
  name: "ours, plain kernels",
  version: undefined,
  start: (problem) => attempt(problem, new Tape({ kernels: "plain" })),
};

/** A problem on a tape, which changes the problem's own matrices. */
export function attempt(problem: Problem, tape: Tape = new Tape()): Attempt {
  const run = onTape(problem, tape);
  return { step: () => run.step(), results: () => run.results.map(({ data }) => data) };
}
