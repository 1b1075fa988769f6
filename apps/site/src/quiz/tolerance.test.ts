import { describe, expect, test } from "vitest";
import { distanceInWords, isWithin, readTolerance, toleranceInWords } from "./tolerance.ts";

const words = (text: string) => text.replaceAll("\u{A0}", " ");

describe("readTolerance", () => {
  test.each([
    ["a factor of 10", { kind: "factor", factor: 10 }],
    ["a factor of 1.5", { kind: "factor", factor: 1.5 }],
    ["5 %", { kind: "share", share: 0.05 }],
    ["25%", { kind: "share", share: 0.25 }],
    ["3", { kind: "distance", distance: 3 }],
    ["0", { kind: "distance", distance: 0 }],
  ])("takes %j", (text, tolerance) => {
    expect(readTolerance(text)).toEqual(tolerance);
  });

  test.each(["", "ten", "a factor of ten", "a factor of 1", "a factor of 0", "0 %", "-3", "1e3", "a bit"])(
    "refuses %j, and says what it takes",
    (text) => {
      expect(() => readTolerance(text)).toThrow(/"a factor of 10", "5 %" or a number/);
    },
  );
});

describe("isWithin", () => {
  test.each([
    ["a factor of 10", 1e-6, 9.5e-7, true],
    ["a factor of 10", 1e-5, 1e-6, true],
    ["a factor of 10", 1e-7, 1e-6, true],
    ["a factor of 10", 1.01e-5, 1e-6, false],
    ["a factor of 10", -1e-6, 1e-6, false],
    ["a factor of 10", -2, -1, true],
    ["a factor of 10", 0, 1e-300, false],
    ["a factor of 10", 1e-300, 0, false],
    ["a factor of 10", 0, 0, true],
    ["a factor of 10", 1e300, 1e-300, false],
    ["a factor of 10", 5e-324, 1e-323, true],
    ["10 %", 0.33, 0.3, true],
    ["10 %", 0.27, 0.3, true],
    ["10 %", 0.331, 0.3, false],
    ["10 %", -1.1, -1, true],
    ["10 %", 1e-9, 0, false],
    ["3", 47, 44, true],
    ["3", 40.9, 44, false],
    ["0", 1, 1, true],
    ["0", 1 + 2 ** -52, 1, false],
    ["10 %", 1e308, -1e308, false],
  ])("within %s, %d for %d: %s", (tolerance, prediction, value, holds) => {
    expect(isWithin(readTolerance(tolerance), prediction, value)).toBe(holds);
  });
});

test.each([
  ["a factor of 10", "", "It holds within a factor of 10."],
  ["5 %", "layers", "It holds within 5 %."],
  ["3", "layers", "It holds within 3 layers."],
  ["3", "", "It holds within 3."],
  ["0", "layers", "It holds when it is exactly right."],
])("a tolerance of %s, unit %j, in words", (tolerance, unit, expected) => {
  expect(words(toleranceInWords(readTolerance(tolerance), unit))).toBe(expected);
});

test.each([
  ["a factor of 10", 1, 1, "exactly right"],
  ["a factor of 10", 0, 0, "exactly right"],
  ["a factor of 10", 0.1 + 0.2, 0.3, "exactly right"],
  ["a factor of 10", 1.1, 1, "10 % too large"],
  ["a factor of 10", 0.75, 1, "25 % too small"],
  ["a factor of 10", -1.1, -1, "10 % too large in size"],
  ["a factor of 10", 20, 1, "20 times too large"],
  ["a factor of 10", 1e-3, 2e-2, "20 times too small"],
  ["a factor of 10", 1, 1e-30, "10³⁰ times too large"],
  ["a factor of 10", 1e-300, 1e300, "10⁶⁰⁰ times too small"],
  ["a factor of 10", 0.75, 0, "off by 0.75"],
  ["a factor of 10", -1, 1, "off by 2"],
  ["3", 50, 44, "off by 6 layers"],
  ["10 %", 1e308, -1e308, "off by infinity layers"],
])("within %s, %d for %d is %s", (tolerance, prediction, value, expected) => {
  const unit = expected.includes("layers") ? "layers" : "";
  expect(words(distanceInWords(readTolerance(tolerance), prediction, value, unit))).toBe(expected);
});
