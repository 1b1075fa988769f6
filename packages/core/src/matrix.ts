import { describeValue, failure } from "./failure.ts";

/** Number of bits of an entry: `"f32"` (about 7 decimal digits) or `"f64"` (about 16). */
export type Precision = "f32" | "f64";

/**
 * A table of numbers. Entry (i, j) is `data[i * columns + j]` (row-major). A batch has one example a row.
 * The class of `data` is the precision: Float32Array is f32, Float64Array is f64.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array | Float64Array;
}

/** Most entries in one matrix: an index then fits in a signed 32-bit integer, which compiled kernels use. */
export const maximumEntries = 2 ** 31 - 1;

/**
 * A `(rows, columns)` matrix with a copy of `values` (row-major), or with zeros. Zero rows or columns are allowed.
 *
 * @throws when a size is not a whole number from 0 on, when there are too many entries, when `values` has another
 * length than rows · columns, or holds something that is not a number (NaN and ±Infinity are numbers).
 */
export function matrix(
  rows: number,
  columns: number,
  values?: ArrayLike<number>,
  precision: Precision = "f32",
): Matrix {
  checkSize("matrix", "rows", rows);
  checkSize("matrix", "columns", columns);
  const data = allocate(rows, columns, precision);
  if (values !== undefined) {
    if (values === null || typeof values !== "object" || typeof values.length !== "number") {
      throw failure(
        "matrix",
        "values as an array of numbers",
        describeValue(values),
        "pass an array or leave it out",
      );
    }
    if (values.length !== data.length) {
      throw failure(
        "matrix",
        `${rows} · ${columns} = ${data.length} values`,
        `${values.length}`,
        "give every entry, row after row, or correct the sizes",
      );
    }
    for (let index = 0; index < data.length; index++) {
      data[index] = checkEntry("matrix", values[index], Math.floor(index / columns), index % columns);
    }
  }
  return { rows, columns, data };
}

/**
 * The matrix with the given rows, copied. `[]` gives 0×0.
 *
 * @throws when rows differ in length or an entry is not a number.
 */
export function matrixFromRows(rows: readonly (readonly number[])[], precision: Precision = "f32"): Matrix {
  if (!Array.isArray(rows)) {
    throw failure("matrixFromRows", "an array of rows", describeValue(rows), "write [[1, 2], [3, 4]]");
  }
  const columns = Array.isArray(rows[0]) ? rows[0].length : 0;
  const data = allocate(rows.length, columns, precision);
  rows.forEach((row: unknown, i) => {
    if (!Array.isArray(row)) {
      throw failure(
        "matrixFromRows",
        `row ${i} to be an array of numbers`,
        describeValue(row),
        "write [[1, 2, 3]] for one row and [[1], [2], [3]] for one column",
      );
    }
    if (row.length !== columns) {
      throw failure(
        "matrixFromRows",
        `${columns} entries in row ${i}, as in row 0`,
        `${row.length}`,
        "give every row the same length",
      );
    }
    row.forEach((entry: unknown, j) => {
      data[i * columns + j] = checkEntry("matrixFromRows", entry, i, j);
    });
  });
  return { rows: rows.length, columns, data };
}

/** The precision of a matrix, read off the class of its data. */
export function precisionOf(m: Matrix): Precision {
  return m.data instanceof Float32Array ? "f32" : "f64";
}

/** A copy of `m` in the given precision. From f64 to f32 every entry is rounded to nearest. */
export function convertPrecision(m: Matrix, precision: Precision): Matrix {
  const data = allocate(m.rows, m.columns, precision);
  data.set(m.data);
  return { rows: m.rows, columns: m.columns, data };
}

/** `(rows, columns)` in words, for messages: `2×3`. */
export function shapeOf(m: { readonly rows: number; readonly columns: number }): string {
  return `${m.rows}×${m.columns}`;
}

/** Refuses what is not a matrix whose data fits its sizes, such as a nested array or a hand-made object. */
export function checkMatrix(operation: string, value: unknown): asserts value is Matrix {
  const fix = "build it with matrix(rows, columns, values) or matrixFromRows(rows)";
  if (typeof value !== "object" || value === null || !("data" in value)) {
    throw failure(operation, "a matrix", describeValue(value), fix);
  }
  const { rows, columns, data } = value as Matrix;
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    throw failure(
      operation,
      "a matrix whose data is a Float32Array or Float64Array",
      describeValue(data),
      fix,
    );
  }
  checkSize(operation, "rows", rows);
  checkSize(operation, "columns", columns);
  if (data.length !== rows * columns) {
    throw failure(operation, `${rows} · ${columns} = ${rows * columns} entries`, `${data.length}`, fix);
  }
}

/** Refuses a matrix of the other precision. A tape holds one precision only. */
export function checkPrecision(operation: string, m: Matrix, precision: Precision): void {
  if (precisionOf(m) === precision) return;
  throw failure(
    operation,
    `an ${precision} matrix, as everything on this tape`,
    `an ${precisionOf(m)} matrix`,
    `use convertPrecision(matrix, "${precision}") or new Tape({ precision: "${precisionOf(m)}" })`,
  );
}

function allocate(rows: number, columns: number, precision: Precision): Float32Array | Float64Array {
  if (precision !== "f32" && precision !== "f64") {
    throw failure("matrix", 'the precision "f32" or "f64"', describeValue(precision), "name one of the two");
  }
  checkEntries("matrix", rows, columns);
  const entries = rows * columns;
  try {
    return precision === "f32" ? new Float32Array(entries) : new Float64Array(entries);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw failure(
      "matrix",
      "memory to be left",
      `none for ${rows} · ${columns} = ${entries} entries`,
      "use smaller sizes",
    );
  }
}

/** Refuses sizes whose product is more than a matrix can hold. */
export function checkEntries(operation: string, rows: number, columns: number): void {
  if (rows * columns <= maximumEntries) return;
  throw failure(
    operation,
    `at most ${maximumEntries} entries`,
    `${rows} · ${columns} = ${rows * columns}`,
    "use smaller sizes",
  );
}

function checkSize(operation: string, name: string, size: unknown): void {
  if (!Number.isSafeInteger(size) || (size as number) < 0) {
    throw failure(
      operation,
      `${name} to be a whole number from 0 on`,
      describeValue(size),
      "pass the sizes as matrix(rows, columns)",
    );
  }
}

function checkEntry(operation: string, entry: unknown, row: number, column: number): number {
  if (typeof entry === "number") return entry;
  throw failure(
    operation,
    `a number in row ${row}, column ${column}`,
    describeValue(entry),
    "fill every entry with a number",
  );
}
