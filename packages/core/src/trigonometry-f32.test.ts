import { expect, test } from "vitest";
import { float32Numbers, float32UnitsOff } from "./float32-numbers.ts";
import { cos, sin } from "./trigonometry.ts";
import { cosF32, sinF32 } from "./trigonometry-f32.ts";

const largest = 2 ** 13;
const turns = [Math.PI / 4, Math.PI / 2, Math.PI, 2 * Math.PI, 355, 1000 * Math.PI, largest - 1];

// The float64 functions are the reference: their errors are below a millionth of a float32 unit.
test.each([
  ["sin", sinF32, sin],
  ["cos", cosF32, cos],
] as const)("%s is within 2 units in the last place up to 2¹³, and never beyond ±1", (_, f, reference) => {
  let worst = { off: 0, x: 0 };
  for (const x of float32Numbers(10_007, [...turns, ...turns.map((x) => -x)])) {
    if (!(Math.abs(x) <= largest)) continue;
    const y = f(x);
    if (Math.fround(y) !== y || Math.abs(y) > 1) expect([x, y]).toBe("a float32 value in range");
    const off = float32UnitsOff(y, reference(x));
    if (!(off <= worst.off)) worst = { off, x };
  }
  expect(worst.off, `at x = ${worst.x}`).toBeLessThan(2);
  expect(worst.off).toBeGreaterThan(0);
});

test("special values", () => {
  expect([0, -0, Infinity, -Infinity, Number.NaN].map(sinF32)).toEqual([
    0,
    -0,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  expect([0, -0, Infinity, -Infinity, Number.NaN].map(cosF32)).toEqual([
    1,
    1,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});

test("sin is odd and cos is even, to the bit", () => {
  for (const x of float32Numbers(200_003, [])) {
    if (!(Math.abs(x) <= largest)) continue;
    expect(sinF32(-x)).toBe(-sinF32(x));
    expect(cosF32(-x)).toBe(cosF32(x));
  }
});

test("an angle beyond 2¹³ is refused", () => {
  expect(() => sinF32(8193)).toThrow(/^sinF32: expected an angle from −2¹³ to 2¹³, came 8193/);
  expect(() => cosF32(-1e10)).toThrow(/^cosF32/);
});
