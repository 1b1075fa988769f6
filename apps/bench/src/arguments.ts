import { parseArgs } from "node:util";

/** What the command line asked for. */
export interface Arguments {
  tables: string[];
  pairs: number;
  write: boolean;
}

/** Above this a run takes most of an hour, which is rather a slip of the finger. */
const mostPairs = 1000;

/**
 * Reads `[TABLE …] [--pairs N] [--write]`; no table stands for all of them, N is 10 unless given.
 *
 * @throws with what was expected and what came, for anything else.
 */
export function readArguments(given: readonly string[], known: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { pairs: { type: "string", default: "10" }, write: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`There is no table ${unknown}; there are ${known.join(", ")}.`);
  const pairs = /^[0-9]+$/.test(values.pairs) ? Number(values.pairs) : Number.NaN;
  if (!(pairs >= 1 && pairs <= mostPairs)) {
    throw new Error(`--pairs takes a whole number from 1 to ${mostPairs}, not "${values.pairs}".`);
  }
  const tables = positionals.length > 0 ? known.filter((name) => positionals.includes(name)) : [...known];
  return { tables, pairs, write: values.write };
}
