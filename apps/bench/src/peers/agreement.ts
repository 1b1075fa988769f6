import type { Attempt, Entries } from "./contender.ts";

/** The most by which a loss may differ, as a share of it. */
export const lossTolerance = 1e-3;

/**
 * The most by which a matrix may differ, as a share of the change that the reference makes to it, in Euclidean norm. Rounding to float32
 * in another order gives some 1e-5, through fifty layers or 200 points in time too. But of W3's millions of ReLUs some have an input
 * that rounds to the other side of 0, and each then passes its whole gradient or none: some 1e-3.
 */
export const changeTolerance = 1e-2;

/** The size of one float32 rounding, of which each step may leave one in each entry of a weight. */
const rounding = 2 ** -23;

/** What came of the steps of an attempt: every loss, and the entries before and after. */
export interface Outcome {
  readonly losses: readonly (number | undefined)[];
  readonly before: Entries;
  readonly after: Entries;
  /** Of the last step. */
  readonly milliseconds: number;
}

/** Takes some steps, at least one, and none after one that took longer than `enough` milliseconds. Keeps what comes of them. */
export async function outcomeOf(attempt: Attempt, steps: number, enough = Infinity): Promise<Outcome> {
  const before = copied(await attempt.results());
  const losses: (number | undefined)[] = [];
  let milliseconds = 0;
  do {
    const started = performance.now();
    losses.push(await attempt.step());
    milliseconds = performance.now() - started;
  } while (losses.length < steps && milliseconds <= enough);
  return { losses, before, after: copied(await attempt.results()), milliseconds };
}

function copied(matrices: Entries): Entries {
  return matrices.map((entries) => Float64Array.from(entries));
}

/**
 * In which way an outcome differs from that of the reference by more than rounding can explain: in a loss by more than
 * {@link lossTolerance} of it, or in a matrix by more than {@link lossTolerance} of its change and a rounding a step. The change counts, not
 * the matrix: a step that is left out hardly shows beside the weights. Undefined where both agree.
 */
export function disagreement(found: Outcome, reference: Outcome): string | undefined {
  for (const [step, expected] of reference.losses.entries()) {
    const loss = found.losses[step];
    if (expected === undefined) continue;
    if (loss === undefined || !(Math.abs(loss - expected) <= lossTolerance * Math.abs(expected))) {
      return `its loss in step ${step + 1} is ${loss}, and should be ${expected}`;
    }
  }
  if (found.after.length !== reference.after.length) {
    return `it has ${found.after.length} matrices, and should have ${reference.after.length}`;
  }
  for (const [place, expected] of reference.after.entries()) {
    const entries = found.after[place] ?? [];
    if (entries.length !== expected.length) {
      return `its matrix ${place + 1} has ${entries.length} entries, and should have ${expected.length}`;
    }
    const start = reference.before[place] ?? [];
    const change = distance(expected, start);
    const allowed =
      changeTolerance * change +
      rounding * reference.losses.length * distance(expected, new Float64Array(expected.length));
    const difference = distance(entries, expected);
    // Also where it is NaN.
    if (!(difference <= allowed)) {
      return `its matrix ${place + 1} is ${difference.toPrecision(2)} away, and may be ${allowed.toPrecision(2)}`;
    }
  }
  return undefined;
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] as number) - (b[at] as number)) ** 2;
  return Math.sqrt(sum);
}
