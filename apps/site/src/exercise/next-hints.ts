import type { Hints } from "@vanishing/grader";
import { hintKeyFor } from "@vanishing/grader/hints";
import { hintedPath, leadingFailure, type Outcome, passes } from "@vanishing/grader/outcome";

/** The hints for the check that leads, one more than were shown before. */
export interface NextHints {
  /** What they are kept under: a test's path, or its group's. */
  readonly key: string;
  readonly stages: readonly string[];
  /** How many there are. */
  readonly of: number;
}

/**
 * The hints to show now, or a sentence where there is nothing to hint at.
 *
 * @param shownBefore how many hints were shown so far, by their keys
 */
export function nextHints(
  outcome: Outcome,
  hints: Hints,
  shownBefore: Readonly<Record<string, number>>,
): NextHints | string {
  if (passes(outcome)) return "All checks hold: there is nothing to hint at.";
  const lead = leadingFailure(outcome);
  if (outcome.problem !== undefined || !lead) {
    return "The message says what is in the way. Mend it first; then there are hints for the checks.";
  }
  const key = hintKeyFor(hintedPath(lead, outcome.tasks), hints);
  const stages = key === undefined ? [] : (hints[key] ?? []);
  if (key === undefined || stages.length === 0) return "There is no hint for this check.";
  const shown = Math.min((shownBefore[key] ?? 0) + 1, stages.length);
  return { key, stages: stages.slice(0, shown), of: stages.length };
}
