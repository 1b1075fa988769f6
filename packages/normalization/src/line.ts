import type { Matrix } from "@vanishing/core";

/** Entries of a matrix that are normalised together: a column (a feature, over the batch) or a row (an example). */
export interface Line {
  readonly kind: "feature" | "example" | "unit";
  /** Which column or row, counted from 0. */
  readonly index: number;
  /** Entry e of the line is `data[start + e * step]`. */
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** Column `index` of a matrix: one feature of every example, or, in a weight `(fan-in, fan-out)`, one output unit. */
export function columnOf(
  { rows, columns }: Matrix,
  index: number,
  kind: "feature" | "unit" = "feature",
): Line {
  return { kind, index, start: index, step: columns, length: rows };
}

/** Row `index` of a matrix: every feature of one example. */
export function rowOf({ columns }: Matrix, index: number): Line {
  return { kind: "example", index, start: index * columns, step: 1, length: columns };
}

/** The entries of `m` along a line, by their number. */
export function entriesOf(m: Matrix, { start, step }: Line): (e: number) => number {
  return (e) => m.data[start + e * step] as number;
}

/** Adds one number to one entry of `target`, which is rounded to the target's precision there. */
export function addTo(target: Matrix, at: number, value: number): void {
  target.data[at] = (target.data[at] as number) + value;
}
