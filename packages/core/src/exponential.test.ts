import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactly, unitsOff } from "./exact-numbers.ts";
import { exp, expm1, log, log1p, polynomial } from "./exponential.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Numbers of every order of magnitude down to 1e-18, of either sign. */
const small = fc
  .tuple(between(1, 10), fc.integer({ min: -18, max: -1 }), fc.constantFrom(-1, 1))
  .map(([x, exponent, sign]) => sign * x * Number(`1e${exponent}`));

describe("within 1 unit in the last place", () => {
  const one = exactly(1);
  test.each([
    [
      "exp",
      exp,
      (x: number) => exactly(x).exp(),
      [between(-20, 20), between(-745, 709), small, between(0.346, 0.347)],
    ],
    [
      "expm1",
      expm1,
      (x: number) => exactly(x).exp().minus(one),
      [between(-45, 45), between(-1.1, 1.1), between(40, 709), small],
    ],
    [
      "log",
      log,
      (x: number) => exactly(x).ln(),
      [between(1e-9, 4), between(0.999, 1.001), between(0, 1e300)],
    ],
    [
      "log1p",
      log1p,
      (x: number) => exactly(x).plus(one).ln(),
      [between(-0.9999, 3), between(3, 1e18), small],
    ],
  ] as const)("%s", (_, f, reference, ranges) => {
    fc.assert(
      fc.property(fc.oneof(...ranges), (x) => {
        // The reference has 64 digits, and e^x − 1 loses some of them.
        if (Math.abs(x) > 1e-40) expect(unitsOff(f(x), reference(x))).toBeLessThan(1);
      }),
      { seed: 1, numRuns: 1500 },
    );
  });
});

test.each([
  ["exp", exp, 0, 1],
  ["exp", exp, -0, 1],
  ["exp", exp, 1, Math.E],
  ["exp", exp, Infinity, Infinity],
  ["exp", exp, -Infinity, 0],
  ["exp", exp, 709.782712893384, 1.7976931348622732e308],
  ["exp", exp, 709.7827128933841, Infinity],
  ["exp", exp, -745.1332191019411, 5e-324],
  ["exp", exp, -745.1332191019412, 0],
  ["expm1", expm1, -0, -0],
  ["expm1", expm1, 1e-310, 1e-310],
  ["expm1", expm1, Infinity, Infinity],
  ["expm1", expm1, -Infinity, -1],
  ["expm1", expm1, 709.7827128933841, Infinity],
  ["log", log, 0, -Infinity],
  ["log", log, -0, -Infinity],
  ["log", log, 1, 0],
  ["log", log, -1, Number.NaN],
  ["log", log, -Infinity, Number.NaN],
  ["log", log, Infinity, Infinity],
  ["log", log, 5e-324, -744.4400719213812],
  ["log1p", log1p, -0, -0],
  ["log1p", log1p, 1e-310, 1e-310],
  ["log1p", log1p, -1, -Infinity],
  ["log1p", log1p, -1.5, Number.NaN],
  ["log1p", log1p, Infinity, Infinity],
] as const)("%s: %o ↦ %o", (_, f, x, expected) => {
  expect(f(x)).toBe(expected);
});

test("all pass NaN on", () => {
  expect([exp, expm1, log, log1p].map((f) => f(Number.NaN))).toEqual(new Array(4).fill(Number.NaN));
});

test("the logarithm of a power of two is that many ln 2, rounded once or twice", () => {
  for (let exponent = -1074; exponent <= 1023; exponent++) {
    const exact = exactly(2).ln().times(exponent);
    if (exponent !== 0) expect(unitsOff(log(2 ** exponent), exact)).toBeLessThan(1);
  }
});

test("a polynomial begins with its constant", () => {
  expect(polynomial(10, [1, 2, 3])).toBe(321);
  expect(polynomial(10, [])).toBe(0);
});
