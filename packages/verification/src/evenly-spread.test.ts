import { expect, test } from "vitest";
import { evenlySpread } from "./evenly-spread.ts";

test("leaves no part of the range out: 1000 points have no gap of 3/1000", () => {
  const points = [2, ...evenlySpread(2, 5, 1000), 5].sort((a, b) => a - b);
  expect(points[1]).toBeGreaterThan(2);
  expect(points.at(-2)).toBeLessThan(5);
  const gaps = points.slice(1).map((point, i) => point - (points[i] ?? Number.NaN));
  expect(Math.max(...gaps)).toBeLessThan((5 - 2) * (3 / 1000));
  expect(Math.min(...gaps)).toBeGreaterThan(0);
});

test("gives points of many bits, and the same ones again", () => {
  const points = evenlySpread(-1, 1, 100);
  expect(points.filter((x) => Math.fround(x) === x)).toEqual([]);
  expect(evenlySpread(-1, 1, 100)).toEqual(points);
});
