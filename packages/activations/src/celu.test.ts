import { exactly, unitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { celu, celuWithAlpha } from "./celu.ts";
import { elu } from "./elu.ts";

describe("CELU", () => {
  // Computed with 60 digits by mpmath.
  test.each([
    [-10, -1.9865241060018290658, 0.0067379469990854670966, 0.0033689734995427335483],
    [-3.5, -1.6524521130991097466, 0.17377394345044512668, 0.08688697172522256334],
    [-1, -0.78693868057473315279, 0.6065306597126334236, 0.3032653298563167118],
    [-0.125, -0.12117387437304842776, 0.93941306281347578612, 0.46970653140673789306],
    [0.75, 0.75, 1, 0],
    [2, 2, 1, 0],
    [6.5, 6.5, 1, 0],
  ])(
    "with α = 2 at %d is %d, with slope %d and second derivative %d",
    (x, value, derivative, secondDerivative) => {
      const row = celuWithAlpha(2);
      const units = [row.value(x), row.derivative(x), row.secondDerivative(x)].map((received, i) =>
        unitsInTheLastPlace(exactly([value, derivative, secondDerivative][i] ?? 0), received),
      );
      expect(Math.max(...units)).toBeLessThanOrEqual(4);
    },
  );

  test("is ELU for α = 1", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        expect(celu.value(x)).toBe(elu.value(x));
        expect(celu.derivative(x)).toBe(elu.derivative(x));
        expect(celu.secondDerivative(x)).toBe(elu.secondDerivative(x));
      }),
      { seed: 71 },
    );
  });

  test("has slope 1 at 0 for every α, with f″ = 1/α on the left", () => {
    for (const alpha of [1e-3, 0.3, 1, 40]) {
      const row = celuWithAlpha(alpha);
      expect([row.value(0), row.derivative(0), row.secondDerivative(0)]).toEqual([0, 1, 1 / alpha]);
      expect(row.kinks).toEqual([]);
      expect(row.range.infimum.value).toBe(-alpha);
    }
  });

  test("with α = 3 is ELU stretched by 3: 3 ELU(x/3)", () => {
    const row = celuWithAlpha(3);
    for (const x of [-30, -1.5, -0.3, 0.3, 9]) expect(row.value(x)).toBeCloseTo(3 * elu.value(x / 3), 14);
  });

  test.each([0, -1, Infinity, Number.NaN, "1", undefined])("refuses α = %s", (alpha) => {
    expect(() => celuWithAlpha(alpha as number)).toThrow(
      /^celuWithAlpha: expected alpha to be a finite number above 0, came /,
    );
  });
});
