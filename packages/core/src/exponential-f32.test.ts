import { describe, expect, test } from "vitest";
import { sigmoid, sigmoidDerivative, tanh, tanhDerivative } from "./elementary.ts";
import { exp, log } from "./exponential.ts";
import {
  expF32,
  expOfSumF32,
  logF32,
  sigmoidDerivativeF32,
  sigmoidF32,
  tanhDerivativeF32,
  tanhF32,
} from "./exponential-f32.ts";
import { float32Numbers, float32UnitsOff } from "./float32-numbers.ts";

// Prime, so that the last bits of the numbers come in no pattern. About 200,000 numbers.
const stride = 20_011;
/** Where the functions go from one form to another, over- or underflow. */
const turns = [
  -104,
  -103.972,
  -87.336,
  -51.986,
  -0.34657,
  0,
  0.34657,
  0.625,
  -0.625,
  Math.SQRT1_2,
  1,
  Math.SQRT2,
  16.6355,
  88.7228,
];

// The float64 functions are the reference: their errors are below a millionth of a float32 unit.
describe("over all float32 numbers, in units in the last place", () => {
  test.each([
    ["exp", 1, expF32, exp, 0, Infinity],
    ["log", 1, logF32, log, -Infinity, Infinity],
    ["sigmoid", 2, sigmoidF32, sigmoid, 0, 1],
    ["sigmoid′", 3, sigmoidDerivativeF32, sigmoidDerivative, 0, 1 / 4],
    ["tanh", 2, tanhF32, tanh, -1, 1],
    ["tanh′", 3, tanhDerivativeF32, tanhDerivative, 0, 1],
  ] as const)(
    "%s is within %d, is a float32 value, and stays in its range",
    (_, bound, f, reference, least, most) => {
      let worst = { off: 0, x: 0 };
      for (const x of float32Numbers(stride, turns)) {
        const y = f(x);
        if (Number.isNaN(x)) expect(y).toBe(Number.NaN);
        if (Number.isNaN(x) || Object.is(y, reference(x))) continue;
        if (Math.fround(y) !== y || !(y >= least && y <= most))
          expect([x, y]).toBe("a float32 value in range");
        // Beyond the largest float32 number, the reference is rounded as the result is.
        const off = Math.fround(reference(x)) === y ? 0 : float32UnitsOff(y, reference(x));
        if (!(off <= worst.off)) worst = { off, x };
      }
      expect(worst.off, `at x = ${worst.x}`).toBeLessThan(bound);
      expect(worst.off).toBeGreaterThan(0);
    },
  );

  test("tanh is odd and both derivatives are even, to the bit", () => {
    for (const x of float32Numbers(10 * stride, [])) {
      if (Number.isNaN(x)) continue;
      expect(tanhF32(-x)).toBe(-tanhF32(x));
      expect(tanhDerivativeF32(-x)).toBe(tanhDerivativeF32(x));
      expect(sigmoidDerivativeF32(-x)).toBe(sigmoidDerivativeF32(x));
    }
  });
});

test.each([
  ["exp", expF32, 0, 1],
  ["exp", expF32, -Infinity, 0],
  ["exp", expF32, Infinity, Infinity],
  ["exp", expF32, 88.72283935546875, Infinity],
  ["exp", expF32, Math.fround(-103.9), 2 ** -149],
  ["log", logF32, 1, 0],
  ["log", logF32, 0, -Infinity],
  ["log", logF32, -0, -Infinity],
  ["log", logF32, -1, Number.NaN],
  ["log", logF32, -Infinity, Number.NaN],
  ["log", logF32, Infinity, Infinity],
  ["sigmoid", sigmoidF32, 0, 1 / 2],
  ["sigmoid", sigmoidF32, -Infinity, 0],
  ["sigmoid", sigmoidF32, Infinity, 1],
  ["sigmoid′", sigmoidDerivativeF32, 0, 1 / 4],
  ["sigmoid′", sigmoidDerivativeF32, -Infinity, 0],
  ["tanh", tanhF32, -0, -0],
  ["tanh", tanhF32, Math.fround(1e-30), Math.fround(1e-30)],
  ["tanh", tanhF32, -Infinity, -1],
  ["tanh′", tanhDerivativeF32, 0, 1],
  ["tanh′", tanhDerivativeF32, Infinity, 0],
] as const)("%s: %o ↦ %o", (_, f, x, expected) => {
  expect(f(x)).toBe(expected);
});

test("the derivatives are positive until they round to 0, where 1 − tanh² has long lost all digits", () => {
  expect(sigmoidDerivativeF32(103.9)).toBeGreaterThan(0);
  expect(sigmoidDerivativeF32(104)).toBe(0);
  expect(tanhDerivativeF32(51.9)).toBeGreaterThan(0);
  expect(tanhF32(10)).toBe(1);
  expect(tanhDerivativeF32(10)).toBeGreaterThan(8e-9);
});

test("the exponential of a sum keeps what one float32 exponent could not hold", () => {
  for (const [head, tail] of [
    [-50, 0.03125],
    [-81, -(2 ** -20)],
    [10, 2 ** -22],
  ] as const) {
    expect(float32UnitsOff(expOfSumF32(head, tail), exp(head + tail))).toBeLessThan(1.4);
  }
});
