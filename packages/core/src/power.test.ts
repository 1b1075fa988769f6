import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactly, unitsOff } from "./exact-numbers.ts";
import { power } from "./power.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("special values are those of the operator **", () => {
  const bases = [0, -0, 1, -1, 2, -2, 0.5, -0.5, Infinity, -Infinity, Number.NaN];
  const exponents = [
    0,
    1,
    2,
    3,
    -1,
    -2,
    -3,
    0.5,
    -0.5,
    1.5,
    -1.5,
    2000,
    2001,
    -2001,
    1e300,
    -1e300,
    Infinity,
    -Infinity,
    Number.NaN,
  ];
  test.each(exponents)("x to the power of %d", (p) => {
    for (const x of bases) {
      const [expected, received] = [x ** p, power(x, p)];
      if (expected === 0 || !Number.isFinite(expected)) expect([x, received]).toEqual([x, expected]);
      else expect(Math.abs(received / expected - 1)).toBeLessThan(1e-15);
    }
  });
});

test("whole powers are within |p| units in the last place", () => {
  fc.assert(
    fc.property(between(0.01, 10), fc.integer({ min: -60, max: 60 }), (x, p) => {
      const bound = Math.max(1, Math.abs(p));
      expect(unitsOff(power(x, p), exactly(x).pow(exactly(p)))).toBeLessThanOrEqual(bound);
      expect(power(-x, p)).toBe(p % 2 === 0 ? power(x, p) : -power(x, p));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("square roots are within 2, other powers within |p ln x| + 2", () => {
  fc.assert(
    fc.property(between(1e-5, 1e5), fc.oneof(fc.constantFrom(0.5, -0.5), between(-50, 50)), (x, p) => {
      const bound = Math.abs(p) === 0.5 ? 2 : Math.abs(p) * Math.abs(Math.log(x)) + 2;
      expect(unitsOff(power(x, p), exactly(x).pow(exactly(p)))).toBeLessThanOrEqual(bound);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("a small number to a negative whole power is not lost where the positive one underflows", () => {
  expect(power(2, -1074)).toBe(5e-324);
  expect(power(0.5, -1023)).toBe(2 ** 1023);
  expect(power(-0.5, -1023)).toBe(-(2 ** 1023));
});
