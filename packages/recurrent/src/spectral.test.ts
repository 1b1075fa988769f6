import { type Matrix, matrix, matrixFromRows, norm, normalMatrix, random, Tape } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { product } from "./matrix-product.ts";
import { spectralNorm, spectralRadius } from "./spectral.ts";
import { rotation } from "./test-support/rotation.ts";

const rows = (entries: number[][]) => matrixFromRows(entries, "f64");
const relativeError = (received: number, expected: number) => Math.abs(received / expected - 1);

function powerOf(m: Matrix, k: number): Matrix {
  return Array.from({ length: k - 1 }).reduce<Matrix>((power) => product(power, m), m);
}

describe("spectralNorm", () => {
  test.each([
    [1, 10.0249378, 1e-8],
    [2, 10.0062, 1e-5],
    [5, 3.125, 1e-3],
    [10, 0.195, 3e-3],
    [30, 5.6e-7, 1e-2],
  ])("the %ith power of [[0.5, 10], [0, 0.5]] has the norm %f", (k, expected, digits) => {
    const m = rows([
      [0.5, 10],
      [0, 0.5],
    ]);
    expect(relativeError(spectralNorm(powerOf(m, k)), expected)).toBeLessThan(digits);
    // In closed form: [[a, b], [0, a]] has the norm (√(b² + 4a²) + |b|) / 2, with a = 2^−k and b = 10 k 2^(1 − k).
    const [a, b] = [2 ** -k, 10 * k * 2 ** (1 - k)];
    expect(relativeError(spectralNorm(powerOf(m, k)), (Math.hypot(b, 2 * a) + b) / 2)).toBeLessThan(1e-14);
  });

  test.each([
    { entries: [[3]], expected: 3 },
    { entries: [[-3]], expected: 3 },
    { entries: [[3, 4]], expected: 5 },
    { entries: [[3], [4]], expected: 5 },
    {
      entries: [
        [2, 0, 0],
        [0, -7, 0],
        [0, 0, 1],
      ],
      expected: 7,
    },
    {
      entries: [
        [0, 1],
        [0, 0],
      ],
      expected: 1,
    },
    // Two equal singular values, on which a plain power iteration would not settle, and two nearly equal ones.
    {
      entries: [
        [2, 0],
        [0, 2],
      ],
      expected: 2,
    },
    {
      entries: [
        [1, 0],
        [0, 1 - 1e-9],
      ],
      expected: 1,
    },
    {
      entries: [
        [1, 1],
        [1, 1],
      ],
      expected: 2,
    },
    {
      entries: [
        [0, 0],
        [0, 0],
      ],
      expected: 0,
    },
  ])("of $entries is $expected", ({ entries, expected }) => {
    expect(Math.abs(spectralNorm(rows(entries)) - expected)).toBeLessThanOrEqual(expected * 1e-14);
  });

  test("is 0 without entries, and scales without over- or underflow", () => {
    expect(spectralNorm(matrix(0, 0))).toBe(0);
    expect(spectralNorm(matrix(0, 3))).toBe(0);
    for (const size of [1e-300, 1e-160, 1e160, 1e300]) {
      expect(
        relativeError(
          spectralNorm(
            rows([
              [3 * size, 0],
              [0, 4 * size],
            ]),
          ),
          4 * size,
        ),
      ).toBeLessThan(1e-14);
    }
  });

  test("stretches no vector more, and lies between the largest column and the Frobenius norm", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat(), (m, n, seed) => {
        const draw = random(seed);
        const a = normalMatrix(draw, m, n, 1, "f64");
        const largest = spectralNorm(a);
        const vector = normalMatrix(draw, n, 1, 1, "f64");
        const room = 1 + 1e-14;
        expect(norm(product(a, vector))).toBeLessThanOrEqual(largest * norm(vector) * room);
        const first = matrix(
          n,
          1,
          Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0)),
          "f64",
        );
        expect(norm(product(a, first))).toBeLessThanOrEqual(largest * room);
        expect(largest).toBeLessThanOrEqual(norm(a) * room);
        expect(largest).toBeGreaterThanOrEqual((norm(a) / Math.sqrt(Math.min(m, n))) * (1 - 1e-14));
        expect(
          relativeError(spectralNorm(new Tape({ precision: "f64" }).constant(a).transpose().value), largest),
        ).toBeLessThan(1e-14);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test("is the product of the scales for orthogonal times diagonal times orthogonal", () => {
    const draw = random(3);
    for (const scales of [
      [3, 2, 1],
      [1, 1, 1],
      [1e-8, 1e-9, 0],
    ]) {
      const diagonal = rows([
        [scales[0] as number, 0, 0],
        [0, scales[1] as number, 0],
        [0, 0, scales[2] as number],
      ]);
      const m = product(product(rotation(draw, 3), diagonal), rotation(draw, 3));
      expect(relativeError(spectralNorm(m), scales[0] as number)).toBeLessThan(1e-14);
    }
  });

  test("f32 is read as it is", () => {
    expect(spectralNorm(matrix(1, 1, [0.1]))).toBeCloseTo(Math.fround(0.1), 15);
  });
});

