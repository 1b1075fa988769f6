import { expect, test } from "vitest";
import { gainAtZero } from "./gain-at-zero.ts";

test.each([
  [1, 1, 1],
  [0, 1, Math.SQRT2],
  [-1, 1, 1],
  [3, 4, Math.sqrt(2) / 5],
])("with the slopes %d and %d at 0 it is %d", (left, right, gain) => {
  expect(gainAtZero(left, right)).toBeCloseTo(gain, 15);
});
