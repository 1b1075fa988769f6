import { describe, expect, test } from "vitest";
import { describeValue, failure } from "./failure.ts";

test("an error names the operation, what was expected, what came and the likely fix", () => {
  expect(failure("matmul", "3 rows", "2", "transpose").message).toBe(
    "matmul: expected 3 rows, came 2. Likely fix: transpose.",
  );
});

describe("describeValue names", () => {
  test.each([
    [1.5, "1.5"],
    [Number.NaN, "NaN"],
    [null, "null"],
    [undefined, "undefined"],
    ["f16", '"f16"'],
    ["x".repeat(50), `"${"x".repeat(40)}…"`],
    [[1, 2], "an array of length 2"],
    [() => 1, "a function"],
    [new Map(), "an object (Map)"],
    [Object.create(null), "an object (no class)"],
    [10n, "10"],
    [Symbol("s"), "Symbol(s)"],
  ])("%o as %s", (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});
