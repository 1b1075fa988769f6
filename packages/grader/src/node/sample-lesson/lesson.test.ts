import { matchers } from "@vanishing/checks";
import { describe, expect, test } from "vitest";
// @ts-expect-error: the grader resolves it; this package has no import map of its own.
import { double, triple } from "#exercise/sample-lesson";

expect.extend(matchers);

const agreement = { why: "Numbers grow.", inputs: [[1], [-2]], tolerance: 0, toleranceFrom: "whole numbers" };

describe("double", () => {
  test("gives twice as much", () => {
    expect(double).toAgreeWith((x: number) => 2 * x, agreement);
  });
});

describe("triple", () => {
  test.each([1, -2])("gives three times %d", (x) => {
    expect(triple(x)).toBe(3 * x);
  });
});
