import { expect, test } from "vitest";
import { changeTolerance, disagreement, lossTolerance, type Outcome, outcomeOf } from "./agreement.ts";

const reference: Outcome = { losses: [2, 1], before: [[1, 1], [5]], after: [[4, 5], [5]], milliseconds: 0 };
/** How far the first matrix has gone: 3 and 4. */
const change = 5;

test("the reference agrees with itself", () => {
  expect(disagreement(reference, reference)).toBeUndefined();
});

test("a matrix may be away by a share of its change, whatever its size", () => {
  const away = (distance: number) => ({ ...reference, after: [[4 + distance, 5], [5]] });
  expect(disagreement(away(0.99 * changeTolerance * change), reference)).toBeUndefined();
  expect(disagreement(away(1.01 * changeTolerance * change), reference)).toMatch(
    /^its matrix 1 is 0\.05\d away, and may be 0\.050$/,
  );
});

test("a matrix that has not changed may be away by a rounding of float32 a step", () => {
  const away = (distance: number) => ({ ...reference, after: [[4, 5], [5 + distance]] });
  expect(disagreement(away(5 * 2 ** -23), reference)).toBeUndefined();
  expect(disagreement(away(5 * 3 * 2 ** -23), reference)).toContain("its matrix 2 is");
});

test("a loss may be away by a share of it", () => {
  const away = (share: number) => ({ ...reference, losses: [2, 1 + share] });
  expect(disagreement(away(0.9 * lossTolerance), reference)).toBeUndefined();
  expect(disagreement(away(1.1 * lossTolerance), reference)).toBe(
    `its loss in step 2 is ${1 + 1.1 * lossTolerance}, and should be 1`,
  );
  expect(disagreement({ ...reference, losses: [2] }, reference)).toContain("step 2 is undefined");
});

test("refuses NaN, and matrices that are not there or of another size", () => {
  expect(disagreement({ ...reference, losses: [Number.NaN, 1] }, reference)).toContain("step 1 is NaN");
  expect(disagreement({ ...reference, after: [[4, Number.NaN], [5]] }, reference)).toContain(
    "matrix 1 is NaN",
  );
  expect(disagreement({ ...reference, after: [[4, 5]] }, reference)).toBe(
    "it has 1 matrices, and should have 2",
  );
  expect(disagreement({ ...reference, after: [[4, 5], []] }, reference)).toBe(
    "its matrix 2 has 0 entries, and should have 1",
  );
});

test("an outcome holds copies from before and after the steps, and ends early where a step is slow", async () => {
  const weights = [0];
  const attempt = {
    step() {
      weights[0] = (weights[0] as number) + 1;
      return weights[0];
    },
    results: () => [weights],
  };
  const { before, losses, after } = await outcomeOf(attempt, 2);
  expect({ before, losses, after }).toEqual({
    before: [Float64Array.of(0)],
    losses: [1, 2],
    after: [Float64Array.of(2)],
  });
  expect((await outcomeOf(attempt, 2, -1)).losses).toEqual([3]);
});
