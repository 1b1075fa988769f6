import { describe, expect, test } from "vitest";
import { formatNumber, formatPercent, powerOfTen } from "./format.ts";

describe("formatNumber", () => {
  test.each([
    [0, "0"],
    [1, "1"],
    [0.25, "0.25"],
    [0.23605, "0.236"],
    [0.001, "0.001"],
    [0.00099, "9.9\u{A0}×\u{A0}10⁻⁴"],
    [0.5 ** 10, "9.77\u{A0}×\u{A0}10⁻⁴"],
    [1e-5, "10⁻⁵"],
    [Number.MIN_VALUE, "4.94\u{A0}×\u{A0}10⁻³²⁴"],
    [2000, "2,000"],
    [1234.4, "1,234"],
    [406.31, "406"],
    [1e6, "10⁶"],
    [-0.5, "−0.5"],
    [Number.POSITIVE_INFINITY, "infinity"],
    [Number.NaN, "not a number"],
  ])("%s reads %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test("more digits on demand", () => {
    expect(formatNumber(0.41997434161402614, 12)).toBe("0.419974341614");
  });
});

test("formatPercent reads a share of one", () => {
  expect(formatPercent(0.5 ** 10)).toBe("0.0977\u{A0}%");
});

test.each([
  [0, "1"],
  [1, "10"],
  [2, "10²"],
  [-324, "10⁻³²⁴"],
])("10 to the power %s reads %s", (exponent, text) => {
  expect(powerOfTen(exponent)).toBe(text);
});
