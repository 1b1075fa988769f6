import fc from "fast-check";
import { expect, test } from "vitest";
import type { Matrix } from "../matrix.ts";
import { random } from "../random.ts";
import { copyTask } from "./copy-task.ts";

/** The column of the only 1 in a row whose other entries are 0. */
function onlyOne({ data, columns }: Matrix, row: number): number {
  const entries = Array.from(data.subarray(row * columns, (row + 1) * columns));
  expect(entries.reduce((sum, entry) => sum + entry, 0)).toBe(1);
  expect(entries.every((entry) => entry === 0 || entry === 1)).toBe(true);
  return entries.indexOf(1);
}

test("word, blanks, sign to start, blanks; and blanks, then the word again", () => {
  fc.assert(
    fc.property(
      fc.record({
        examples: fc.integer({ min: 1, max: 4 }),
        delay: fc.integer({ min: 1, max: 6 }),
        length: fc.integer({ min: 1, max: 5 }),
        symbols: fc.integer({ min: 2, max: 6 }),
      }),
      fc.integer(),
      (settings, seed) => {
        const { examples, delay, length, symbols } = settings;
        const { inputs, targets } = copyTask(settings, random(seed));
        for (let example = 0; example < examples; example++) {
          const read = inputs.map((step) => onlyOne(step, example));
          const written = targets.map((step) => onlyOne(step, example));
          const word = read.slice(0, length);
          const blanks = (count: number) => Array.from({ length: count }, () => symbols);
          expect(word.every((symbol) => symbol < symbols)).toBe(true);
          expect(read).toEqual([...word, ...blanks(delay - 1), symbols + 1, ...blanks(length)]);
          expect(written).toEqual([...blanks(delay + length), ...word]);
        }
      },
    ),
    { seed: 1 },
  );
});

test("the defaults are a word of 10 out of 8 symbols", () => {
  const { inputs, targets } = copyTask({ examples: 3, delay: 20 }, random(1));
  expect([inputs.length, targets.length]).toEqual([40, 40]);
  expect([inputs[0]?.rows, inputs[0]?.columns, targets[0]?.columns]).toEqual([3, 10, 9]);
});

test("the same seed gives the same words", () => {
  const settings = { examples: 3, delay: 2 };
  expect(copyTask(settings, random(1))).toEqual(copyTask(settings, random(1)));
  expect(copyTask(settings, random(1))).not.toEqual(copyTask(settings, random(2)));
});

test.each([
  [{ examples: 1, delay: 0 }, /^copyTask: expected delay to be a whole number from 1 on/],
  [{ examples: 1, delay: 1, length: 0 }, /^copyTask: expected length to be a whole number from 1 on/],
  [{ examples: 1, delay: 1, symbols: 1 }, /^copyTask: expected symbols to be a whole number from 2 on/],
  [undefined, /^copyTask: expected a record of settings/],
])("refuses %o", (settings, message) => {
  expect(() => copyTask(settings as { examples: number; delay: number }, random(1))).toThrow(message);
});
