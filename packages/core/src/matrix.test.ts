import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkMatrix,
  convertPrecision,
  matrix,
  matrixFromRows,
  maximumEntries,
  precisionOf,
} from "./matrix.ts";

describe("matrix", () => {
  test("is row-major and f32 unless told", () => {
    const m = matrix(2, 3, [1, 2, 3, 4, 5, 6]);
    expect(m).toEqual({ rows: 2, columns: 3, data: Float32Array.of(1, 2, 3, 4, 5, 6) });
    expect(precisionOf(m)).toBe("f32");
    expect(precisionOf(matrix(2, 3, undefined, "f64"))).toBe("f64");
  });

  test("is zero without values, and may be empty", () => {
    expect([...matrix(2, 2).data]).toEqual([0, 0, 0, 0]);
    expect(matrix(0, 5)).toEqual({ rows: 0, columns: 5, data: new Float32Array(0) });
    expect(matrix(5, 0).data.length).toBe(0);
  });

  test("copies its values, and keeps NaN and infinities", () => {
    const values = [Number.NaN, Infinity, -Infinity];
    const m = matrix(1, 3, values, "f64");
    values[0] = 1;
    expect([...m.data]).toEqual([Number.NaN, Infinity, -Infinity]);
  });

  test.each([
    ["a fraction", 1.5, "1.5"],
    ["a negative number", -1, "-1"],
    ["NaN", Number.NaN, "NaN"],
    ["infinity", Infinity, "Infinity"],
    ["a number too large to be exact", 2 ** 53, "9007199254740992"],
    ["a string", "2", '"2"'],
  ])("refuses %s as a size", (_, size, named) => {
    const message = `to be a whole number from 0 on, came ${named}. Likely fix: pass the sizes as matrix(rows, columns).`;
    expect(() => matrix(size as number, 1)).toThrow(`matrix: expected rows ${message}`);
    expect(() => matrix(1, size as number)).toThrow(`matrix: expected columns ${message}`);
  });

  test("refuses sizes whose product overflows", () => {
    expect(() => matrix(2 ** 16, 2 ** 16)).toThrow(
      `expected at most ${maximumEntries} entries, came 65536 · 65536`,
    );
    expect(() => matrix(2 ** 52, 2 ** 52)).toThrow(`expected at most ${maximumEntries} entries`);
  });

  test.each([
    ["too few values", [1, 2, 3], "expected 2 · 2 = 4 values, came 3"],
    ["too many values", [1, 2, 3, 4, 5], "expected 2 · 2 = 4 values, came 5"],
    ["a hole", [1, 2, undefined, 4], "expected a number in row 1, column 0, came undefined"],
    [
      "a nested array",
      [[1, 2], [3, 4], 5, 6],
      "expected a number in row 0, column 0, came an array of length 2",
    ],
    ["a number", 4, "expected values as an array of numbers, came 4"],
    ["null", null, "expected values as an array of numbers, came null"],
    ["a string", "1234", 'expected values as an array of numbers, came "1234"'],
  ])("refuses %s", (_, values, message) => {
    expect(() => matrix(2, 2, values as number[])).toThrow(`matrix: ${message}`);
  });

  test("refuses an unknown precision", () => {
    expect(() => matrix(1, 1, [1], "f16" as "f32")).toThrow(
      'expected the precision "f32" or "f64", came "f16"',
    );
  });
});

describe("matrixFromRows", () => {
  test("gives the same as matrix with the entries in a row", () => {
    const rows = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 5 }))
      .chain(([m, n]) =>
        fc.array(fc.array(fc.double(), { minLength: n, maxLength: n }), { minLength: m, maxLength: m }),
      );
    fc.assert(
      fc.property(rows, (entries) => {
        const expected = matrix(entries.length, entries[0]?.length ?? 0, entries.flat(), "f64");
        expect(matrixFromRows(entries, "f64")).toEqual(expected);
      }),
      { seed: 1 },
    );
  });

  test("no rows is 0×0", () => {
    expect(matrixFromRows([])).toEqual(matrix(0, 0));
  });

  test.each([
    ["rows of different lengths", [[1, 2], [3]], "expected 2 entries in row 1, as in row 0, came 1"],
    ["a flat array", [1, 2], "expected row 0 to be an array of numbers, came 1"],
    ["an entry that is no number", [[1, "2"]], 'expected a number in row 0, column 1, came "2"'],
    ["no array", 3, "expected an array of rows, came 3"],
  ])("refuses %s", (_, rows, message) => {
    expect(() => matrixFromRows(rows as unknown as number[][])).toThrow(`matrixFromRows: ${message}`);
  });
});

describe("convertPrecision", () => {
  test("rounds to nearest on the way to f32 and is exact on the way back", () => {
    const m = matrix(1, 2, [0.1, 1e-300], "f64");
    const rounded = convertPrecision(m, "f32");
    expect([...rounded.data]).toEqual([Math.fround(0.1), 0]);
    expect([...convertPrecision(rounded, "f64").data]).toEqual([...rounded.data]);
  });

  test("copies", () => {
    const m = matrix(1, 1, [1]);
    convertPrecision(m, "f32").data[0] = 2;
    expect(m.data[0]).toBe(1);
  });
});

describe("checkMatrix refuses", () => {
  test.each([
    ["a nested array", [[1]], "expected a matrix, came an array of length 1"],
    ["null", null, "expected a matrix, came null"],
    [
      "plain numbers as data",
      { rows: 1, columns: 1, data: [1] },
      "Float32Array or Float64Array, came an array",
    ],
    [
      "data of another length",
      { rows: 2, columns: 2, data: new Float32Array(3) },
      "expected 2 · 2 = 4 entries, came 3",
    ],
    [
      "a size that is missing",
      { rows: 2, data: new Float32Array(2) },
      "expected columns to be a whole number",
    ],
  ])("%s", (_, value, message) => {
    expect(() => checkMatrix("constant", value)).toThrow(message);
  });
});
