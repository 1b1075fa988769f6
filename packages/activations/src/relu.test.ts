import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { relu } from "./relu.ts";

const settings: fc.Parameters<unknown> = { seed: 17, numRuns: 1000 };
const anyNumber = fc.double({ noNaN: true });

describe("ReLU", () => {
  test("is max(0, x)", () => {
    expect([-Infinity, -2, 0, 3, Infinity].map(relu.value)).toEqual([0, 0, 0, 3, Infinity]);
  });

  test("gives 0, and not −0, for −0 and for every negative input", () => {
    for (const x of [-0, -1, -Number.MIN_VALUE, -Infinity]) expect(Object.is(relu.value(x), 0)).toBe(true);
  });

  test("ReLU(x) − ReLU(−x) = x", () => {
    fc.assert(
      fc.property(anyNumber, (x) => relu.value(x) - relu.value(-x) === x),
      settings,
    );
  });

  test("ReLU′(x) + ReLU′(−x) = 1 everywhere but at 0, where the convention makes it 0", () => {
    fc.assert(
      fc.property(anyNumber, (x) => relu.derivative(x) + relu.derivative(-x) === (x === 0 ? 0 : 1)),
      settings,
    );
    expect(relu.derivative(0) + relu.derivative(-0)).toBe(0);
  });

  test("ReLU(a x) = a ReLU(x) for powers of two a, which do not round", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e100, max: 1e100, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-100),
        fc.integer({ min: -100, max: 100 }),
        (x, exponent) => relu.value(2 ** exponent * x) === 2 ** exponent * relu.value(x),
      ),
      settings,
    );
  });

  test("has slope 1 from the least positive float64 on, and 0 to the least negative one", () => {
    expect(relu.derivative(Number.MIN_VALUE)).toBe(1);
    expect(relu.derivative(-Number.MIN_VALUE)).toBe(0);
  });
});
