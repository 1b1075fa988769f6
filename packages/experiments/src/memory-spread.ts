import { errorOfGuessing, type MemorySettings, memoryExperiment } from "./memory.ts";

/** What one run comes to. */
export interface MemoryOutcome {
  /** The mean error of the last five reports, as a share of the error of guessing. */
  readonly error: number;
  /** The first reported step from which the error stayed below a tenth of that of guessing. Infinity when there is none. */
  readonly solvedAt: number;
}

/** What runs with different seeds came to. */
export interface MemorySpread {
  /** Runs that ended below a tenth of the error of guessing. */
  readonly solved: number;
  readonly runs: number;
  /** The least, the middle and the largest error of the runs, each as a share of the error of guessing. */
  readonly error: { readonly least: number; readonly median: number; readonly largest: number };
  /** The middle one of the steps from which runs were solved. Infinity when fewer than half were. */
  readonly solvedAt: number;
}

const reportsAtTheEnd = 5;

/** Runs the experiment once, to its end. */
export function memoryOutcome(settings: MemorySettings): MemoryOutcome {
  const reports = Array.from(memoryExperiment(settings), ({ step, error }) => ({
    step,
    error: error / errorOfGuessing[settings.task],
  }));
  const last = reports.slice(-reportsAtTheEnd);
  const lastOutside = reports.findLastIndex(({ error }) => error >= 0.1);
  return {
    error: last.reduce((sum, { error }) => sum + error, 0) / last.length,
    solvedAt: reports[lastOutside + 1]?.step ?? Number.POSITIVE_INFINITY,
  };
}

/** Runs the experiment with the seeds from 1 to `seeds`. */
export function memorySpread(settings: Omit<MemorySettings, "seed">, seeds: number): MemorySpread {
  const outcomes = Array.from({ length: seeds }, (_, i) => memoryOutcome({ ...settings, seed: i + 1 }));
  const errors = outcomes.map(({ error }) => error).toSorted((a, b) => a - b);
  const steps = outcomes.map(({ solvedAt }) => solvedAt).toSorted((a, b) => a - b);
  const middle = Math.floor(seeds / 2);
  return {
    solved: errors.filter((error) => error < 0.1).length,
    runs: seeds,
    error: {
      least: errors[0] ?? Number.NaN,
      median: errors[middle] ?? Number.NaN,
      largest: errors.at(-1) ?? Number.NaN,
    },
    solvedAt: steps[middle] ?? Number.NaN,
  };
}
