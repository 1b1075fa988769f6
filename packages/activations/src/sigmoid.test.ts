import { exactly, parse, unitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sigmoid } from "./sigmoid.ts";
import { floatThresholds } from "./test-support/float-thresholds.ts";

const settings: fc.Parameters<unknown> = { seed: 11, numRuns: 1000 };
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("sigmoid", () => {
  test("is 1/2 with slope 1/4 at 0, and 0 and 1 at −∞ and ∞", () => {
    expect(sigmoid.value(0)).toBe(1 / 2);
    expect(sigmoid.derivative(0)).toBe(1 / 4);
    expect([-Infinity, Infinity].map(sigmoid.value)).toEqual([0, 1]);
    expect([-Infinity, Infinity].map(sigmoid.derivative)).toEqual([0, 0]);
  });

  test("σ(−x) + σ(x) = 1", () => {
    fc.assert(
      fc.property(finite, (x) => Math.abs(sigmoid.value(x) + sigmoid.value(-x) - 1) <= Number.EPSILON),
      settings,
    );
  });

  test("σ′ is even to the last bit", () => {
    fc.assert(
      fc.property(finite, (x) => sigmoid.derivative(-x) === sigmoid.derivative(x)),
      settings,
    );
    for (const x of floatThresholds) expect(sigmoid.derivative(-x)).toBe(sigmoid.derivative(x));
  });

  test.each([40, -40])("σ′(%d) = 4.248e-18, where σ(1 − σ) from rounded values is 0 on one side", (x) => {
    const e = parse("exp(-40)").evaluate();
    const expected = e.div(e.plus(1).pow(2));
    expect(expected.toPrecision(4)).toBe("4.248e-18");
    expect(unitsInTheLastPlace(expected, sigmoid.derivative(x))).toBeLessThanOrEqual(4);
    expect(sigmoid.value(40) * (1 - sigmoid.value(40))).toBe(0);
  });

  test("σ′ = sech²(x/2) / 4", () => {
    const identity = parse("sech(x / 2)^2 / 4").compile();
    for (const x of [-30, -5, -1, 0.1, 2, 50]) {
      const expected = identity.evaluate({ x: exactly(x) });
      expect(unitsInTheLastPlace(expected, sigmoid.derivative(x))).toBeLessThanOrEqual(4);
    }
  });

  test("stays above 0 and σ′ with it until e^−|x| underflows at 1075 ln 2", () => {
    const end = 1075 * Math.LN2;
    expect(sigmoid.value(-end + 1)).toBeGreaterThan(0);
    expect(sigmoid.derivative(-end + 1)).toBeGreaterThan(0);
    expect(sigmoid.value(-end - 1)).toBe(0);
    expect(sigmoid.derivative(end + 1)).toBe(0);
  });
});
