import { describe, expect, test } from "vitest";
import { nextDown, nextUp } from "./floats.ts";
import { parse } from "./formulas.ts";
import { exactly, powerOfTwo } from "./sixty-four-digits.ts";
import { unitsInTheLastPlace } from "./units-in-the-last-place.ts";

const infinitely = parse("1").evaluate().div(0);

describe("unitsInTheLastPlace", () => {
  const normal = [1, -1, 0.1, 3, -40.7, 2 ** -1022, 1e300, Number.MAX_VALUE];
  const subnormal = [2 ** -1022 - Number.MIN_VALUE, 1e-310, Number.MIN_VALUE, 0];

  test.each([...normal, ...subnormal])("is 0 for %d itself", (x) => {
    expect(unitsInTheLastPlace(exactly(x), x)).toBe(0);
  });

  test.each([1, 0.1, 3, 2 ** -1022, 1e300, ...subnormal])("is 1 for the float64 above %d", (x) => {
    expect(unitsInTheLastPlace(exactly(x), nextUp(x))).toBe(1);
    expect(unitsInTheLastPlace(exactly(-x), nextDown(-x))).toBe(1);
  });

  test("takes the unit of what was expected: the next float64 below a power of two is nearer", () => {
    expect(unitsInTheLastPlace(exactly(1), nextDown(1))).toBe(1 / 2);
    expect(unitsInTheLastPlace(exactly(nextDown(1)), 1)).toBe(1);
  });

  test("finds the unit of every power of two", () => {
    const exponents = Array.from({ length: 2046 }, (_, i) => i - 1022);
    const wrong = exponents.filter((e) => unitsInTheLastPlace(powerOfTwo(e), nextUp(2 ** e)) !== 1);
    expect(wrong).toEqual([]);
  });

  test("takes the smaller unit just below a power of two, where the expected number rounds to that power", () => {
    const belowOne = exactly(1).minus(powerOfTwo(-100));
    expect(unitsInTheLastPlace(belowOne, nextUp(1))).toBeCloseTo(2, 12);
  });

  test("counts parts of a unit", () => {
    expect(unitsInTheLastPlace(exactly(1).plus(powerOfTwo(-54)), 1)).toBe(1 / 4);
    expect(unitsInTheLastPlace(powerOfTwo(-1076), 0)).toBe(1 / 4);
    expect(unitsInTheLastPlace(powerOfTwo(-1076), Number.MIN_VALUE)).toBe(3 / 4);
  });

  test("correct rounding has at most half a unit", () => {
    expect(unitsInTheLastPlace(exactly(1).div(3), 1 / 3)).toBeLessThanOrEqual(1 / 2);
    expect(unitsInTheLastPlace(exactly(2).sqrt(), Math.SQRT2)).toBeLessThanOrEqual(1 / 2);
  });

  test("Infinity counts as the float64 after the largest", () => {
    expect(unitsInTheLastPlace(exactly(Number.MAX_VALUE), Infinity)).toBe(1);
    expect(unitsInTheLastPlace(exactly(-Number.MAX_VALUE), -Infinity)).toBe(1);
    expect(unitsInTheLastPlace(powerOfTwo(1024), Infinity)).toBe(0);
    expect(unitsInTheLastPlace(exactly(1), Infinity)).toBeGreaterThan(1e300);
  });

  test("the wrong sign is far away", () => {
    expect(unitsInTheLastPlace(exactly(1), -1)).toBe(2 ** 53);
  });

  test("NaN is wrong by infinity", () => {
    expect(unitsInTheLastPlace(exactly(1), Number.NaN)).toBe(Infinity);
  });

  test.each([infinitely, infinitely.neg(), infinitely.times(0)])("refuses to expect %s", (expected) => {
    expect(() => unitsInTheLastPlace(expected, 1)).toThrow("finite");
  });
});
