import { expect, test } from "vitest";
import { zero } from "./zero.ts";

test("is 0 for every number, the infinities among them, and NaN for NaN", () => {
  for (const x of [-Infinity, -1, -0, 0, 3, Infinity]) expect(zero(x)).toBe(0);
  expect(zero(Number.NaN)).toBeNaN();
});
