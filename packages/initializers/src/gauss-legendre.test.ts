import { describe, expect, test } from "vitest";
import { gaussLegendre } from "./gauss-legendre.ts";

describe("gaussLegendre", () => {
  test("with three nodes is the rule of the textbooks", () => {
    const { nodes, weights } = gaussLegendre(3);
    const [left, middle, right] = nodes;
    expect(left).toBeCloseTo(-Math.sqrt(3 / 5), 15);
    expect(middle).toBeCloseTo(0, 15);
    expect(right).toBeCloseTo(Math.sqrt(3 / 5), 15);
    [5 / 9, 8 / 9, 5 / 9].forEach((weight, i) => {
      expect(weights[i]).toBeCloseTo(weight, 15);
    });
  });

  test.each([2, 3, 8, 16, 24, 40])("with %d nodes is exact up to degree 2n − 1, and no further", (n) => {
    const { nodes, weights } = gaussLegendre(n);
    const integral = (degree: number) =>
      nodes.reduce((sum, t, i) => sum + (weights[i] ?? Number.NaN) * t ** degree, 0);
    for (let degree = 0; degree < 2 * n; degree++) {
      const exact = degree % 2 === 0 ? 2 / (degree + 1) : 0;
      expect(Math.abs(integral(degree) - exact), `degree ${degree}`).toBeLessThanOrEqual(4e-15);
    }
    // The error for t^(2n) falls like 4^−2n; with 8 nodes it is still far above rounding.
    if (n <= 8) expect(Math.abs(integral(2 * n) - 2 / (2 * n + 1))).toBeGreaterThan(1e-9);
  });
});
