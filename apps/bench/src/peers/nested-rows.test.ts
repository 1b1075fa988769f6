import { matrixFromRows } from "@vanishing/core";
import { expect, test } from "vitest";
import { columnsOf, nestedRows, sideBySide, transposed } from "./nested-rows.ts";

const m = matrixFromRows([
  [1, 2, 3],
  [4, 5, 6],
]);

test("rows, blocks of columns and the transpose hold the same entries", () => {
  expect(nestedRows(m)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(nestedRows(columnsOf(m, 1, 3))).toEqual([
    [2, 3],
    [5, 6],
  ]);
  expect(sideBySide([columnsOf(m, 0, 1), columnsOf(m, 1, 3)])).toEqual(m);
  expect(nestedRows(transposed(m))).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ]);
});
