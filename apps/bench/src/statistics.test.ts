import { describe, expect, test } from "vitest";
import { median, quantile } from "./statistics.ts";

describe("quantile", () => {
  test.each([
    { sample: [3], share: 0.7, value: 3 },
    { sample: [4, 1, 3, 2], share: 0, value: 1 },
    { sample: [4, 1, 3, 2], share: 1, value: 4 },
    { sample: [4, 1, 3, 2], share: 0.25, value: 1.75 },
    { sample: [10, 9, 100], share: 0.5, value: 10 },
  ])("of $sample at $share is $value", ({ sample, share, value }) => {
    expect(quantile(sample, share)).toBe(value);
  });

  test("leaves the sample as it was", () => {
    const sample = [2, 1];
    quantile(sample, 0.5);
    expect(sample).toEqual([2, 1]);
  });

  test("refuses an empty sample and a share that is none", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

test("the median is the middle one of three, and between the middle two of four", () => {
  expect(median([100, 1, 2])).toBe(2);
  expect(median([1, 100, 2, 4])).toBe(3);
});
