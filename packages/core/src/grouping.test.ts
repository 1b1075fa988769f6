import fc from "fast-check";
import { expect, test } from "vitest";
import { type Grouping, groupsOf } from "./grouping.ts";
import { matrix } from "./matrix.ts";

const table = matrix(2, 3, [1, 2, 3, 4, 5, 6]);

const entriesOf = (grouping: Grouping) => {
  const { count, length, groupStep, entryStep } = groupsOf(table, grouping);
  return Array.from({ length: count }, (_, g) =>
    Array.from({ length }, (_, e) => table.data[g * groupStep + e * entryStep]),
  );
};

test.each<[Grouping, number[][]]>([
  [
    "byRow",
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
  ],
  [
    "byColumn",
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  ],
  ["overAll", [[1, 2, 3, 4, 5, 6]]],
])("%s", (grouping, groups) => {
  expect(entriesOf(grouping)).toEqual(groups);
});

test("every entry is in one group, in every grouping", () => {
  const size = fc.integer({ min: 0, max: 5 });
  fc.assert(
    fc.property(
      size,
      size,
      fc.constantFrom<Grouping[]>("byRow", "byColumn", "overAll"),
      (rows, columns, by) => {
        const { count, length, groupStep, entryStep } = groupsOf(matrix(rows, columns), by);
        const places = Array.from({ length: count * length }, (_, k) => {
          return Math.floor(k / length) * groupStep + (k % length) * entryStep;
        });
        expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: rows * columns }, (_, at) => at));
      },
    ),
    { seed: 1 },
  );
});
