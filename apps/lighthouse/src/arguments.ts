import { parseArgs } from "node:util";

/** What the command line asked for. */
export interface Arguments {
  /** How often each page is run; its median counts. */
  runs: number;
  /** The paths of the pages, as typed. None stands for one page of each kind. */
  pages: string[];
}

/** Above this a run takes an hour, which is rather a slip of the finger. */
const mostRuns = 50;

/**
 * Reads `[--runs N] [--page PATH …]`; N is 5 unless given.
 *
 * @throws with what was expected and what came, for anything else.
 */
export function readArguments(given: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      runs: { type: "string", default: "5" },
      page: { type: "string", multiple: true, default: [] },
    },
  });
  const runs = /^[0-9]+$/.test(values.runs) ? Number(values.runs) : Number.NaN;
  if (!(runs >= 1 && runs <= mostRuns)) {
    throw new Error(
      `--runs takes a whole number from 1 to ${mostRuns}, not ${JSON.stringify(values.runs.slice(0, 60))}.`,
    );
  }
  return { runs, pages: [...new Set(values.page)] };
}
