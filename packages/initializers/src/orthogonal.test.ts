import { type Matrix, matrix, norm, normalMatrix, type Random, random, Tape } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orthogonal } from "./orthogonal.ts";

/** WᵀW, or WWᵀ where the rows are fewer. */
function gram(weight: Matrix): Matrix {
  const tape = new Tape({ precision: "f64" });
  const w = tape.constant(weight);
  return weight.rows >= weight.columns
    ? w.matmul(w, { transposeLeft: true }).value
    : w.matmul(w, { transposeRight: true }).value;
}

function distanceFromIdentity(m: Matrix): number {
  const distances = m.data.map((entry, at) => Math.abs(entry - (at % (m.columns + 1) === 0 ? 1 : 0)));
  return [...distances].reduce((largest, distance) => Math.max(largest, distance), 0);
}

describe("orthogonal", () => {
  test("has orthonormal columns, or rows where those are fewer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer(),
        (fanIn, fanOut, seed) => {
          const weight = orthogonal(random(seed), { fanIn, fanOut, precision: "f64" });
          return distanceFromIdentity(gram(weight)) <= 1e-13;
        },
      ),
      { seed: 3, numRuns: 150 },
    );
  });

  test.each([
    [256, 256],
    [300, 20],
    [20, 300],
  ])("is orthogonal to 1e-12 with fans %d and %d", (fanIn, fanOut) => {
    const weight = orthogonal(random(1), { fanIn, fanOut, precision: "f64" });
    expect(distanceFromIdentity(gram(weight))).toBeLessThanOrEqual(1e-12);
  });

  test("the gain multiplies", () => {
    const settings = { fanIn: 8, fanOut: 8, precision: "f64" } as const;
    const [plain, scaled] = [1, 3].map((gain) => orthogonal(random(1), { ...settings, gain }));
    expect(scaled?.data).toEqual(plain?.data.map((entry) => 3 * entry));
  });

  test("a single entry is 1 or −1, each half of the time", () => {
    const draw = random(2);
    const entries = Array.from({ length: 1000 }, () => orthogonal(draw, { fanIn: 1, fanOut: 1 }).data[0]);
    expect(new Set(entries)).toEqual(new Set([1, -1]));
    // Five standard deviations of a binomial count.
    expect(Math.abs(entries.filter((entry) => entry === 1).length - 500)).toBeLessThan(5 * Math.sqrt(250));
  });

  test("100 linear layers keep the norm of a vector and of a gradient", () => {
    const draw = random(4);
    const tape = new Tape({ precision: "f64" });
    const input = tape.parameter(normalMatrix(draw, 1, 64, 1, "f64"));
    let z = input;
    for (let layer = 0; layer < 100; layer++) {
      z = z.matmul(tape.constant(orthogonal(draw, { fanIn: 64, fanOut: 64, precision: "f64" })));
    }
    const seed = normalMatrix(draw, 1, 64, 1, "f64");
    z.backward(seed);
    expect(norm(z.value) / norm(input.value)).toBeCloseTo(1, 12);
    expect(norm(input.gradient ?? matrix(0, 0)) / norm(seed)).toBeCloseTo(1, 12);
  });
});

describe("the distribution over orthogonal matrices", () => {
  const size = 4;
  const samples = 4000;

  /**
   * The largest deviation, in standard errors, of the first two moments of the entries and of the trace from those of the Haar measure:
   * E wᵢⱼ = 0, E wᵢⱼ² = 1/n, E tr W = 0, E (tr W)² = 1. The sample itself gives the standard errors.
   */
  function deviation(drawMatrix: (random: Random) => Matrix): number {
    const draw = random(11);
    const statistics = Array.from({ length: samples }, () => {
      const { data } = drawMatrix(draw);
      const trace = Array.from({ length: size }, (_, i) => data[i * (size + 1)] ?? Number.NaN).reduce(
        (a, b) => a + b,
      );
      return [...data, ...data.map((entry) => entry ** 2 - 1 / size), trace, trace ** 2 - 1];
    });
    const deviations = Array.from({ length: 2 * size * size + 2 }, (_, k) => {
      const values = statistics.map((row) => row[k] ?? Number.NaN);
      const mean = values.reduce((a, b) => a + b) / samples;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples - 1);
      return Math.abs(mean) / Math.sqrt(variance / samples);
    });
    return Math.max(...deviations);
  }

  // 34 statistics beyond five standard errors: a chance of 2e-5.
  const limit = 5;

  test("has the moments of the Haar measure", () => {
    expect(
      deviation((draw) => orthogonal(draw, { fanIn: size, fanOut: size, precision: "f64" })),
    ).toBeLessThan(limit);
  });

  test("which Gram and Schmidt have too", () => {
    expect(deviation(gramSchmidt)).toBeLessThan(limit);
  });

  test("and Householder's Q without the signs of R has not", () => {
    expect(deviation(householderWithoutSigns)).toBeGreaterThan(10 * limit);
  });

  /** Orthonormal columns from a normal matrix, one after the other; R's diagonal is a norm and so positive. */
  function gramSchmidt(draw: Random): Matrix {
    const columns: number[][] = [];
    for (let j = 0; j < size; j++) {
      let column = Array.from({ length: size }, () => draw.normal());
      for (const other of columns) {
        const product = dot(column, other);
        column = column.map((entry, i) => entry - product * (other[i] ?? Number.NaN));
      }
      const length = Math.sqrt(dot(column, column));
      columns.push(column.map((entry) => entry / length));
    }
    return fromColumns(columns);
  }

  /** The textbook's H₀ H₁ … H₍n−1₎, as a library's QR returns it. */
  function householderWithoutSigns(draw: Random): Matrix {
    const a = Array.from({ length: size }, () => Array.from({ length: size }, () => draw.normal()));
    const q = Array.from({ length: size }, (_, j) =>
      Array.from({ length: size }, (_, i) => (i === j ? 1 : 0)),
    );
    const reflections = a.map((_, k) => {
      const v = (a[k] ?? []).map((entry, i) => (i < k ? 0 : entry));
      v[k] = (v[k] ?? 0) + Math.sign(v[k] ?? 0) * Math.sqrt(dot(v, v));
      for (const column of a.slice(k)) reflect(column, v);
      return v;
    });
    for (const v of reflections.toReversed()) for (const column of q) reflect(column, v);
    return fromColumns(q);
  }

  function reflect(column: number[], v: readonly number[]): void {
    const factor = (2 * dot(column, v)) / dot(v, v);
    column.forEach((entry, i) => {
      column[i] = entry - factor * (v[i] ?? Number.NaN);
    });
  }

  function dot(a: readonly number[], b: readonly number[]): number {
    return a.reduce((sum, entry, i) => sum + entry * (b[i] ?? Number.NaN), 0);
  }

  function fromColumns(columns: readonly number[][]): Matrix {
    return matrix(
      size,
      size,
      columns.flatMap((_, i) => columns.map((column) => column[i] ?? Number.NaN)),
      "f64",
    );
  }
});
