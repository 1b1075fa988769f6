import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gelu } from "./gelu.ts";
import { silu } from "./silu.ts";
import { swishWithBeta } from "./swish.ts";
import { citation } from "./test-support/citation.ts";

describe("Swish", () => {
  test("with β is SiLU(βx) / β, with the slope of SiLU at βx", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.integer({ min: -8, max: 8 }),
        (x, exponent) => {
          const beta = 2 ** exponent;
          const row = swishWithBeta(beta);
          const error = Math.abs(row.value(x) - silu.value(beta * x) / beta);
          expect(error).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(row.value(x)) + 1e-320);
          expect(row.derivative(x)).toBe(silu.derivative(beta * x));
          expect(row.secondDerivative(x)).toBe(beta * silu.secondDerivative(beta * x));
        },
      ),
      { seed: 83 },
    );
  });

  test.each([0.3, 1, 1.702, 5])("has the same bounds for β = %d, at places that scale", (beta) => {
    const row = swishWithBeta(beta);
    expect([row.derivativeInfimum.value, row.derivativeSupremum.value, row.lipschitz]).toEqual([
      silu.derivativeInfimum.value,
      silu.derivativeSupremum.value,
      silu.lipschitz,
    ]);
    const scaled = (place: number | undefined) => (place ?? Number.NaN) / beta;
    expect(row.derivativeSupremum.where[0]?.from).toBe(scaled(silu.derivativeSupremum.where[0]?.from));
    expect(row.derivativeInfimum.where[0]?.from).toBe(scaled(silu.derivativeInfimum.where[0]?.from));
    expect(row.range.infimum.value).toBe(scaled(silu.range.infimum.value));
    expect(row.range.infimum.where[0]?.from).toBe(scaled(silu.range.infimum.where[0]?.from));
  });

  test("goes to ReLU for large β and to x/2 for small β", () => {
    expect([-2, 2].map(swishWithBeta(1e3).value)).toEqual([-0, 2]);
    expect([-2, 2].map(swishWithBeta(1e-9).value).map((y) => y.toFixed(7))).toEqual([
      "-1.0000000",
      "1.0000000",
    ]);
  });

  test("does not overflow where βx does", () => {
    const row = swishWithBeta(1e10);
    expect([row.value(1e300), row.derivative(1e300), row.secondDerivative(1e300)]).toEqual([1e300, 1, -0]);
  });

  test.each([0, -1, Infinity, Number.NaN, "1", undefined])("refuses β = %s", (beta) => {
    expect(() => swishWithBeta(beta as number)).toThrow(
      /^swishWithBeta: expected beta to be a finite number above 0, came /,
    );
  });
});

test("Swish says what it is", () => {
  const { name, symbolTex, source } = swishWithBeta(1);
  expect([name, symbolTex]).toEqual(["Swish", "\\operatorname{Swish}"]);
  expect(citation(source)).toBe(
    "Prajit Ramachandran, Barret Zoph, Quoc V. Le (2017). Searching for Activation Functions. arXiv:1710.05941. " +
      "Found by search among many functions; β is fixed or learned.",
  );
});

test("x σ(1.702x) is within 2.0334872209239230e-2 of GELU", () => {
  const x = 2.2703977371966102;
  expect(Math.abs(swishWithBeta(1.702).value(x) - gelu.value(x))).toBeCloseTo(2.033487220923923e-2, 15);
});
