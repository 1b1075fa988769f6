import { describe, expect, test } from "vitest";
import { float32UnitsInTheLastPlace } from "./float32-units.ts";

const least = 2 ** -149;
const largest = 2 ** 128 - 2 ** 104;

describe("float32UnitsInTheLastPlace", () => {
  test.each([0, least, 2 ** -126 - least, 2 ** -126, 1, 3, -40.75, largest, Infinity, -Infinity, Number.NaN])(
    "is 0 for %d itself",
    (x) => {
      expect(float32UnitsInTheLastPlace(x, x)).toBe(0);
    },
  );

  test("is 1 for the float32 above every power of two, the subnormal ones included", () => {
    const exponents = Array.from({ length: 277 }, (_, i) => i - 149);
    const unit = (e: number) => 2 ** Math.max(e - 23, -149);
    const wrong = exponents.filter((e) => float32UnitsInTheLastPlace(2 ** e, 2 ** e + unit(e)) !== 1);
    expect(wrong).toEqual([]);
    expect(float32UnitsInTheLastPlace(-1, -1 - unit(0))).toBe(1);
    expect(float32UnitsInTheLastPlace(0, least)).toBe(1);
  });

  test("takes the unit of what was expected: the next float32 below a power of two is nearer", () => {
    expect(float32UnitsInTheLastPlace(1, 1 - 2 ** -24)).toBe(1 / 2);
    expect(float32UnitsInTheLastPlace(1 - 2 ** -24, 1)).toBe(1);
  });

  test("takes the smaller unit just below a power of two, where the expected number rounds to that power", () => {
    expect(float32UnitsInTheLastPlace(1 - 2 ** -53, 1 - 2 ** -24)).toBeCloseTo(1, 8);
    expect(float32UnitsInTheLastPlace(2 ** -126 - 2 ** -170, 2 ** -126 - least)).toBeCloseTo(1, 5);
  });

  test("counts parts of a unit, also below the least number", () => {
    expect(float32UnitsInTheLastPlace(1 + 2 ** -25, 1)).toBe(1 / 4);
    expect(float32UnitsInTheLastPlace(2 ** -151, 0)).toBe(1 / 4);
    expect(float32UnitsInTheLastPlace(2 ** -151, least)).toBe(3 / 4);
  });

  test("correct rounding has at most half a unit", () => {
    expect(float32UnitsInTheLastPlace(1 / 3, Math.fround(1 / 3))).toBeLessThanOrEqual(1 / 2);
    expect(float32UnitsInTheLastPlace(1e-40, Math.fround(1e-40))).toBeLessThanOrEqual(1 / 2);
  });

  test("what is beyond the largest number counts as the one after it", () => {
    expect(float32UnitsInTheLastPlace(largest, Infinity)).toBe(1);
    expect(float32UnitsInTheLastPlace(-1e300, -largest)).toBe(1);
    expect(float32UnitsInTheLastPlace(1e39, Infinity)).toBe(0);
    expect(float32UnitsInTheLastPlace(Infinity, -Infinity)).toBe(2 ** 25);
    expect(float32UnitsInTheLastPlace(0, Infinity)).toBe(2 ** 277);
  });

  test("NaN is wrong by infinitely many where a number was expected, and so is a number in its place", () => {
    expect(float32UnitsInTheLastPlace(1, Number.NaN)).toBe(Infinity);
    expect(float32UnitsInTheLastPlace(Infinity, Number.NaN)).toBe(Infinity);
    expect(float32UnitsInTheLastPlace(Number.NaN, 1)).toBe(Infinity);
  });
});
