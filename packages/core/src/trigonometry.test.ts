import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cos, sin } from "./trigonometry.ts";

// Whole numbers in units of 2^−300 stand for reals, so that the references below have 80 digits.
const bits = 300n;
const one = 1n << bits;

/** x as such a whole number, exactly: every float64 above 2^−200 is one. */
function exactly(x: number): bigint {
  let exponent = 0n;
  for (; !Number.isInteger(x); exponent++) x *= 2;
  return (BigInt(x) << bits) >> exponent;
}

/** Σ (−1)^k x^(2k + start) / (2k + start)!, the series of sin for start 1 and of cos for start 0. */
function series(x: bigint, start: 0n | 1n): bigint {
  let term = start === 0n ? one : x;
  let sum = 0n;
  for (let power = start; term !== 0n; power += 2n) {
    sum += term;
    term = (-term * x * x) / (one * one * (power + 1n) * (power + 2n));
  }
  return sum;
}

/** |value − exact| in units in the last place of the value. */
function unitsInTheLastPlace(value: number, exact: bigint): number {
  const unit = 2 ** Math.max(Math.floor(Math.log2(Math.abs(value))) - 52, -1074);
  return Number(exactly(value) - exact) / Number(exactly(unit));
}

// Evenly spread: fast-check's own doubles are mostly tiny or round, where little is lost.
const angle = fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((k) => (k / 2 ** 30) * 8 * Math.PI);

const functions = [
  { name: "sin", f: sin, start: 1n as const },
  { name: "cos", f: cos, start: 0n as const },
];

describe.each(functions)("$name", ({ f, start }) => {
  test("is within 1 unit in the last place on [−8π, 8π]", () => {
    fc.assert(
      fc.property(angle, (x) => {
        fc.pre(x !== 0);
        expect(Math.abs(unitsInTheLastPlace(f(x), series(exactly(x), start)))).toBeLessThan(1);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test("is within 1 unit in the last place next to each multiple of π/4, where digits cancel", () => {
    for (let quarter = -32; quarter <= 32; quarter++) {
      for (const factor of [1 - 2 ** -40, 1 - 2 ** -53, 1, 1 + 2 ** -52, 1 + 2 ** -20]) {
        const x = (quarter * Math.PI * factor) / 4;
        if (x === 0) continue;
        expect(Math.abs(unitsInTheLastPlace(f(x), series(exactly(x), start)))).toBeLessThan(1);
      }
    }
  });

  test("agrees with the engine's own up to 2²⁰ within 2 units of the largest value", () => {
    const engine = start === 1n ? Math.sin : Math.cos;
    fc.assert(
      fc.property(fc.double({ min: -(2 ** 20), max: 2 ** 20, noNaN: true }), (x) => {
        expect(Math.abs(f(x) - engine(x))).toBeLessThanOrEqual(2 * 2 ** -53);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test("NaN and infinities give NaN", () => {
    expect([Number.NaN, Infinity, -Infinity].map(f)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test.each([2 ** 20 + 1, -1e300])("refuses %d", (x) => {
    expect(() => f(x)).toThrow(/expected an angle from −2²⁰ to 2²⁰, came .*Likely fix/);
  });
});

test("sin is odd, cos even, to the last bit, and both stay within [−1, 1]", () => {
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (x) => {
      expect(sin(-x)).toBe(-sin(x));
      expect(cos(-x)).toBe(cos(x));
      expect(Math.max(Math.abs(sin(x)), Math.abs(cos(x)))).toBeLessThanOrEqual(1);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test.each([
  { name: "sin(0)", value: sin(0), expected: 0 },
  { name: "sin(−0)", value: sin(-0), expected: -0 },
  { name: "cos(0)", value: cos(0), expected: 1 },
  { name: "sin(π/2)", value: sin(Math.PI / 2), expected: 1 },
  { name: "sin(5e−324)", value: sin(5e-324), expected: 5e-324 },
  // The float64 next to π is 1.2246467991473531772e-16 below it.
  { name: "sin(π)", value: sin(Math.PI), expected: 1.2246467991473531772e-16 },
  { name: "cos(π)", value: cos(Math.PI), expected: -1 },
])("$name is exactly $expected", ({ value, expected }) => {
  expect(value).toBe(expected);
});
