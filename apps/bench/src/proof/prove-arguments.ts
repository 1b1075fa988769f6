import { parseArgs } from "node:util";

/** What `pnpm prove` was asked for. */
export interface ProveArguments {
  /** In the order in which they are known. */
  readonly functions: readonly string[];
  /** Which values of float32 are taken: every one where it is undefined, else every so many-th and the edges. */
  readonly sample: number | undefined;
  readonly write: boolean;
}

export const usage = "Usage: pnpm prove [FUNCTION …] [--sample N] [--write]";

/** With fewer values than this the edges would be most of the sample. */
const largestStep = 10_000_000;

/**
 * Reads `[FUNCTION …] [--sample N] [--write]`; no function stands for all of them.
 *
 * @throws with what was expected and what came, for anything else.
 */
export function readProveArguments(given: readonly string[], known: readonly string[]): ProveArguments {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { sample: { type: "string" }, write: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(`There is no function ${unknown} to prove; there are ${known.join(", ")}.`);
  }
  const sample = values.sample === undefined ? undefined : Number(values.sample);
  if (
    sample !== undefined &&
    !(/^[0-9]+$/.test(values.sample ?? "") && sample >= 1 && sample <= largestStep)
  ) {
    throw new Error(`--sample takes a whole number from 1 to ${largestStep}, not "${values.sample}".`);
  }
  if (values.write && (sample !== undefined || positionals.length > 0)) {
    throw new Error(
      "--write takes every value of every function: leave out --sample and the functions' names.",
    );
  }
  const functions = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : [...known];
  return { functions, sample, write: values.write };
}
