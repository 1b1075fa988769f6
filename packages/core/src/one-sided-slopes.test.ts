import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkGradient } from "./gradient-check.ts";
import { matrix } from "./matrix.ts";

/** The check of f at x, where the tape is told that the slope is `received`. */
const check = (f: (x: number) => number, x: number, received: number, upstream = 1) =>
  checkGradient(
    (_, x) => x.apply({ name: "f", value: f, derivative: () => received }),
    [matrix(1, 1, [x], "f64")],
    { upstream },
  );
const upstream = fc.constantFrom(1, 1e-15);

describe("a kink beside x", () => {
  // A distance below 1e-13 can hardly be told from rounding, and the kink counts as being at x.
  const distance = fc.double({ min: -13, max: -5.001, noNaN: true }).map((power) => 10 ** power);
  const relu = (x: number) => Math.max(x, 0);

  test("at any distance leaves one right gradient, that of x itself", () => {
    fc.assert(
      fc.property(distance, fc.constantFrom(1, -1), upstream, (distance, side, upstream) => {
        const x = side * distance;
        const slope = side === 1 ? 1 : 0;
        expect(check(relu, x, slope, upstream)).toMatchObject({ passed: true, kinks: [] });
        for (const wrong of [1 - slope, slope + 1e-5, slope - 1e-5]) {
          expect(check(relu, x, wrong, upstream).passed).toBe(false);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("rounding is never taken for a slope of 0", () => {
  test.each([
    ["10¹⁰ + x", (x: number) => 1e10 + x, 0.3],
    ["10¹¹ + x", (x: number) => 1e11 + x, 0.3],
    ["(10¹⁰ + x) − 10¹⁰ at 0", (x: number) => 1e10 + x - 1e10, 0],
    ["(10¹⁰ + x) − 10¹⁰", (x: number) => 1e10 + x - 1e10, 0.3],
    ["tanh 14", Math.tanh, 14],
    ["tanh 15", Math.tanh, 15],
  ])("of %s", (_, f, x) => {
    expect(check(f, x, 0).passed).toBe(false);
    expect(check(f, x, 0, 1e-15).passed).toBe(false);
  });

  test("of s·x beside numbers that swamp it", () => {
    const power = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((p) => 10 ** p);
    const x = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(power(-2, 4), power(0, 8), x, upstream, (s, c, x, upstream) => {
        expect(check((x) => c + s * x - c, x, 0, upstream).passed).toBe(false);
        expect(check((x) => c + s * x - c, x, -s, upstream).passed).toBe(false);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
