import { expect, test } from "vitest";
import { hardTanh } from "./hard-tanh.ts";
import { tanh } from "./tanh.ts";

test("hard tanh is tanh's tangent at 0, never nearer to 0 than tanh, and 0.238 away from it at most", () => {
  const points = Array.from({ length: 601 }, (_, i) => (i - 300) / 100);
  const differences = points.map((x) => Math.abs(hardTanh.value(x)) - Math.abs(tanh.value(x)));
  expect(Math.min(...differences)).toBe(0);
  expect(Math.max(...differences)).toBeCloseTo(1 - tanh.value(1), 15);
});
