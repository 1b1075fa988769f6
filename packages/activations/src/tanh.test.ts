import { exactly, parse, unitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sigmoid } from "./sigmoid.ts";
import { tanh } from "./tanh.ts";

const settings: fc.Parameters<unknown> = { seed: 13, numRuns: 1000 };
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("tanh", () => {
  test("is 0 with slope 1 at 0, and −1 and 1 at −∞ and ∞", () => {
    expect(tanh.value(0)).toBe(0);
    expect(tanh.derivative(0)).toBe(1);
    expect([-Infinity, Infinity].map(tanh.value)).toEqual([-1, 1]);
    expect([-Infinity, Infinity].map(tanh.derivative)).toEqual([0, 0]);
  });

  test("is odd to the last bit, the sign of zero included", () => {
    fc.assert(
      fc.property(finite, (x) => Object.is(tanh.value(-x), -tanh.value(x))),
      settings,
    );
    expect(Object.is(tanh.value(-0), -0)).toBe(true);
  });

  test("tanh x = 2σ(2x) − 1", () => {
    fc.assert(
      fc.property(finite, (x) => {
        const difference = tanh.value(x) - (2 * sigmoid.value(2 * x) - 1);
        return Math.abs(difference) <= 4 * Number.EPSILON;
      }),
      settings,
    );
  });

  test("tanh′ x = 4σ′(2x)", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (x) => {
        const [slope, other] = [tanh.derivative(x), 4 * sigmoid.derivative(2 * x)];
        return Math.abs(slope - other) <= 4 * Number.EPSILON * slope;
      }),
      settings,
    );
  });

  test("tanh′ is even to the last bit", () => {
    fc.assert(
      fc.property(finite, (x) => tanh.derivative(-x) === tanh.derivative(x)),
      settings,
    );
  });

  test("tanh′ is alive past 19.06, where 1 − tanh² from a rounded tanh is 0", () => {
    const x = Math.log(2 ** 55 - 1) / 2 + 0.01;
    const expected = parse("1 - tanh(x)^2").evaluate({ x: exactly(x) });
    expect(1 - tanh.value(x) ** 2).toBe(0);
    expect(unitsInTheLastPlace(expected, tanh.derivative(x))).toBeLessThanOrEqual(4);
  });
});
