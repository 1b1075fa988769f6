import {
  type BigNumber,
  evenlySpread,
  exactly,
  unitsInTheLastPlace,
  worstError,
} from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { exp, expm1, expOfSum, log, log1p, polynomial } from "./exponential.ts";

const one = exactly(1);
const powersOfTen = Array.from({ length: 18 }, (_, i) => Number(`1e-${i + 1}`));
/** Numbers of every order of magnitude down to 1e-18, of either sign. */
const small = powersOfTen.flatMap((size) => [
  ...evenlySpread(size, 10 * size, 8),
  ...evenlySpread(-10 * size, -size, 8),
]);

describe("within 1 unit in the last place", () => {
  test.each([
    [
      "exp",
      exp,
      (x: BigNumber) => x.exp(),
      [
        [-1, 1],
        [-20, 20],
        [-745, 709],
        [-746, -700],
      ],
    ],
    [
      "expm1",
      expm1,
      (x: BigNumber) => x.exp().minus(one),
      [
        [-45, 45],
        [-1.1, 1.1],
        [40, 709],
      ],
    ],
    [
      "log",
      log,
      (x: BigNumber) => x.ln(),
      [
        [1e-9, 4],
        [0.7, 1.5],
        [0.999, 1.001],
        [0, 1e300],
      ],
    ],
    [
      "log1p",
      log1p,
      (x: BigNumber) => x.plus(one).ln(),
      [
        [-0.9999, 3],
        [-0.4, 0.5],
        [3, 1e18],
      ],
    ],
  ] as const)("%s", (name, f, expected, ranges) => {
    const points = [...ranges.flatMap(([from, to]) => evenlySpread(from, to, 200)), ...small];
    const worst = worstError(name === "log" ? points.filter((x) => x > 0) : points, expected, f);
    expect(worst.units, `at ${worst.x}`).toBeLessThan(1);
  });

  test.each([2e-3, 0.25, -0.25])("e^(head + tail), for tails up to %d", (largest) => {
    const heads = [...evenlySpread(-745, 709, 150), ...evenlySpread(-1, 1, 150)];
    const tails = evenlySpread(0, largest, heads.length);
    for (const [i, head] of heads.entries()) {
      const tail = tails[(i * 37) % tails.length] as number;
      const expected = exactly(head).plus(exactly(tail)).exp();
      expect(unitsInTheLastPlace(expected, expOfSum(head, tail)), `${head} + ${tail}`).toBeLessThan(1);
    }
  });
});

test("e^(x + 0) is e^x, also where it over- and underflows", () => {
  for (const x of [-Infinity, -1e300, -747, -746, -745, 709.5, 709.9, 710, 711, 1e300, Infinity]) {
    expect(expOfSum(x, 0)).toBe(exp(x));
  }
  expect(expOfSum(710.2, -0.25)).toBe(Infinity);
  expect(expOfSum(709.9, -0.25)).toBeLessThan(Infinity);
  expect(expOfSum(-745.3, 0.25)).toBe(Number.MIN_VALUE);
  expect(expOfSum(-745.3, -0.25)).toBe(0);
  expect([expOfSum(Number.NaN, 0), expOfSum(0, Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
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
    if (exponent !== 0) expect(unitsInTheLastPlace(exact, log(2 ** exponent))).toBeLessThan(1);
  }
});

test("a polynomial begins with its constant", () => {
  expect(polynomial(10, [1, 2, 3])).toBe(321);
  expect(polynomial(10, [])).toBe(0);
});
