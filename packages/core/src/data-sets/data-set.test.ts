import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Matrix, matrix, precisionOf } from "../matrix.ts";
import { random } from "../random.ts";
import { batches, type DataSet, permutation, split } from "./data-set.ts";

/** Example i is the input (i, 10i) with the target −i. */
function numbered(examples: number): DataSet {
  const numbers = Array.from({ length: examples }, (_, i) => i);
  return {
    inputs: matrix(
      examples,
      2,
      numbers.flatMap((i) => [i, 10 * i]),
      "f64",
    ),
    targets: matrix(
      examples,
      1,
      numbers.map((i) => -i),
    ),
  };
}

const column = (m: Matrix, j: number) =>
  Array.from({ length: m.rows }, (_, i) => m.data[i * m.columns + j] ?? 0);
const ids = (data: DataSet) => column(data.inputs, 0);
const ascending = (values: number[]) => values.toSorted((a, b) => a - b);

function expectRowsTogether(data: DataSet): void {
  expect(column(data.inputs, 1)).toEqual(ids(data).map((i) => 10 * i));
  expect(column(data.targets, 0)).toEqual(ids(data).map((i) => -i));
}

const sizes = fc.record({
  examples: fc.integer({ min: 0, max: 60 }),
  seed: fc.integer(),
});

describe("split", () => {
  test("deals every example out once, with its target, round(share · n) of them to training", () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), ({ examples, seed }, share) => {
        const { training, test } = split(numbered(examples), share, random(seed));
        expect(training.inputs.rows).toBe(Math.round(share * examples));
        expect(ascending([...ids(training), ...ids(test)])).toEqual(ids(numbered(examples)));
        expectRowsTogether(training);
        expectRowsTogether(test);
      }),
      { seed: 1 },
    );
  });

  test("the same seed gives the same split, another seed another", () => {
    const first = (seed: number) => ids(split(numbered(50), 0.5, random(seed)).training);
    expect(first(1)).toEqual(first(1));
    expect(first(1)).not.toEqual(first(2));
  });

  test("keeps the precision of each matrix", () => {
    const { training } = split(numbered(4), 0.5, random(1));
    expect([precisionOf(training.inputs), precisionOf(training.targets)]).toEqual(["f64", "f32"]);
  });

  test.each([-0.1, 1.1, Number.NaN])("refuses the share %d", (share) => {
    expect(() => split(numbered(4), share, random(1))).toThrow(/^split: expected share to be/);
  });
});

describe("batches", () => {
  test("hold every example once, in order without a random, shuffled with one", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 70 }), ({ examples, seed }, size) => {
        const inOrder = batches(numbered(examples), size);
        expect(inOrder.flatMap(ids)).toEqual(ids(numbered(examples)));
        const shuffled = batches(numbered(examples), size, random(seed));
        expect(ascending(shuffled.flatMap(ids))).toEqual(ids(numbered(examples)));
        shuffled.forEach(expectRowsTogether);
        for (const batch of shuffled.slice(0, -1)) expect(batch.inputs.rows).toBe(size);
        expect(shuffled).toHaveLength(Math.ceil(examples / size));
      }),
      { seed: 1 },
    );
  });

  test("cut every step of a sequence alike", () => {
    const { inputs, targets } = numbered(5);
    const [, second] = batches({ inputs: [inputs, inputs, inputs], targets }, 2);
    expect(second?.inputs.map((step) => column(step, 0))).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(second && column(second.targets, 0)).toEqual([-2, -3]);
  });

  test.each([0, 1.5, Number.NaN])("refuse the size %d", (size) => {
    expect(() => batches(numbered(4), size)).toThrow(
      /^batches: expected size to be a whole number from 1 on/,
    );
  });
});

test.each([
  [
    "a number of targets that differs",
    { inputs: matrix(3, 2), targets: matrix(2, 1) },
    /3 rows in every matrix.*2 rows/,
  ],
  ["a nested array", { inputs: [[1, 2]], targets: matrix(1, 1) }, /expected a matrix/],
  ["no targets", { inputs: matrix(3, 2) }, /expected a data set \{ inputs, targets \}/],
  ["nothing", undefined, /expected a data set/],
])("split and batches refuse %s", (_, data, message) => {
  expect(() => split(data as DataSet, 0.5, random(1))).toThrow(message);
  expect(() => batches(data as DataSet, 2)).toThrow(message);
});

test("each of the 6 orders of 3 is equally likely", () => {
  const draw = random(1);
  const counts = new Map<string, number>();
  const times = 60_000;
  for (let time = 0; time < times; time++) {
    const order = permutation(3, draw).join();
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // A count is binomial with p = 1/6; five standard deviations leave a right shuffle with probability 6 · 6e-7.
  const deviation = Math.sqrt(times * (1 / 6) * (5 / 6));
  for (const count of counts.values()) expect(Math.abs(count - times / 6)).toBeLessThan(5 * deviation);
});
