import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix } from "./matrix.ts";
import { norm, rms } from "./norm.ts";
import { normalMatrix, random } from "./random.ts";

const row = (entries: number[], precision: "f32" | "f64" = "f64") =>
  matrix(1, entries.length, entries, precision);

describe("norm and rms", () => {
  test("of (3, 4) are 5 and √(25 / 2)", () => {
    expect(norm(row([3, -4]))).toBe(5);
    expect(rms(row([3, -4]))).toBe(Math.sqrt(25 / 2));
  });

  test.each([
    ["f64", 1e-200],
    ["f64", 1e-310],
    ["f64", 5e-324],
    ["f64", 1e200],
    ["f32", 1e-30],
    ["f32", 1e-44],
    ["f32", 1e38],
  ] as const)("in %s neither over- nor underflow at %d", (precision, size) => {
    const m = row([size, size, size, size], precision);
    const entry = m.data[0] as number;
    expect(rms(m)).toBe(entry);
    expect(norm(m)).toBe(2 * entry);
  });

  test("rms stays finite where the norm is beyond float64", () => {
    const m = row([1.7e308, 1.7e308, 1.7e308, 1.7e308]);
    expect([rms(m), norm(m)]).toEqual([1.7e308, Infinity]);
  });

  test("scale with the matrix over 600 orders of magnitude", () => {
    const scale = fc.integer({ min: -1000, max: 1000 }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(scale, fc.integer({ min: 1, max: 20 }), fc.integer(), (factor, columns, seed) => {
        const m = normalMatrix(random(seed), 1, columns, 1, "f64");
        const scaled = row([...m.data].map((x) => factor * x));
        expect(norm(scaled) / factor / norm(m)).toBeCloseTo(1, 14);
        expect(rms(scaled) / factor / rms(m)).toBeCloseTo(1, 14);
      }),
      { seed: 1 },
    );
  });

  test("are 0 for zeros and for an empty matrix", () => {
    expect([norm(row([0, -0])), rms(row([0, -0])), norm(matrix(0, 3)), rms(matrix(0, 3))]).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test("let infinities and NaN through", () => {
    expect([norm(row([1, -Infinity])), rms(row([1, -Infinity]))]).toEqual([Infinity, Infinity]);
    expect([norm(row([1, Number.NaN])), rms(row([1e-300, Number.NaN]))]).toEqual([Number.NaN, Number.NaN]);
  });
});
