import { exactly } from "@vanishing/verification";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inTwoParts, inverse, product, sum, type TwoParts } from "./two-parts.ts";

const exact = ({ head, tail }: TwoParts) => exactly(head).plus(exactly(tail));
const number = fc
  .tuple(
    fc.double({ min: 1, max: 2, noNaN: true }),
    fc.integer({ min: -13, max: 13 }),
    fc.constantFrom(-1, 1),
  )
  .map(([mantissa, exponent, sign]) => sign * mantissa * 2 ** exponent);

/** The error of a result, relative to the exact one. 2⁻⁷⁰ is 17 bits more than a float64 has. */
function holds(received: TwoParts, expected: ReturnType<typeof exact>): void {
  expect(received.head).toBe(Math.fround(received.head));
  const error = exact(received).minus(expected).abs().div(expected.abs()).toNumber();
  expect(error).toBeLessThan(2 ** -70);
}

test.each([0, 1, -0.1, Math.PI, 1e-30, -1e29])("%d in two parts is itself, its head a float32", (x) => {
  const parts = inTwoParts(x);
  expect(parts.head).toBe(Math.fround(x));
  expect(parts.head + parts.tail).toBe(x);
});

test("products, inverses and sums have 17 bits more than a float64", () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      const ab = product(inTwoParts(a), inTwoParts(b));
      holds(ab, exactly(a).times(exactly(b)));
      holds(product(ab, inTwoParts(c)), exactly(a).times(exactly(b)).times(exactly(c)));
      holds(inverse(a), exactly(1).div(exactly(a)));
      const positive = product(inTwoParts(a), inTwoParts(a));
      holds(sum(inTwoParts(1), positive), exactly(a).times(exactly(a)).plus(1));
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("a number beyond ±1e30 keeps its size, and its products lose no more than a rounding", () => {
  const { head, tail } = product(inTwoParts(1e300), inTwoParts(1e-298));
  expect(Math.abs(head + tail - 100)).toBeLessThanOrEqual(100 * 2 ** -52);
});
