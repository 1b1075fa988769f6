import { type BigNumber, evenlySpread, parse, worstError } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sigmoid, sigmoidDerivative, softplus, tanh, tanhDerivative } from "./elementary.ts";

const anyNumber = fc.double({ noNaN: true });

// The nearest float64 to the value in 60-digit arithmetic.
test.each([
  { name: "sigmoid", f: sigmoid, x: 0, expected: 0.5 },
  { name: "sigmoid", f: sigmoid, x: 1, expected: 0.7310585786300049 },
  { name: "sigmoid", f: sigmoid, x: -1, expected: 0.2689414213699951 },
  { name: "sigmoid", f: sigmoid, x: -50, expected: 1.9287498479639178e-22 },
  { name: "sigmoid", f: sigmoid, x: -700, expected: 9.85967654375977e-305 },
  { name: "sigmoidDerivative", f: sigmoidDerivative, x: 5, expected: 0.006648056670790155 },
  { name: "sigmoidDerivative", f: sigmoidDerivative, x: 10, expected: 4.5395807735951673e-5 },
  { name: "sigmoidDerivative", f: sigmoidDerivative, x: 50, expected: 1.9287498479639178e-22 },
  { name: "tanh", f: tanh, x: 1.5, expected: 0.9051482536448664 },
  { name: "tanhDerivative", f: tanhDerivative, x: 1.5, expected: 0.18070663892364852 },
  { name: "tanhDerivative", f: tanhDerivative, x: 10, expected: 8.244614455767397e-9 },
  { name: "softplus", f: softplus, x: 0, expected: Math.LN2 },
  { name: "softplus", f: softplus, x: 1, expected: 1.3132616875182228 },
  { name: "softplus", f: softplus, x: -50, expected: 1.9287498479639178e-22 },
  { name: "softplus", f: softplus, x: 800, expected: 800 },
])("$name($x) is $expected, to a relative 1e-15", ({ f, x, expected }) => {
  expect(Math.abs(f(x) - expected) / expected).toBeLessThanOrEqual(1e-15);
});

// Stricter than what the functions promise: the worst of millions of points is not among these.
describe("in units in the last place", () => {
  const underflow = 745.2;
  test.each([
    [
      "sigmoid",
      1.75,
      sigmoid,
      "sigmoid(x)",
      [
        [-1, 1],
        [-40, 40],
        [-underflow, -700],
        [-1e-6, 1e-6],
      ],
    ],
    [
      "sigmoidDerivative",
      2.5,
      sigmoidDerivative,
      "sigmoid(x) * sigmoid(-x)",
      [
        [0, 1],
        [0, 40],
        [700, underflow],
        [0, 1e-6],
      ],
    ],
    [
      "tanh",
      1.25,
      tanh,
      "tanh(x)",
      [
        [-1, 1],
        [0.4, 0.7],
        [-20, 20],
        [-1e-6, 1e-6],
      ],
    ],
    [
      "tanhDerivative",
      2.75,
      tanhDerivative,
      "4 * sigmoid(2 * x) * sigmoid(-2 * x)",
      [
        [0, 1],
        [0, 20],
        [350, underflow / 2],
        [0, 1e-6],
      ],
    ],
    [
      "softplus",
      1.75,
      softplus,
      "log1p(exp(x))",
      [
        [-1, 1],
        [-40, 40],
        [-underflow, -700],
      ],
    ],
  ] as const)("%s is within %d", (_, bound, f, formula, ranges) => {
    const compiled = parse(formula).compile();
    const expected = (x: BigNumber): BigNumber => compiled.evaluate({ x });
    const worst = worstError(
      ranges.flatMap(([from, to]) => evenlySpread(from, to, 150)),
      expected,
      f,
    );
    expect(worst.units, `at ${worst.x}`).toBeLessThan(bound);
  });
});

describe("bounds, attained and kept", () => {
  test("s′(0) is exactly 1/4 and tanh′(0) exactly 1", () => {
    expect(sigmoidDerivative(0)).toBe(1 / 4);
    expect(tanhDerivative(0)).toBe(1);
  });

  // Near 0 the slopes are at their bounds, and a rounding in the wrong place passes them.
  test("0 ≤ s′ ≤ 1/4 and 0 ≤ tanh′ ≤ 1 everywhere", () => {
    fc.assert(
      fc.property(fc.oneof(anyNumber, fc.double({ min: -3e-8, max: 3e-8, noNaN: true })), (x) => {
        expect(sigmoidDerivative(x)).toBeGreaterThanOrEqual(0);
        expect(sigmoidDerivative(x)).toBeLessThanOrEqual(1 / 4);
        expect(tanhDerivative(x)).toBeGreaterThanOrEqual(0);
        expect(tanhDerivative(x)).toBeLessThanOrEqual(1);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test("the derivatives are even to the last bit, as s·(1 − s) is not", () => {
    fc.assert(
      fc.property(anyNumber, (x) => {
        expect(sigmoidDerivative(-x)).toBe(sigmoidDerivative(x));
        expect(tanhDerivative(-x)).toBe(tanhDerivative(x));
      }),
      { seed: 1 },
    );
  });
});

describe("saturation", () => {
  test("s′ is positive where s itself has rounded to 1", () => {
    expect(sigmoid(40)).toBe(1);
    expect(sigmoidDerivative(40)).toBe(sigmoid(-40));
  });

  test("tanh′ is positive where tanh itself has rounded to 1", () => {
    expect(tanh(20)).toBe(1);
    expect(tanhDerivative(20) / (4 * Math.exp(-40))).toBeCloseTo(1, 14);
  });

  // e^−|x| underflows to 0 from the first number on, and is the smallest positive number before it.
  test.each([
    ["sigmoidDerivative", sigmoidDerivative, 745.1332191019412, 745.1332191019411],
    ["tanhDerivative", tanhDerivative, 372.5666095509706, 372.56660955097055],
  ])("%s is 0 only where the exponential underflows", (_, derivative, zeroFrom, lastPositive) => {
    expect(derivative(zeroFrom)).toBe(0);
    expect(derivative(lastPositive)).toBeGreaterThan(0);
  });
});

test("s(x) + s(−x) = 1 and softplus(x) − softplus(−x) = x", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(sigmoid(x) + sigmoid(-x)).toBeCloseTo(1, 15);
      expect(Math.abs(softplus(x) - softplus(-x) - x)).toBeLessThanOrEqual(
        2 ** -51 * Math.max(1, Math.abs(x)),
      );
    }),
    { seed: 1 },
  );
});

test("limits at the infinities, and NaN passes through", () => {
  expect([sigmoid(-Infinity), sigmoid(Infinity)]).toEqual([0, 1]);
  expect([tanh(-Infinity), tanh(Infinity)]).toEqual([-1, 1]);
  expect([softplus(-Infinity), softplus(Infinity)]).toEqual([0, Infinity]);
  for (const derivative of [sigmoidDerivative, tanhDerivative]) {
    expect([derivative(-Infinity), derivative(Infinity)]).toEqual([0, 0]);
  }
  for (const f of [sigmoid, sigmoidDerivative, tanh, tanhDerivative, softplus])
    expect(f(Number.NaN)).toBeNaN();
});
