import { expect, test } from "vitest";
import { nextDown, nextUp, withNeighbours } from "./floats.ts";

test.each([
  [0, Number.MIN_VALUE],
  [-0, Number.MIN_VALUE],
  [1, 1 + Number.EPSILON],
  [1 - Number.EPSILON / 2, 1],
  [-1, -1 + Number.EPSILON / 2],
  [-Number.MIN_VALUE, 0],
  [Number.MAX_VALUE, Infinity],
])("nextUp(%d) is %d", (x, above) => {
  expect(nextUp(x) === above).toBe(true);
  expect(nextDown(-x) === -above).toBe(true);
});

test("withNeighbours gives the point in the middle of its neighbours", () => {
  const step = Number.EPSILON;
  expect(withNeighbours(1.5, 2)).toEqual([1.5 - 2 * step, 1.5 - step, 1.5, 1.5 + step, 1.5 + 2 * step]);
});
