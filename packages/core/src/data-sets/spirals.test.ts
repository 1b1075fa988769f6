import { expect, test } from "vitest";
import { random } from "../random.ts";
import { spirals } from "./spirals.ts";

const points = (examples: number, turns: number) => {
  const { inputs, targets } = spirals({ examples, turns, precision: "f64" }, random(1));
  return Array.from(targets.data, (target, i) => ({
    target,
    x: inputs.data[2 * i] ?? 0,
    y: inputs.data[2 * i + 1] ?? 0,
  }));
};

test.each([0.5, 1.5, 3])(
  "with %d turns each class is the curve r (cos 2π·turns·r, sin 2π·turns·r)",
  (turns) => {
    for (const { target, x, y } of points(40, turns)) {
      const sign = target === 0 ? 1 : -1;
      const radius = Math.hypot(x, y);
      expect(radius * 20).toBeCloseTo(Math.round(radius * 20), 12);
      expect(sign * x).toBeCloseTo(radius * Math.cos(2 * Math.PI * turns * radius), 13);
      expect(sign * y).toBeCloseTo(radius * Math.sin(2 * Math.PI * turns * radius), 13);
    }
  },
);

test("class 1 is class 0 turned by half a circle, to the last bit", () => {
  const all = points(40, 1.5);
  const text = (x: number, y: number) => `${x},${y}`;
  const first = all.filter(({ target }) => target === 0).map(({ x, y }) => text(-x, -y));
  const second = all.filter(({ target }) => target === 1).map(({ x, y }) => text(x, y));
  expect(first.sort()).toEqual(second.sort());
});

test.each([0, -1, Number.NaN, Infinity])("refuses %d turns", (turns) => {
  expect(() => spirals({ examples: 4, turns }, random(1))).toThrow(
    /^spirals: expected turns to be a finite number/,
  );
});
