import { matrix } from "@vanishing/core";
import { expect, test } from "vitest";
import { type ShapeCheck, toKeepShape } from "./to-keep-shape.ts";

const why = "Shapes must fit.";
const rows = [
  [1, 2, 3],
  [4, 5, 6],
];
const transpose = (x: number[][]) => x[0]?.map((_, column) => x.map((row) => row[column]));

test.each<[string, unknown, Omit<ShapeCheck, "why">]>([
  ["a number", Math.abs, { inputs: [[-2]] }],
  ["rows", (x: number[][]) => x.map((row) => row.map(() => 0)), { inputs: [[rows], [[[1]]]] }],
  ["a Float64Array for a list", (x: number[]) => new Float64Array(x.length), { inputs: [[[1, 2]]] }],
  ["the second input", (_g: number, x: number[]) => x, { inputs: [[1, [1, 2]]], as: 1 }],
  ["a matrix", () => matrix(2, 3), { inputs: [[matrix(2, 3)]] }],
  ["stated rows", () => rows, { inputs: [[]], shape: [2, 3] }],
  ["a stated matrix", () => matrix(2, 3), { inputs: [[]], shape: [2, 3] }],
  ["a stated number", () => 4, { inputs: [[]], shape: [] }],
])("takes %s", (_name, f, check) => {
  expect(toKeepShape(f, { why, ...check }).pass).toBe(true);
});

test("says input, expected, received, what is wrong, and seed", () => {
  expect(toKeepShape(transpose, { why, inputs: [[rows]], seed: 2 }).message()).toBe(
    [
      "Shapes must fit.",
      "",
      "input     transpose([[1, 2, 3], [4, 5, 6]])",
      "expected  2 rows of 3, as the first input is",
      "received  [[1, 4], [2, 5], [3, 6]]",
      "note      the list has length 3, and length 2 is needed",
      "seed      2",
    ].join("\n"),
  );
});

test.each<[string, unknown, Omit<ShapeCheck, "why">, string]>([
  [
    "a transposed matrix",
    () => matrix(3, 2),
    { inputs: [[matrix(2, 3)]] },
    "a matrix of 2 rows and 3 columns is needed",
  ],
  [
    "a matrix that is short of data",
    () => ({ rows: 2, columns: 3, data: [1] }),
    { inputs: [[matrix(2, 3)]] },
    "length 6 is needed at .data",
  ],
  ["rows for a matrix", () => rows, { inputs: [[matrix(2, 3)]] }, "a matrix of 2 rows"],
  [
    "a short row",
    () => [[1, 2, 3], [4]],
    { inputs: [[rows]] },
    "the list has length 1, and length 3 is needed at [1]",
  ],
  ["a flat list", () => rows.flat(), { inputs: [[rows]] }, "the list has length 6"],
  ["a number for a list", () => 1, { inputs: [[[1, 2]]] }, "a list of length 2 is needed here"],
  ["NaN", () => [1, Number.NaN], { inputs: [[[1, 2]]] }, "undefined in a sum at [1]"],
  ["undefined", () => undefined, { inputs: [[[1, 2]]] }, "a list of length 2 is needed here"],
  ["a promise", async () => [1, 2], { inputs: [[[1, 2]]] }, "a list of length 2 is needed here"],
  [
    "a throw",
    () => {
      throw new Error("no");
    },
    { inputs: [[1]] },
    "an error: Error: no",
  ],
  ["another stated shape", () => [1, 2], { inputs: [[]], shape: [3] }, "a list of length 3"],
  ["a changed input", (x: number[]) => x.fill(0), { inputs: [[[1, 2]]] }, "changes the list"],
  [
    "a hostile proxy",
    () =>
      new Proxy([1, 2], {
        get() {
          throw new Error("no");
        },
      }),
    { inputs: [[[1, 2]]] },
    "when it is read",
  ],
])("rejects %s", (_name, f, check, text) => {
  const { pass, message } = toKeepShape(f, { why, ...check });
  expect(pass).toBe(false);
  expect(message()).toContain(text);
});

test.each<[string, Omit<ShapeCheck, "why">]>([
  ["no inputs", { inputs: [] }],
  ["an input that is not there", { inputs: [[1]], as: 1 }],
  ["an input without a shape", { inputs: [["text"]] }],
])("refuses %s", (_name, check) => {
  expect(() => toKeepShape(Math.abs, { why, ...check })).toThrow("Mend it in lesson.test.ts");
});
