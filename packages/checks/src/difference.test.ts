import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { difference } from "./difference.ts";

describe("difference", () => {
  test.each([
    [1, 1, 0],
    [1 + 1e-13, 1, 1e-12],
    [Number.NaN, Number.NaN, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0],
    [-0, 0, 0],
    [[1, 1e-20], [1, 0], 1e-12],
    [new Float64Array([1, 2]), [1, 2], 0],
    [[[1], [2]], [[1], [2]], 0],
    [[], [], 0],
    [{ a: 1, b: [2] }, { a: 1, b: [2] }, 0],
    [{ small: 1e-20, large: 1 }, { small: 0, large: 1 }, 1e-12],
  ])("%o agrees with %o within %d", (received, expected, tolerance) => {
    expect(difference(received, expected, tolerance)).toBeUndefined();
  });

  test.each([
    [1 + 1e-11, 1, "", undefined],
    [0, 1e-300, "", undefined],
    [[1, 5], [1, Number.NaN], "at [1]", "NaN is expected"],
    [[1, Number.NaN], [1, 5], "at [1]", "NaN means"],
    [1e-300, 0, "", undefined],
    [[1, 2.5], [1, 2], "at [1]", undefined],
    [[[1], [2.5]], [[1], [2]], "at [1][0]", undefined],
    [Number.POSITIVE_INFINITY, 1, "", undefined],
    [1, Number.POSITIVE_INFINITY, "", undefined],
    [Number.NaN, 1, "", "NaN means"],
    [undefined, 1, "", "is a return missing?"],
    [null, 1, "", "null"],
    ["1", 1, "", "a string"],
    [[1], 1, "", "a list"],
    [1, [1], "", "a list of length 1"],
    [[1, 2], [1], "", "length 2"],
    [[1, undefined], [1, 2], "at [1]", "undefined"],
    [{ length: 1, 0: 1 }, [1], "", "a list of length 1"],
    [{ a: 1, b: 3 }, { a: 1, b: 2 }, "at .b", undefined],
    [{ a: 1 }, { a: 1, b: 2 }, "at .b", "is a return missing?"],
    [[1], { a: 1 }, "", "an object with a"],
    [null, { a: 1 }, "", "an object with a"],
  ])("%o differs from %o", (received, expected, place, wrongKind) => {
    const found = difference(received, expected, 1e-12);
    expect(found?.place).toBe(place);
    if (wrongKind === undefined) expect(found?.wrongKind).toBeUndefined();
    else expect(found?.wrongKind).toContain(wrongKind);
  });

  test("a tolerance of 0 asks for equality, whatever the scale", () => {
    expect(difference([1e308, 0], [1e308, 1e-20], 0)).toBeDefined();
    expect(difference([1e308, 1e-20], [1e308, 1e-20], 0)).toBeUndefined();
  });

  test("reports the worst entry, relative to the largest magnitude", () => {
    expect(difference([101, 2, 0], [100, 0, 0], 1e-12)).toMatchObject({
      place: "at [1]",
      relativeError: 0.02,
    });
  });

  test("zero never agrees with a number that is not zero, however small", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (expected) => {
        fc.pre(expected !== 0);
        expect(difference(0, expected, 0.5)).toBeDefined();
      }),
      { seed: 7 },
    );
  });

  test("does not depend on the scale of the gradient", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 }),
        fc.integer({ min: -600, max: 600 }),
        (values, exponent) => {
          fc.pre(values.every((value) => value === 0 || Math.abs(value) > 1e-60));
          const scale = 2 ** exponent;
          const scaled = values.map((value) => value * scale);
          const off = values.map((value) => value * scale * (1 + 2 ** -20));
          expect(difference(off, scaled, 2 ** -19)).toBeUndefined();
          if (values.some((value) => value !== 0)) expect(difference(off, scaled, 2 ** -21)).toBeDefined();
        },
      ),
      { seed: 11 },
    );
  });
});
