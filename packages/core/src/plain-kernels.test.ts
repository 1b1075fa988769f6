import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Matrix, matrix, matrixFromRows } from "./matrix.ts";
import { plainKernels } from "./plain-kernels.ts";
import { normalMatrix, random } from "./random.ts";

const { f32: kernels32, f64: kernels } = plainKernels;
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
    kernels.addProduct(
      matrixFromRows(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        "f64",
      ),
      false,
      matrixFromRows(
        [
          [1, 0],
          [0, 1],
          [10, 100],
        ],
        "f64",
      ),
      false,
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
        kernels.addProduct(a, false, b, false, plain);
        kernels.addProduct(transpose(a), true, b, false, left);
        kernels.addProduct(a, false, transpose(b), true, right);
        kernels.addProduct(transpose(a), true, transpose(b), true, both);
        expect(entries(left)).toEqual(entries(plain));
        expect(entries(right)).toEqual(entries(plain));
        expect(entries(both)).toEqual(entries(plain));
      }),
      { seed: 1 },
    );
  });

  test("add to what the target holds", () => {
    const target = matrix(1, 1, [100], "f64");
    kernels.addProduct(matrix(1, 1, [2], "f64"), false, matrix(1, 1, [3], "f64"), false, target);
    expect(entries(target)).toEqual([106]);
  });

  test("0 · NaN is NaN: nothing is skipped", () => {
    const target = matrix(1, 1);
    kernels32.addProduct(matrix(1, 2), false, matrix(2, 1, [Number.NaN, 1]), false, target);
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
    kernels32.addScaled(source, 1, target);
    expect(entries(target)).toEqual(expected);
  });

  test.each([
    ["a row", matrix(1, 3), [5, 7, 9]],
    ["a column", matrix(2, 1), [6, 15]],
    ["a scalar", matrix(1, 1), [21]],
  ])("into %s the rest is summed", (_, target, expected) => {
    kernels32.addScaled(table, 1, target);
    expect(entries(target)).toEqual(expected);
  });

  test("a product of entries repeats its sources and sums into its target", () => {
    const target = matrix(1, 3);
    kernels32.addEntrywiseProduct(table, matrix(2, 1, [1, 10]), target);
    expect(entries(target)).toEqual([41, 52, 63]);
  });

  test("so does a quotient of entries", () => {
    const target = matrix(1, 3, [100, 100, 100]);
    kernels32.addEntrywiseQuotient(table, matrix(2, 1, [1, 0.5]), target);
    expect(entries(target)).toEqual([109, 112, 115]);
  });

  test("and so does what the divisor receives", () => {
    const target = matrix(2, 1, [100, 100]);
    kernels32.addDivisorGradient(matrix(2, 3, new Array(6).fill(1)), table, matrix(2, 1, [1, 0.5]), target);
    expect(entries(target)).toEqual([100 - 6, 100 - 4 * 15]);
  });
});

test("a total in f32 counts beyond 2²⁴, where a float32 accumulator stands still", () => {
  const count = 2 ** 24 + 10;
  const total = matrix(1, 1);
  const ones = { rows: 1, columns: count, data: new Float32Array(count).fill(1) };
  kernels32.totals(ones, "overAll", 1, total);
  expect(total.data[0]).toBe(count);
});

