import type { Problem } from "../workloads/problem.ts";
import type { Workload } from "../workloads/workload.ts";
import { disagreement, type Outcome, outcomeOf } from "./agreement.ts";
import { type Attempt, type Contender, isAttempt } from "./contender.ts";
import { inRounds, planFor } from "./rounds.ts";

/** A step that takes longer, in milliseconds, is taken once: the one that is checked. */
export const slowStep = 5000;

/** The steps that are held to the reference. */
const checkedSteps = 2;

/** For how long a contender warms up, in milliseconds. */
const warmUp = 200;

/** What came of one contender in one workload; exactly one of `cannot`, `refused` and `times` is there. */
export interface Result {
  readonly contender: string;
  readonly workload: string;
  /** What its times owe to another way of computing this one workload. */
  readonly note?: string;
  /** Why it has no way to compute it. */
  readonly cannot?: string;
  /** Why what it has computed is not timed. */
  readonly refused?: string;
  /** Milliseconds a step, in each round that it took part in, from the first on. */
  readonly times?: readonly number[];
}

export interface MeasureOptions {
  readonly rounds: number;
  /** What everyone is held to, unless he brings a reference of his own. */
  readonly reference: (problem: Problem) => Attempt | Promise<Attempt>;
  say(progress: string): void;
}

/** Holds every contender to the reference in one workload, and measures in turn those that agree. */
export async function measure(
  workload: Workload,
  contenders: readonly Contender[],
  { rounds, reference, say }: MeasureOptions,
): Promise<Result[]> {
  const references = new Map<number, Outcome>();
  const referenceAfter = async (steps: number): Promise<Outcome> => {
    const known = references.get(steps) ?? (await outcomeOf(await reference(workload.draw()), steps));
    references.set(steps, known);
    return known;
  };
  const entries: { readonly result: Result; readonly attempt?: Attempt; readonly step?: number }[] = [];
  for (const contender of contenders) {
    say(`${workload.name}, ${contender.name}: is it right?`);
    entries.push(await checked(workload, contender, referenceAfter));
  }

  const taking = entries.flatMap(({ result, attempt, step }) =>
    attempt === undefined || step === undefined ? [] : [{ result, attempt, step }],
  );
  say(`${workload.name}, ${rounds} rounds of ${taking.length}`);
  const held = taking.map(({ attempt }) => attempt.held?.());
  const measured = await inRounds(
    taking.map(({ attempt, step }) => {
      const plan = planFor(step, rounds);
      return {
        rounds: plan.rounds,
        async take() {
          await attempt.ready?.();
          return timeOf(attempt, plan.steps);
        },
      };
    }),
    rounds,
  );
  const timed = new Map(
    taking.map(({ result, attempt }, place) => {
      const [before, after] = [held[place], attempt.held?.()];
      const leaks = `it holds ${after} values after the steps, and held ${before} before them`;
      return [
        result,
        before === after ? { ...result, times: measured[place] ?? [] } : { ...result, refused: leaks },
      ];
    }),
  );
  for (const { attempt } of taking) await attempt.stop?.();
  return entries.map(({ result }) => timed.get(result) ?? result);
}

/** A contender that agrees, warmed up, with the milliseconds of a step; or what else came of it. */
async function checked(
  workload: Workload,
  contender: Contender,
  referenceAfter: (steps: number) => Promise<Outcome>,
): Promise<{ result: Result; attempt?: Attempt; step?: number }> {
  const result = { contender: contender.name, workload: workload.name };
  try {
    const attempt = await contender.start(workload.draw());
    if (!isAttempt(attempt)) return { result: { ...result, cannot: attempt.cannot } };
    const noted = { ...result, ...(attempt.note !== undefined && { note: attempt.note }) };
    const found = await outcomeOf(attempt, checkedSteps, attempt.compiles ? Infinity : slowStep);
    const steps = found.losses.length;
    const expected = attempt.reference
      ? await outcomeOf(attempt.reference, steps)
      : await referenceAfter(steps);
    const difference = disagreement(found, expected);
    if (difference !== undefined) {
      await attempt.stop?.();
      return { result: { ...noted, refused: difference } };
    }
    if (found.milliseconds > slowStep) {
      await attempt.stop?.();
      return { result: { ...noted, times: [found.milliseconds] } };
    }
    return { result: noted, attempt, step: await warmedUp(attempt) };
  } catch (error) {
    return { result: { ...result, refused: `it failed: ${(error as Error).message}` } };
  }
}

/** @returns the milliseconds of a step, the mean of as many as the warm-up has room for */
async function warmedUp(attempt: Attempt): Promise<number> {
  const started = performance.now();
  let steps = 0;
  let passed = 0;
  while (passed < warmUp) {
    await attempt.step();
    steps++;
    passed = performance.now() - started;
  }
  return passed / steps;
}

/** @returns milliseconds a step */
async function timeOf(attempt: Attempt, steps: number): Promise<number> {
  const started = performance.now();
  for (let step = 0; step < steps; step++) {
    const made = attempt.step();
    // A promise that there is no need to wait for would cost a turn of the event loop.
    if (made instanceof Promise) await made;
  }
  return (performance.now() - started) / steps;
}
