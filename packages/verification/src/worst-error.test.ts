import { expect, test } from "vitest";
import { nextUp } from "./floats.ts";
import { worstError } from "./worst-error.ts";

test("names the largest error and its place", () => {
  const wrongAtThree = (x: number) => (x === 3 ? nextUp(nextUp(3)) : x === 5 ? nextUp(5) : x);
  expect(worstError([1, 3, 5, 7], (x) => x, wrongAtThree)).toEqual({ units: 2, x: 3 });
});

test("NaN is the worst of all", () => {
  expect(
    worstError(
      [2, 4],
      (x) => x.sqrt(),
      (x) => (x === 4 ? Number.NaN : Math.sqrt(x)),
    ),
  ).toEqual({ units: Infinity, x: 4 });
});

test("refuses to say anything of no points", () => {
  expect(() =>
    worstError(
      [],
      (x) => x,
      (x) => x,
    ),
  ).toThrow(TypeError);
});
