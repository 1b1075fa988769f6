import { float32UnitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { geluDerivativeF32, geluF32 } from "./gelu-f32.ts";
import { standardNormalDensity, standardNormalDistribution } from "./normal-distribution.ts";
import { bitsOf, fromBits, manyFloats } from "./test-support/float32-numbers.ts";

const gelu = (x: number) => x * standardNormalDistribution(x);
/** For x up to 40 in size: beyond it both are 0 or 1 in float64. */
const geluDerivative = (x: number) => {
  const t = Math.min(Math.max(x, -40), 40);
  return standardNormalDistribution(t) + t * standardNormalDensity(t);
};

const zeroOfDerivative = -0.7517915246935645;

// With each function, inputs where its form or the kind of the result changes, and where the error is largest.
describe.each([
  {
    name: "GELU",
    bound: 3,
    f: geluF32,
    reference: (x: number) => gelu(Math.max(x, -40)),
    around: [-1.8406016, -0.84375, 0.84375, 0.384, -14.75, -14.356, -13.146, 1e-38, -1e-30],
  },
  {
    name: "GELU′",
    bound: 4,
    f: geluDerivativeF32,
    reference: geluDerivative,
    around: [-0.769079506, -0.5, 0.5, zeroOfDerivative, -1.7552489, -13.342, -14.541, -14.75, 1e-30],
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
  [0, 0, 0.5],
  [-0, -0, 0.5],
  [smallest, 0, 0.5],
  [2 * smallest, smallest, 0.5],
  [-2 * smallest, -smallest, 0.5],
  [8, 8, 1],
  [-14.375, -0, Math.fround(geluDerivative(-14.375))],
  [-14.75, -0, -0],
  [largest, largest, 1],
  [-largest, -0, -0],
  [Infinity, Infinity, 1],
  [-Infinity, -0, -0],
  [Number.NaN, Number.NaN, Number.NaN],
])("GELU(%o) = %o and GELU′ is %o", (x, value, derivative) => {
  expect(geluF32(x)).toBe(value);
  expect(geluDerivativeF32(x)).toBe(derivative);
});

test("the derivative has its digits on both sides of its zero", () => {
  const nearest = Math.fround(zeroOfDerivative);
  expect(nearest).toBeLessThan(zeroOfDerivative);
  expect(geluDerivativeF32(nearest)).toBeLessThan(0);
  expect(geluDerivativeF32(nearest + 2 ** -24)).toBeGreaterThan(0);
  expect(float32UnitsInTheLastPlace(geluDerivative(nearest), geluDerivativeF32(nearest))).toBeLessThan(1);
});

test("to the last bit, GELU(x) = x + GELU(−x) and GELU′(x) = 1 − GELU′(−x) from 27/32 on", () => {
  for (let bits = bitsOf(27 / 32); bits < bitsOf(32); bits += 10_007) {
    const x = fromBits(bits);
    expect(geluF32(x)).toBe(Math.fround(x + geluF32(-x)));
    expect(geluDerivativeF32(x)).toBe(Math.fround(1 - geluDerivativeF32(-x)));
  }
});
