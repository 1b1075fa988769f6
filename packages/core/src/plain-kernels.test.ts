import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Matrix, matrix, matrixFromRows } from "./matrix.ts";
import { plainKernels } from "./plain-kernels.ts";
import { normalMatrix, random } from "./random.ts";

const size = fc.integer({ min: 0, max: 5 });
const entries = (m: Matrix) => [...m.data];
const zeros = (rows: number, columns: number) => matrix(rows, columns, undefined, "f64");

function transpose({ rows, columns, data }: Matrix): Matrix {
  const entry = (_: unknown, at: number) => data[(at % rows) * columns + Math.floor(at / rows)] as number;
  return matrix(columns, rows, Array.from(data, entry), "f64");
}

describe("products", () => {
  test("a product by hand", () => {
    const target = zeros(2, 2);
    plainKernels.addProduct(
      matrixFromRows(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        "f64",
      ),
      matrixFromRows(
        [
          [1, 0],
          [0, 1],
          [10, 100],
        ],
        "f64",
      ),
      target,
    );
    expect(entries(target)).toEqual([31, 302, 64, 605]);
  });

  test("the transposed products are products with a transpose, in the same order of summation", () => {
    fc.assert(
      fc.property(size, size, size, fc.integer(), (m, k, n, seed) => {
        const draw = random(seed);
        const a = normalMatrix(draw, m, k, 1, "f64");
        const b = normalMatrix(draw, k, n, 1, "f64");
        const [plain, left, right, both] = [zeros(m, n), zeros(m, n), zeros(m, n), zeros(m, n)];
        plainKernels.addProduct(a, b, plain);
        plainKernels.addLeftTransposedProduct(transpose(a), b, left);
        plainKernels.addRightTransposedProduct(a, transpose(b), right);
        plainKernels.addBothTransposedProduct(transpose(a), transpose(b), both);
        expect(entries(left)).toEqual(entries(plain));
        expect(entries(right)).toEqual(entries(plain));
        expect(entries(both)).toEqual(entries(plain));
      }),
      { seed: 1 },
    );
  });

  test("add to what the target holds", () => {
    const target = matrix(1, 1, [100], "f64");
    plainKernels.addProduct(matrix(1, 1, [2], "f64"), matrix(1, 1, [3], "f64"), target);
    expect(entries(target)).toEqual([106]);
  });

  test("0 · NaN is NaN: nothing is skipped", () => {
    const target = matrix(1, 1);
    plainKernels.addProduct(matrix(1, 2), matrix(2, 1, [Number.NaN, 1]), target);
    expect(entries(target)).toEqual([Number.NaN]);
  });
});

describe("repeating and summing", () => {
  const table = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  test.each([
    ["a row", matrix(1, 3, [10, 20, 30]), [11, 22, 33, 14, 25, 36]],
    ["a column", matrix(2, 1, [10, 20]), [11, 12, 13, 24, 25, 26]],
    ["a scalar", matrix(1, 1, [10]), [11, 12, 13, 14, 15, 16]],
  ])("%s is added to every row or column", (_, source, expected) => {
    const target = matrix(2, 3, table.data);
    plainKernels.addScaled(source, 1, target);
    expect(entries(target)).toEqual(expected);
  });

  test.each([
    ["a row", matrix(1, 3), [5, 7, 9]],
    ["a column", matrix(2, 1), [6, 15]],
    ["a scalar", matrix(1, 1), [21]],
  ])("into %s the rest is summed", (_, target, expected) => {
    plainKernels.addScaled(table, 1, target);
    expect(entries(target)).toEqual(expected);
  });

  test("a product of entries repeats its sources and sums into its target", () => {
    const target = matrix(1, 3);
    plainKernels.addEntrywiseProduct(table, matrix(2, 1, [1, 10]), target);
    expect(entries(target)).toEqual([41, 52, 63]);
  });

  test("so does a quotient of entries", () => {
    const target = matrix(1, 3, [100, 100, 100]);
    plainKernels.addEntrywiseQuotient(table, matrix(2, 1, [1, 0.5]), target);
    expect(entries(target)).toEqual([109, 112, 115]);
  });

  test("and so does what the divisor receives", () => {
    const target = matrix(2, 1, [100, 100]);
    plainKernels.addDivisorGradient(
      matrix(2, 3, new Array(6).fill(1)),
      table,
      matrix(2, 1, [1, 0.5]),
      target,
    );
    expect(entries(target)).toEqual([100 - 6, 100 - 4 * 15]);
  });
});

test("a total in f32 counts beyond 2²⁴, where a float32 accumulator stands still", () => {
  const count = 2 ** 24 + 10;
  expect(plainKernels.total({ rows: 1, columns: count, data: new Float32Array(count).fill(1) })).toBe(count);
});

describe("moving entries adds to what the target holds", () => {
  const table = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  test("a transpose", () => {
    const target = matrix(3, 2, new Array(6).fill(10));
    plainKernels.addTransposed(table, target);
    expect(entries(target)).toEqual([11, 14, 12, 15, 13, 16]);
  });

  test("a block, at another place", () => {
    const target = matrix(2, 3, new Array(6).fill(10));
    plainKernels.addBlock(table, [0, 1], target, [1, 0], [1, 2]);
    expect(entries(target)).toEqual([10, 10, 10, 12, 13, 10]);
  });

  test("rows picked and rows put back", () => {
    const picked = matrix(3, 3, new Array(9).fill(10));
    plainKernels.addGatheredRows(table, [1, 0, 1], picked);
    expect(entries(picked)).toEqual([14, 15, 16, 11, 12, 13, 14, 15, 16]);
    const put = matrix(2, 3, new Array(6).fill(10));
    plainKernels.addScatteredRows(picked, [1, 0, 1], put);
    expect(entries(put)).toEqual([21, 22, 23, 38, 40, 42]);
  });
});
