import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leakyRelu, leakyReluWithSlope } from "./leaky-relu.ts";
import { relu } from "./relu.ts";

const settings: fc.Parameters<unknown> = { seed: 73, numRuns: 500 };
const anyNumber = fc.double({ noNaN: true });

describe("Leaky ReLU", () => {
  test("is x on the right and 0.01 x on the left", () => {
    expect([-Infinity, -200, 0, 3, Infinity].map(leakyRelu.value)).toEqual([-Infinity, -2, 0, 3, Infinity]);
    expect([-Infinity, -200, 0, 3, Infinity].map(leakyRelu.derivative)).toEqual([0.01, 0.01, 0.01, 1, 1]);
  });

  test("is max(x, a x) for a below 1 and min(x, a x) for a above", () => {
    fc.assert(
      fc.property(anyNumber, (x) => {
        expect(leakyReluWithSlope(0.3).value(x) === Math.max(x, 0.3 * x)).toBe(true);
        expect(leakyReluWithSlope(3).value(x) === Math.min(x, 3 * x)).toBe(true);
      }),
      settings,
    );
  });

  test("is ReLU for a = 0, at −∞ and −0 too", () => {
    const row = leakyReluWithSlope(0);
    fc.assert(
      fc.property(
        anyNumber,
        (x) => Object.is(row.value(x), relu.value(x)) && row.derivative(x) === relu.derivative(x),
      ),
      settings,
    );
    for (const x of [-Infinity, -0]) expect(Object.is(row.value(x), 0)).toBe(true);
    expect([row.range, row.derivativeInfimum, row.derivativeSupremum]).toEqual([
      relu.range,
      relu.derivativeInfimum,
      relu.derivativeSupremum,
    ]);
  });

  test("is the identity for a = 1, without a kink", () => {
    const row = leakyReluWithSlope(1);
    const everywhere = { value: 1, reached: true, where: [{ from: -Infinity, to: Infinity }] };
    expect([row.kinks, row.derivativeInfimum, row.derivativeSupremum]).toEqual([[], everywhere, everywhere]);
    fc.assert(
      fc.property(anyNumber, (x) => row.value(x) === x),
      settings,
    );
  });

  test("keeps its slope at the kink, with the convention of others", () => {
    expect(leakyReluWithSlope(0.2).kinks).toEqual([
      {
        at: 0,
        left: 0.2,
        right: 1,
        derivative: 0.2,
        convention: "LeakyReLU′(0) = a, the slope on the left, as in PyTorch and TensorFlow.",
      },
    ]);
  });

  test.each([-0.1, Infinity, Number.NaN, "0.1", undefined])("refuses the slope %s", (slope) => {
    expect(() => leakyReluWithSlope(slope as number)).toThrow(
      /^leakyReluWithSlope: expected slope to be a finite number from 0 on, came /,
    );
  });
});
