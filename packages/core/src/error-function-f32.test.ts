import { expect, test } from "vitest";
import { erf, erfc, erfDerivative } from "./error-function.ts";
import { erfcF32, erfDerivativeF32, erfF32 } from "./error-function-f32.ts";
import { float32Numbers, float32UnitsOff } from "./float32-numbers.ts";

const stride = 20_011;
const turns = [-0.84375, 0, 0.84375, 1.33155, 3.9192, 9.19, 10.05, 10.25];

// The float64 functions are the reference: their errors are below a millionth of a float32 unit.
test.each([
  ["erf", 2, erfF32, erf, -1, 1],
  ["erfc", 5, erfcF32, erfc, 0, 2],
  ["erf′", 3, erfDerivativeF32, erfDerivative, 0, erfDerivative(0)],
] as const)(
  "over all float32 numbers, %s is within %d units in the last place, and stays in its range",
  (_, bound, f, reference, least, most) => {
    let worst = { off: 0, x: 0 };
    for (const x of float32Numbers(stride, turns)) {
      const y = f(x);
      if (Number.isNaN(x)) expect(y).toBe(Number.NaN);
      if (Number.isNaN(x)) continue;
      if (Math.fround(y) !== y || !(y >= least && y <= Math.fround(most)))
        expect([x, y]).toBe("a float32 value in range");
      const off = float32UnitsOff(y, reference(x));
      if (!(off <= worst.off)) worst = { off, x };
    }
    expect(worst.off, `at x = ${worst.x}`).toBeLessThan(bound);
    expect(worst.off).toBeGreaterThan(0);
  },
);

test.each([
  [0, 0, 1],
  [-0, -0, 1],
  [Infinity, 1, 0],
  [-Infinity, -1, 2],
  [4, 1, Math.fround(erfc(4))],
  [11, 1, 0],
])("erf %d = %d and erfc is near %d", (x, ofErf, ofErfc) => {
  expect(erfF32(x)).toBe(ofErf);
  expect(float32UnitsOff(erfcF32(x), ofErfc)).toBeLessThan(5);
});

test("erf is odd and its derivative is even, to the bit", () => {
  for (const x of float32Numbers(10 * stride, [])) {
    if (Number.isNaN(x)) continue;
    expect(erfF32(-x)).toBe(-erfF32(x));
    expect(erfDerivativeF32(-x)).toBe(erfDerivativeF32(x));
  }
});
