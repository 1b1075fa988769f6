import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { histogram, magnitudes } from "./histogram.ts";
import { matrix } from "./matrix.ts";

const row = (entries: number[], precision: "f32" | "f64" = "f64") =>
  matrix(1, entries.length, entries, precision);

describe("histogram", () => {
  test("counts in bins of equal width; the largest entry belongs to the last", () => {
    expect(histogram(row([0, 1, 1.99, 2, 3, 3.5, 8]), 4)).toEqual({
      from: 0,
      to: 8,
      counts: [3, 3, 0, 1],
      notFinite: 0,
    });
  });

  test("leaves NaN and infinities out, and counts them", () => {
    const m = row([-1, Number.NaN, 1, Infinity, -Infinity, 0.9]);
    expect(histogram(m, 2)).toEqual({ from: -1, to: 1, counts: [1, 2], notFinite: 3 });
  });

  test.each([
    ["equal entries", [5, 5, 5], { from: 5, to: 5, counts: [3, 0], notFinite: 0 }],
    ["no entry", [], { from: Number.NaN, to: Number.NaN, counts: [0, 0], notFinite: 0 }],
    [
      "the ends of float64",
      [-1.7e308, 1.7e308, 0],
      { from: -1.7e308, to: 1.7e308, counts: [1, 2], notFinite: 0 },
    ],
  ])("of %s", (_, entries, expected) => {
    expect(histogram(row(entries), 2)).toEqual(expected);
  });

  test("counts every finite entry once", () => {
    const entries = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1)));
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 30 }), (entries, bins) => {
        const { counts, notFinite } = histogram(row(entries), bins);
        expect(counts).toHaveLength(bins);
        expect(counts.reduce((sum, count) => sum + count, 0) + notFinite).toBe(entries.length);
        expect(notFinite).toBe(entries.filter((entry) => !Number.isFinite(entry)).length);
      }),
      { seed: 1 },
    );
  });

  test.each([0, -1, 2.5, Number.NaN, 10_001, "many"])("refuses %o bins", (bins) => {
    expect(() => histogram(row([1]), bins as number)).toThrow(
      /^histogram: expected a whole number of bins from 1 to 10,000/,
    );
  });
});

describe("magnitudes", () => {
  test("counts by power of ten, with the empty decades between", () => {
    expect(magnitudes(row([1000, -999.9, 0.5, 0, -0, Number.NaN, Infinity]))).toEqual({
      decades: [
        { exponent: -1, count: 1 },
        { exponent: 0, count: 0 },
        { exponent: 1, count: 0 },
        { exponent: 2, count: 1 },
        { exponent: 3, count: 1 },
      ],
      zeros: 2,
      notFinite: 2,
    });
  });

  test("puts every power of ten of float64 into its own decade", () => {
    for (let exponent = -323; exponent <= 308; exponent++) {
      expect(magnitudes(row([Number(`-1e${exponent}`)])).decades).toEqual([{ exponent, count: 1 }]);
    }
    expect(magnitudes(row([5e-324])).decades).toEqual([{ exponent: -324, count: 1 }]);
  });

  test("of nothing has no decades", () => {
    expect(magnitudes(row([0]))).toEqual({ decades: [], zeros: 1, notFinite: 0 });
  });
});
