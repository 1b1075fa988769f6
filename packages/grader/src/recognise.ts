import { copyOf, difference, isGap } from "@vanishing/checks";
import type { Exports, Mistake, Probes } from "./lesson-modules.ts";

/** A known mistake that a learner's functions make. */
export type Recognised = Pick<Mistake, "name" | "task" | "misunderstanding" | "hint">;

type Outcome = { readonly value: unknown } | "thrown" | "gap";

/**
 * Two ways of writing one wrong formula differ by rounding, and where it cancels they differ by more. Probes are chosen so that
 * a mistake is off by far more than this.
 */
const sameValue = 1e-6;

/**
 * Finds known mistakes by their values: the learner's function and each mistake of its task run on the same probes, and where all
 * outcomes agree (and not all agree with the solution's) the mistake is recognised. How the code is written plays no part, and other
 * tasks may still be open.
 */
export function recognise(
  learner: Readonly<Record<string, unknown>>,
  solution: Exports,
  mistakes: readonly Mistake[],
  probes: Probes,
): Recognised[] {
  return Object.keys(probes).flatMap((task) => {
    const written = learner[task];
    const solved = solution[task];
    if (typeof written !== "function" || solved === undefined) return [];
    const inputs = probes[task] ?? [];
    const outcomes = inputs.map((input) => outcomeOf(written, input));
    const agreesWith = (f: unknown) =>
      inputs.every((input, i) => sameOutcome(outcomes[i] as Outcome, outcomeOf(f, input)));
    if (outcomes.includes("gap") || agreesWith(solved)) return [];
    const mistake = mistakes.find((known) => known.task === task && agreesWith(known.wrong));
    if (!mistake) return constantOutcome(task, outcomes);
    const { name, misunderstanding, hint } = mistake;
    return [{ name, task, misunderstanding, hint }];
  });
}

/** A function that gives one number for all probes does not look at its inputs, whatever the lesson. */
function constantOutcome(task: string, [first, ...others]: readonly Outcome[]): Recognised[] {
  if (first === undefined || typeof first === "string" || typeof first.value !== "number") return [];
  const value = first.value;
  if (others.length === 0) return [];
  if (!others.every((other) => typeof other !== "string" && Object.is(other.value, value))) return [];
  return [
    {
      name: "constant",
      task,
      misunderstanding: `It gave ${value} for every input that was tried.`,
      hint: Number.isNaN(value)
        ? "Print what each step gives for one input, and find the first step that gives NaN."
        : "Change one input at a time, by hand, and follow where it enters the formula.",
    },
  ];
}

function outcomeOf(f: unknown, input: readonly unknown[]): Outcome {
  try {
    return { value: (f as (...inputs: unknown[]) => unknown)(...copyOf(input)) };
  } catch (error) {
    return isGap(error) ? "gap" : "thrown";
  }
}

function sameOutcome(a: Outcome, b: Outcome): boolean {
  if (typeof a === "string" || typeof b === "string") return a === b;
  return difference(a.value, b.value, sameValue) === undefined && sameParts(a.value, b.value);
}

/** In a record each part counts at its own size: a slope that is lost must not hide beside a value that is larger. */
function sameParts(received: unknown, expected: unknown): boolean {
  if (!isRecord(expected)) return difference(received, expected, sameValue) === undefined;
  try {
    const parts = received as Readonly<Record<string, unknown>>;
    return Object.entries(expected).every(([key, part]) => sameParts(parts[key], part));
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
