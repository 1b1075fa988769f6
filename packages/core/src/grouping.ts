import { describeValue, failure } from "./failure.ts";
import type { Matrix } from "./matrix.ts";

/**
 * Which entries are taken together: the entries of each row, those of each column, or all of them.
 * One result for each group: `(rows, 1)` by row, `(1, columns)` by column, `(1, 1)` over all.
 */
export type Grouping = "byRow" | "byColumn" | "overAll";

/** The groups of a matrix. Entry e of group g is `data[g * groupStep + e * entryStep]`. */
export interface Groups {
  readonly count: number;
  /** Entries in each group. */
  readonly length: number;
  readonly groupStep: number;
  readonly entryStep: number;
}

/** Where the entries of each group of `m` are. */
export function groupsOf({ rows, columns }: Matrix, grouping: Grouping): Groups {
  if (grouping === "byRow") return { count: rows, length: columns, groupStep: columns, entryStep: 1 };
  if (grouping === "byColumn") return { count: columns, length: rows, groupStep: 1, entryStep: columns };
  return { count: 1, length: rows * columns, groupStep: 0, entryStep: 1 };
}

/** Refuses what is not one of the three groupings. */
export function checkGrouping(operation: string, grouping: unknown): asserts grouping is Grouping {
  if (grouping === "byRow" || grouping === "byColumn" || grouping === "overAll") return;
  throw failure(
    operation,
    'the grouping "byRow", "byColumn" or "overAll"',
    describeValue(grouping),
    '"byRow" gives one result for each row, "byColumn" one for each column',
  );
}
