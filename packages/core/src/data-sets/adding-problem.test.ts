import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "../random.ts";
import { addingProblem } from "./adding-problem.ts";

test("the target is the sum of the two marked values, one in each half, and values are in [0, 1]", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 2, max: 15 }),
      fc.constantFrom("f32" as const, "f64" as const),
      fc.integer(),
      (examples, length, precision, seed) => {
        const { inputs, targets } = addingProblem({ examples, length, precision }, random(seed));
        expect(inputs).toHaveLength(length);
        for (let example = 0; example < examples; example++) {
          const values = inputs.map(({ data }) => data[2 * example] ?? Number.NaN);
          const marked = inputs.flatMap(({ data }, step) => (data[2 * example + 1] === 1 ? [step] : []));
          const unmarked = inputs.filter(({ data }) => data[2 * example + 1] === 0);
          expect([marked.length, unmarked.length]).toEqual([2, length - 2]);
          const [first = Number.NaN, second = Number.NaN] = marked;
          expect(first).toBeLessThan(Math.floor(length / 2));
          expect(second).toBeGreaterThanOrEqual(Math.floor(length / 2));
          const sum = (values[first] ?? 0) + (values[second] ?? 0);
          expect(targets.data[example]).toBe(precision === "f32" ? Math.fround(sum) : sum);
          expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
        }
      },
    ),
    { seed: 1 },
  );
});

test("who always answers 1 has a mean squared error of 1/6", () => {
  const examples = 20_000;
  const { targets } = addingProblem({ examples, length: 10 }, random(1));
  const error = Array.from(targets.data).reduce((sum, target) => sum + (target - 1) ** 2, 0) / examples;
  // The square of a sum of two centred uniform values has mean 1/6 and mean square 2/80 + 6/144 = 1/15.
  const deviation = Math.sqrt((1 / 15 - 1 / 36) / examples);
  expect(Math.abs(error - 1 / 6)).toBeLessThan(5 * deviation);
});

test("each place of a half is marked equally often", () => {
  const examples = 20_000;
  const { inputs } = addingProblem({ examples, length: 5 }, random(1));
  const counts = inputs.map(({ data }) => data.filter((entry, at) => at % 2 === 1 && entry === 1).length);
  for (const [step, count] of counts.entries()) {
    const share = step < 2 ? 1 / 2 : 1 / 3;
    const deviation = Math.sqrt(examples * share * (1 - share));
    expect(Math.abs(count - examples * share)).toBeLessThan(5 * deviation);
  }
});

test("the same seed gives the same sequences", () => {
  const settings = { examples: 3, length: 7 };
  expect(addingProblem(settings, random(1))).toEqual(addingProblem(settings, random(1)));
  expect(addingProblem(settings, random(1))).not.toEqual(addingProblem(settings, random(2)));
});

test.each([
  [{ examples: 0, length: 5 }, /^addingProblem: expected examples to be a whole number from 1 on/],
  [{ examples: 1, length: 1 }, /^addingProblem: expected length to be a whole number from 2 on/],
  [undefined, /^addingProblem: expected a record of settings/],
])("refuses %o", (settings, message) => {
  expect(() => addingProblem(settings as { examples: number; length: number }, random(1))).toThrow(message);
});
