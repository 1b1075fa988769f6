import {
  type BigNumber,
  erfc as erfcExactly,
  erf as erfExactly,
  evenlySpread,
  exactly,
  parse,
  worstError,
} from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { erf, erfc, erfDerivative, square } from "./error-function.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const erfDerivativeExactly = parse("2 / sqrt(pi) * exp(-x^2)").compile();

describe("in units in the last place", () => {
  test.each([
    [
      "erf",
      1,
      erf,
      erfExactly,
      [
        [-0.9, 0.9],
        [0.8, 1.3],
        [-6, 6],
        [-1e-9, 1e-9],
      ],
    ],
    [
      "erfc",
      3,
      erfc,
      erfcExactly,
      [
        [-6, 1.3],
        [0.8, 1.3],
        [1.2, 3],
        [3, 27.2],
      ],
    ],
    [
      "erf′",
      2,
      erfDerivative,
      (x: BigNumber): BigNumber => erfDerivativeExactly.evaluate({ x }),
      [
        [-2, 2],
        [-27.2, 27.2],
        [26, 27.3],
      ],
    ],
  ] as const)("%s is within %d", (_, bound, f, expected, ranges) => {
    const points = ranges.flatMap(([from, to]) => evenlySpread(from, to, 150));
    const worst = worstError(points, expected, f);
    expect(worst.units, `at ${worst.x}`).toBeLessThan(bound);
  });
});

test("the square in two parts is exact to 2⁻⁷⁰", () => {
  for (const x of [...evenlySpread(-30, 30, 300), ...evenlySpread(0, 1e-9, 20)]) {
    const { head, tail } = square(x);
    const exact = exactly(x).pow(2);
    expect(exactly(head).plus(exactly(tail)).minus(exact).div(exact).abs().toNumber()).toBeLessThan(2 ** -70);
    expect(Math.abs(tail)).toBeLessThanOrEqual(2 ** -22 * head);
  }
});

test.each([
  [0, 0, 1],
  [-0, -0, 1],
  [Infinity, 1, 0],
  [-Infinity, -1, 2],
  [28, 1, 0],
  [-28, -1, 2],
  [Number.NaN, Number.NaN, Number.NaN],
])("erf %d = %d and erfc is %d", (x, ofErf, ofErfc) => {
  expect([erf(x), erfc(x)]).toEqual([ofErf, ofErfc]);
});

test("erf is odd and stays within ±1, its derivative is even and largest at 0", () => {
  fc.assert(
    fc.property(between(-30, 30), (x) => {
      expect(erf(-x)).toBe(-erf(x));
      expect(Math.abs(erf(x))).toBeLessThanOrEqual(1);
      expect(erfDerivative(-x)).toBe(erfDerivative(x));
      expect(erfDerivative(x)).toBeLessThanOrEqual(erfDerivative(0));
    }),
    { seed: 1 },
  );
  expect(erfDerivative(0)).toBe(2 / Math.sqrt(Math.PI));
  expect([erfDerivative(28), erfDerivative(-Infinity), erfDerivative(Number.NaN)]).toEqual([
    0,
    0,
    Number.NaN,
  ]);
});
