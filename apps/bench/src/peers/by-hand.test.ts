import { type Matrix, matrix } from "@vanishing/core";
import { expect, test } from "vitest";
import { disagreement, outcomeOf } from "./agreement.ts";
import { byHand, type MatrixLibrary } from "./by-hand.ts";
import { columnsOf, sideBySide, transposed } from "./nested-rows.ts";
import { attempt } from "./ours.ts";
import { smallProblems } from "./test-support/small-problems.ts";

const filled = (rows: number, columns: number, f: (row: number, column: number) => number): Matrix =>
  matrix(
    rows,
    columns,
    Array.from({ length: rows * columns }, (_, at) => f(Math.floor(at / columns), at % columns)),
    "f64",
  );
const at = (m: Matrix, row: number, column: number) => m.data[row * m.columns + column] as number;
const pairs = (a: Matrix, b: Matrix, f: (x: number, y: number) => number) =>
  filled(a.rows, a.columns, (i, j) => f(at(a, i, j), at(b, i, j)));

/** A library as short as it can be. */
const library: MatrixLibrary<Matrix> = {
  from: (m) => matrix(m.rows, m.columns, m.data, "f64"),
  entries: ({ data }) => Array.from(data),
  product: (a, b) =>
    filled(a.rows, b.columns, (i, j) =>
      Array.from({ length: a.columns }, (_, k) => at(a, i, k) * at(b, k, j)).reduce(
        (sum, term) => sum + term,
        0,
      ),
    ),
  transposed,
  sum: (a, b) => pairs(a, b, (x, y) => x + y),
  difference: (a, b) => pairs(a, b, (x, y) => x - y),
  entrywiseProduct: (a, b) => pairs(a, b, (x, y) => x * y),
  scaled: (a, factor) => filled(a.rows, a.columns, (i, j) => factor * at(a, i, j)),
  map: (a, f) => filled(a.rows, a.columns, (i, j) => f(at(a, i, j))),
  withRow: (a, row) => filled(a.rows, a.columns, (i, j) => at(a, i, j) + at(row, 0, j)),
  columnSums: (a) =>
    filled(1, a.columns, (_, j) =>
      Array.from({ length: a.rows }, (_, i) => at(a, i, j)).reduce((s, x) => s + x, 0),
    ),
  columns: columnsOf,
  beside: sideBySide,
};

test.each(smallProblems)("the passes written by hand are those of the tape: %s", async (_, draw) => {
  const found = await outcomeOf(byHand(library, draw()), 4);
  const expected = await outcomeOf(attempt(draw()), 4);
  expect(disagreement(found, expected)).toBeUndefined();
  expect(found.after).not.toEqual(found.before);
});
