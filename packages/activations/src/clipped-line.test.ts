import { describe, expect, test } from "vitest";
import { hardSigmoidFifth } from "./hard-sigmoid-fifth.ts";
import { hardSigmoidSixth } from "./hard-sigmoid-sixth.ts";
import { hardTanh } from "./hard-tanh.ts";
import { relu6 } from "./relu6.ts";

describe.each([
  { row: relu6, from: 0, to: 6, low: 0, high: 6, slope: 1 },
  { row: hardTanh, from: -1, to: 1, low: -1, high: 1, slope: 1 },
  { row: hardSigmoidSixth, from: -3, to: 3, low: 0, high: 1, slope: 1 / 6 },
  { row: hardSigmoidFifth, from: -2.5, to: 2.5, low: 0, high: 1, slope: 0.2 },
])("$row.name", ({ row, from, to, low, high, slope }) => {
  const beside = 2 ** -50;

  test("is a line between two points, and flat outside", () => {
    expect([-Infinity, from - 1, from, to, to + 1, Infinity].map(row.value)).toEqual([
      low,
      low,
      low,
      high,
      high,
      high,
    ]);
    expect(row.value((from + to) / 2)).toBe((low + high) / 2);
  });

  test("its slope is that on the left at both kinks", () => {
    expect([from, from + beside, to, to + beside].map(row.derivative)).toEqual([0, slope, slope, 0]);
    expect(row.secondDerivative(from + beside)).toBe(0);
    expect(row.kinks.map(({ at, left, right, derivative }) => [at, left, right, derivative])).toEqual([
      [from, 0, slope, 0],
      [to, slope, 0, slope],
    ]);
  });

  test("keeps the digits of a small distance from the lower kink", () => {
    expect(row.value(from + beside) - low).toBeCloseTo(slope * beside, 18);
  });

  test("reaches its bounds on whole stretches", () => {
    const [left, middle, right] = [
      { from: -Infinity, to: from },
      { from, to },
      { from: to, to: Infinity },
    ];
    expect(row.range).toEqual({
      infimum: { value: low, reached: true, where: [left, { from, to: from }] },
      supremum: { value: high, reached: true, where: [{ from: to, to }, right] },
    });
    expect(row.derivativeInfimum).toEqual({ value: 0, reached: true, where: [left, right] });
    expect(row.derivativeSupremum).toEqual({ value: slope, reached: true, where: [middle] });
  });
});
