import { evenlySpread, exactly, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { power } from "./power.ts";

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

/** Each base with an exponent from elsewhere in the other list: the two lists are spread alike. */
function pairs(bases: readonly number[], exponents: readonly number[]): [x: number, p: number][] {
  return bases.map((x, i) => [x, exponents[(i * 37) % exponents.length] as number]);
}

/** In units in the last place; x^p in 64 digits is e^(p ln x), which keeps more than 60. */
function error(x: number, p: number): number {
  return unitsInTheLastPlace(exactly(x).ln().times(exactly(p)).exp(), power(x, p));
}

describe("in units in the last place", () => {
  test("x³ and 1/√x are within 2, √x, x² and 1/x correctly rounded", () => {
    for (const x of evenlySpread(0, 10, 200)) {
      for (const p of [3, -0.5]) expect(error(x, p), `${x} to the power of ${p}`).toBeLessThan(2);
      for (const p of [0.5, 2, -1]) expect(error(x, p), `${x} to the power of ${p}`).toBeLessThanOrEqual(0.5);
    }
  });

  test.each([
    ["usual bases and exponents", evenlySpread(0, 10, 200), evenlySpread(-50, 50, 200)],
    ["whole exponents", evenlySpread(0.01, 10, 197), Array.from({ length: 197 }, (_, i) => i - 98)],
    ["far bases", evenlySpread(1e100, 1e300, 200), evenlySpread(-1.02, 1.02, 200)],
    ["subnormal bases", evenlySpread(0, 2 ** -1022, 200), evenlySpread(-0.99, 1, 200)],
  ])("%s: within 1", (_, bases, exponents) => {
    for (const [x, p] of pairs(bases, exponents)) {
      if (p !== 3) expect(error(x, p), `${x} to the power of ${p}`).toBeLessThan(1);
    }
  });

  // An error of ln x counts p times.
  test.each([
    ["from √½ to √2", evenlySpread(0.71, 1.41, 300)],
    ["next to 1", evenlySpread(1 - 1e-9, 1 + 1e-9, 200)],
    ["of any size", evenlySpread(-300, 300, 200).map((exponent) => 10 ** exponent)],
  ])("bases %s to the most that neither over- nor underflows: within 1.5", (_, bases) => {
    for (const [x, exponentOfE] of pairs(bases, evenlySpread(-745, 709, bases.length))) {
      const p = exponentOfE / Math.log(x);
      expect(error(x, p), `${x} to the power of ${p}`).toBeLessThan(1.5);
    }
  });
});

test("is exact where x^p is a float64: powers from the fourth on below 2⁵³, powers of roots, and powers of 2", () => {
  for (let base = 2; base ** 4 < 2 ** 53; base++) {
    // Each product is a whole number below 2⁵³, so nothing is rounded.
    for (let [p, product] = [4, base * base * base * base]; product < 2 ** 53; p++, product *= base) {
      if (power(base, p) !== product) expect([base, p, power(base, p)]).toEqual([base, p, product]);
      if (power(-base / 8, p) !== product * (p % 2 === 0 ? 1 : -1) * 2 ** (-3 * p))
        expect([-base / 8, p]).toEqual([]);
    }
  }
  for (let root = 1; root < 2000; root++) {
    expect([power(root ** 2, 1.5), power(root ** 4, 0.75)]).toEqual([root ** 3, root ** 3]);
  }
  expect(power(10, 22)).toBe(1e22);
  for (let p = -1074; p <= 1023; p++) expect(power(2, p)).toBe(2 ** p);
});

test("a small number to a negative whole power is not lost where the positive one underflows", () => {
  expect(power(2, -1074)).toBe(5e-324);
  expect(power(0.5, -1023)).toBe(2 ** 1023);
  expect(power(-0.5, -1023)).toBe(-(2 ** 1023));
});