describe("what each precision rounds", () => {
  // In float32, 1 + 2⁻²⁴ rounds to 1; the product (1 + 2⁻¹²)² = 1 + 2⁻¹¹ + 2⁻²⁴ rounds to 1 + 2⁻¹¹.
  const a = 1 + 2 ** -12;
  const rounded = 1 + 2 ** -11;

  test.each([
    ["f32", rounded - rounded],
    ["f64", a * a - rounded],
  ] as const)("each product of a chain in %s", (precision, expected) => {
    const target = matrix(1, 5, new Array(5).fill(-rounded), precision);
    const right = matrix(1, 5, new Array(5).fill(a), precision);
    plainKernels[precision].addProduct(matrix(1, 1, [a], precision), false, right, false, target);
    expect(entries(target)).toEqual(new Array(5).fill(expected));
    const sum = matrix(1, 1, [-rounded], precision);
    plainKernels[precision].addEntrywiseProduct(
      matrix(1, 1, [a], precision),
      matrix(1, 1, [a], precision),
      sum,
    );
    expect(entries(sum)).toEqual([expected]);
  });

  test("each sum of a chain in f32, from what the target holds", () => {
    const terms = [1, 2 ** -24, 2 ** -24];
    const ones = matrix(3, 1, [1, 1, 1]);
    const target = matrix(1, 1);
    kernels32.addProduct(matrix(1, 3, terms), false, ones, false, target);
    expect(entries(target)).toEqual([1]);
    const reversed = matrix(1, 1, [2 ** -24]);
    kernels32.addProduct(matrix(1, 2, [2 ** -24, 1]), false, matrix(2, 1, [1, 1]), false, reversed);
    expect(entries(reversed)).toEqual([1 + 2 ** -23]);
  });

  test("a factor in f32", () => {
    const target = matrix(1, 1);
    kernels32.addScaled(matrix(1, 1, [3]), 0.1, target);
    expect(entries(target)).toEqual([Math.fround(3 * Math.fround(0.1))]);
  });

  test("both precisions give the same where nothing is rounded", () => {
    const whole = fc.integer({ min: -9, max: 9 });
    const sizes = fc.tuple(size, size, size, fc.boolean(), fc.boolean(), fc.infiniteStream(whole));
    fc.assert(
      fc.property(sizes, ([m, k, n, transposeA, transposeB, draws]) => {
        const draw = (rows: number, columns: number) =>
          Array.from({ length: rows * columns }, () => draws.next().value as number);
        const shapeA = transposeA ? ([k, m] as const) : ([m, k] as const);
        const shapeB = transposeB ? ([n, k] as const) : ([k, n] as const);
        const [ofA, ofB] = [draw(...shapeA), draw(...shapeB)];
        const results = (["f32", "f64"] as const).map((precision) => {
          const { addProduct, addScaled, addEntrywiseProduct } = plainKernels[precision];
          const target = matrix(m, n, undefined, precision);
          const [a, b] = [matrix(...shapeA, ofA, precision), matrix(...shapeB, ofB, precision)];
          addProduct(a, transposeA, b, transposeB, target);
          addScaled(matrix(1, n, new Array(n).fill(3), precision), 2, target);
          addEntrywiseProduct(target, matrix(1, 1, [2], precision), target);
          return entries(target);
        });
        expect(results[0]).toEqual(results[1]);
      }),
      { seed: 1 },
    );
  });

  test("f32 uses the float32 form of a function where it has one, f64 never", () => {
    const f = {
      name: "f",
      value: () => 1,
      derivative: () => 2,
      f32: { value: () => 3, derivative: () => 4 },
    };
    const results = (["f32", "f64"] as const).map((precision) => {
      const [x, value, slope] = [0, 1, 2].map(() => matrix(1, 1, [1], precision)) as [Matrix, Matrix, Matrix];
      plainKernels[precision].map(x, f, value);
      const [alone] = entries(value);
      plainKernels[precision].mapWithSlopes(x, f, value, slope);
      return [alone, ...entries(value), ...entries(slope)];
    });
    expect(results).toEqual([
      [3, 3, 4],
      [1, 1, 2],
    ]);
  });
});

describe("moving entries adds to what the target holds", () => {
  const table = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ]);

  test("a transpose", () => {
    const target = matrix(3, 2, new Array(6).fill(10));
    kernels32.addTransposed(table, target);
    expect(entries(target)).toEqual([11, 14, 12, 15, 13, 16]);
  });

  test("a block, at another place", () => {
    const target = matrix(2, 3, new Array(6).fill(10));
    kernels32.addBlock(table, [0, 1], target, [1, 0], [1, 2]);
    expect(entries(target)).toEqual([10, 10, 10, 12, 13, 10]);
  });

  test("rows picked and rows put back", () => {
    const picked = matrix(3, 3, new Array(9).fill(10));
    kernels32.addGatheredRows(table, [1, 0, 1], picked);
    expect(entries(picked)).toEqual([14, 15, 16, 11, 12, 13, 14, 15, 16]);
    const put = matrix(2, 3, new Array(6).fill(10));
    kernels32.addScatteredRows(picked, [1, 0, 1], put);
    expect(entries(put)).toEqual([21, 22, 23, 38, 40, 42]);
  });
});
