import { expect, test } from "vitest";
import { digits, withDigits } from "./digits.ts";
import { exactly } from "./sixty-four-digits.ts";

const third = () => exactly(1).div(3).toString();

test("a computation has the digits that it is given, and 64 again after it", () => {
  expect(withDigits(5, () => [digits(), third()])).toEqual([5, "0.33333"]);
  expect(withDigits(70, third)).toBe(`0.${"3".repeat(70)}`);
  expect([digits(), third()]).toEqual([64, `0.${"3".repeat(64)}`]);
});

test("an error leaves the digits as they were", () => {
  const failing = () => {
    throw new Error("on purpose");
  };
  expect(() => withDigits(5, failing)).toThrow("on purpose");
  expect(digits()).toBe(64);
});