describe("spectralRadius", () => {
  test.each([
    { entries: [[-3]], expected: 3 },
    {
      entries: [
        [0.5, 10],
        [0, 0.5],
      ],
      expected: 0.5,
    },
    {
      entries: [
        [2, 100],
        [0, -3],
      ],
      expected: 3,
    },
    // A rotation by a right angle, scaled: eigenvalues ±2i.
    {
      entries: [
        [0, -2],
        [2, 0],
      ],
      expected: 2,
    },
    // Eigenvalues 1 ± 2i.
    {
      entries: [
        [1, -2],
        [2, 1],
      ],
      expected: Math.sqrt(5),
    },
    {
      entries: [
        [0, 1],
        [0, 0],
      ],
      expected: 0,
    },
    {
      entries: [
        [0, 0],
        [0, 0],
      ],
      expected: 0,
    },
    // The golden ratio.
    {
      entries: [
        [1, 1],
        [1, 0],
      ],
      expected: (1 + Math.sqrt(5)) / 2,
    },
    // A projection that is not orthogonal, of norm √26: eigenvalues 1 and 0.
    {
      entries: [
        [1, 5],
        [0, 0],
      ],
      expected: 1,
    },
    {
      entries: [
        [0, 1, 0],
        [0, 0, 1],
        [8, 0, 0],
      ],
      expected: 2,
    },
  ])("of $entries is $expected", ({ entries, expected }) => {
    expect(Math.abs(spectralRadius(rows(entries)) - expected)).toBeLessThanOrEqual(expected * 1e-12);
  });

  test("is at most the norm, that of −M and of Mᵀ the same, and that of M² the square", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (n, seed) => {
        const m = normalMatrix(random(seed), n, n, 1, "f64");
        const tape = new Tape({ precision: "f64" });
        const radius = spectralRadius(m);
        expect(radius).toBeLessThanOrEqual(spectralNorm(m) * (1 + 1e-13));
        expect(relativeError(spectralRadius(tape.constant(m).neg().value), radius)).toBeLessThan(1e-13);
        expect(relativeError(spectralRadius(tape.constant(m).transpose().value), radius)).toBeLessThan(1e-10);
        expect(relativeError(spectralRadius(product(m, m)), radius * radius)).toBeLessThan(1e-10);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("is 0 without entries, and scales without over- or underflow", () => {
    expect(spectralRadius(matrix(0, 0))).toBe(0);
    for (const size of [1e-300, 1e300]) {
      expect(
        relativeError(
          spectralRadius(
            rows([
              [0, size],
              [size, size],
            ]),
          ),
          size * 1.618033988749895,
        ),
      ).toBeLessThan(1e-12);
    }
  });
});

test("neither changes the matrix", () => {
  const m = rows([
    [1, 2],
    [3, 4],
  ]);
  spectralNorm(m);
  spectralRadius(m);
  expect(m).toEqual(
    rows([
      [1, 2],
      [3, 4],
    ]),
  );
});

describe("refuses", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a norm of what is no matrix",
      () => spectralNorm([[1]] as never),
      "spectralNorm: expected a matrix, came an array of length 1. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a norm with NaN",
      () => spectralNorm(matrix(1, 2, [1, Number.NaN])),
      "spectralNorm: expected finite entries, came NaN. Likely fix: look for the step that made it.",
    ],
    [
      "a radius with infinity",
      () => spectralRadius(matrix(1, 1, [-Infinity])),
      "spectralRadius: expected finite entries, came -Infinity. Likely fix: look for the step that made it.",
    ],
    [
      "a radius of a wide matrix",
      () => spectralRadius(matrix(2, 3)),
      "spectralRadius: expected a square matrix, came 2×3. Likely fix: only a square matrix has eigenvalues; every matrix has a spectralNorm.",
    ],
    [
      "a radius of nothing",
      () => spectralRadius(undefined as never),
      "spectralRadius: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
