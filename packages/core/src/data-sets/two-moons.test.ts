import { expect, test } from "vitest";
import { random } from "../random.ts";
import { twoMoons } from "./two-moons.ts";

/** The points of one class, in order of the angle that they were made from. */
function moon(examples: number, target: 0 | 1): [number, number][] {
  const { inputs, targets } = twoMoons({ examples, precision: "f64" }, random(5));
  const points = Array.from({ length: examples }, (_, i): [number, number] => [
    inputs.data[2 * i] ?? 0,
    inputs.data[2 * i + 1] ?? 0,
  ]).filter((_, i) => targets.data[i] === target);
  // x falls along the outer moon and rises along the inner one.
  return points.sort(([a], [b]) => (target === 0 ? b - a : a - b));
}

test("the moons are the half circles of scikit-learn's make_moons, evenly spaced, both ends included", () => {
  const [outer, inner] = [moon(41, 0), moon(41, 1)];
  expect([outer.length, inner.length]).toEqual([20, 21]);
  outer.forEach(([x, y], k) => {
    const t = (Math.PI * k) / 19;
    expect(x).toBeCloseTo(Math.cos(t), 15);
    expect(y).toBeCloseTo(Math.sin(t), 15);
  });
  inner.forEach(([x, y], k) => {
    const t = (Math.PI * k) / 20;
    expect(x).toBeCloseTo(1 - Math.cos(t), 15);
    expect(y).toBeCloseTo(1 - Math.sin(t) - 0.5, 15);
  });
});

// t is 0, π/2 and π on both moons.
test("six points stand at the ends and in the middle of the half circles", () => {
  const rounded = (points: [number, number][]) =>
    points.map((point) => point.map((c) => Number(c.toFixed(12)) + 0));
  expect(rounded(moon(6, 0))).toEqual([
    [1, 0],
    [0, 1],
    [-1, 0],
  ]);
  expect(rounded(moon(6, 1))).toEqual([
    [0, 0.5],
    [1, -0.5],
    [2, 0.5],
  ]);
});

test("the points are shuffled: both classes are in the first half", () => {
  const { targets } = twoMoons({ examples: 100 }, random(1));
  expect(new Set(targets.data.subarray(0, 50))).toEqual(new Set([0, 1]));
});
