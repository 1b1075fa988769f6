import fc from "fast-check";
import { expect, test } from "vitest";
import { sumInLanes } from "./lanes.ts";

test("adds lane by lane, and then the lanes in pairs", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (terms) => {
      const lane = (number: number) =>
        terms.filter((_, place) => place % 4 === number).reduce((sum, term) => sum + term, 0);
      const expected = lane(0) + lane(1) + (lane(2) + lane(3));
      expect(sumInLanes(terms.length, (place) => terms[place] as number)).toBe(expected);
    }),
    { seed: 1 },
  );
});

test("the order shows: one long chain would lose the 1", () => {
  const terms = [2 ** 53, 1, -(2 ** 53), 0];
  // (2⁵³ + 1) + (−2⁵³ + 0): 2⁵³ + 1 rounds to 2⁵³. With the 1 in lane 3 it meets −2⁵³ first, and stays.
  expect(sumInLanes(4, (place) => terms[place] as number)).toBe(0);
  const moved = [2 ** 53, 0, -(2 ** 53), 1];
  expect(sumInLanes(4, (place) => moved[place] as number)).toBe(1);
});

test("the sum of no terms is 0, and each place is asked for once, in order", () => {
  expect(sumInLanes(0, () => Number.NaN)).toBe(0);
  const asked: number[] = [];
  sumInLanes(7, (place) => asked.push(place));
  expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
