import { float32UnitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { erf, erfc, erfDerivative } from "./error-function.ts";
import { erfcF32, erfDerivativeF32, erfF32 } from "./error-function-f32.ts";
import { manyFloats } from "./test-support/float32-numbers.ts";

// With each function, inputs where its form or the kind of the result changes, and where the error is largest.
describe.each([
  {
    name: "erf",
    bound: 2,
    f: erfF32,
    reference: erf,
    around: [-0.84375, 0.84375, 0.8455, 3.9192, 10.25, 1e-30],
  },
  {
    name: "erfc",
    bound: 5,
    f: erfcF32,
    reference: erfc,
    around: [-10.25, -3.9, -0.84375, 1e-7, 0.84375, 1.72351, 9.19, 10.05, 10.197, 10.25],
  },
  {
    name: "erf′",
    bound: 3,
    f: erfDerivativeF32,
    reference: erfDerivative,
    around: [-8.41753, 1 / 256, 9.0625, 9.3, 10.197, 10.2, 10.25],
  },
])("$name", ({ f, reference, bound, around }) => {
  test(`is within ${bound} units in the last place, and a float32`, () => {
    let [worst, worstAt] = [0, 0];
    for (const x of manyFloats(around)) {
      const value = f(x);
      if (!Object.is(value, Math.fround(value))) expect(value).toBe(Math.fround(value));
      const off = float32UnitsInTheLastPlace(reference(x), value);
      if (!(off <= worst)) [worst, worstAt] = [off, x];
    }
    expect(worst, `at ${worstAt}`).toBeLessThan(bound);
  });
});

const smallest = 2 ** -149;
const largest = 2 ** 128 - 2 ** 104;

test.each([
  [0, 0, 1],
  [-0, -0, 1],
  [smallest, smallest, 1],
  [-smallest, -smallest, 1],
  [4, 1, Math.fround(erfc(4))],
  [-4, -1, 2],
  [10.0625, 1, 0],
  [largest, 1, 0],
  [-largest, -1, 2],
  [Infinity, 1, 0],
  [-Infinity, -1, 2],
  [Number.NaN, Number.NaN, Number.NaN],
])("erf %o = %o and erfc is %o", (x, ofErf, ofErfc) => {
  expect(erfF32(x)).toBe(ofErf);
  expect(float32UnitsInTheLastPlace(ofErfc, erfcF32(x))).toBeLessThan(5);
});

test.each([
  [0, Math.fround(2 / Math.sqrt(Math.PI))],
  [smallest, Math.fround(2 / Math.sqrt(Math.PI))],
  [10.125, Math.fround(erfDerivative(10.125))],
  [10.25, 0],
  [largest, 0],
  [-Infinity, 0],
  [Number.NaN, Number.NaN],
])("erf′(%o) = %o", (x, expected) => {
  expect(erfDerivativeF32(x)).toBe(expected);
});

test("to the last bit, erf is odd and erf′ even, and they stay within ±1 and erf′(0)", () => {
  fc.assert(
    fc.property(fc.oneof(fc.float(), fc.float({ min: -11, max: 11, noNaN: true })), (x) => {
      expect(erfF32(-x)).toBe(-erfF32(x));
      expect(erfDerivativeF32(-x)).toBe(erfDerivativeF32(x));
    }),
    { seed: 1, numRuns: 2000 },
  );
  for (const x of manyFloats([1e-4, 0.84375, 3.9])) {
    if (Math.abs(erfF32(x)) > 1) expect(erfF32(x)).toBe(1);
    if (erfDerivativeF32(x) > erfDerivativeF32(0)) expect(x).toBe(0);
  }
});
