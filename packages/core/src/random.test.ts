import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matrix, precisionOf } from "./matrix.ts";
import { normalMatrix, random, uniformMatrix } from "./random.ts";
import { Xoshiro128PlusPlus } from "./xoshiro.ts";

// Bounds are five standard deviations of the statistic: a right generator leaves one with probability 6e-7.
const deviations = 5;
const count = 200_000;

const draw = (next: () => number, times = count) => Float64Array.from({ length: times }, next);
const meanOf = (values: Float64Array, f = (x: number) => x) =>
  values.reduce((sum, x) => sum + f(x), 0) / values.length;

describe("seeds", () => {
  test("the same seed gives the same stream, another seed another", () => {
    const stream = (seed: number) => {
      const { next, normal, integer } = random(seed);
      return [next(), normal(), integer(1000), next()];
    };
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (seed, other) => {
        expect(stream(seed)).toEqual(stream(seed));
        if (seed !== other) expect(stream(seed)).not.toEqual(stream(other));
      }),
      { seed: 1 },
    );
  });

  test.each([0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])("%d is a seed", (seed) => {
    expect(random(seed).next()).toBeLessThan(1);
  });

  test("−0 is the seed 0", () => {
    expect(random(-0).next()).toBe(random(0).next());
  });

  test.each([1.5, Number.NaN, Infinity, 2 ** 53, "1", undefined, 1n])("refuses %o", (seed) => {
    expect(() => random(seed as number)).toThrow(
      /^random: expected a whole number from −\(2⁵³ − 1\) to 2⁵³ − 1/,
    );
  });
});

describe("next", () => {
  test("puts 27 and 26 high bits of two words together", () => {
    const words = Xoshiro128PlusPlus.fromSeed(7n);
    const { next } = random(7);
    for (let i = 0; i < 100; i++) {
      const bits = (BigInt(words.next() >>> 5) << 26n) | BigInt(words.next() >>> 6);
      expect(next()).toBe(Number(bits) / 2 ** 53);
    }
  });

  test("is uniform on [0, 1): mean 1/2, variance 1/12, ten equal tenths", () => {
    const values = draw(random(2).next);
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(Math.abs(meanOf(values) - 1 / 2)).toBeLessThan(deviations * Math.sqrt(1 / 12 / count));
    // The variance of (x − 1/2)² is 1/80 − 1/144 = 1/180.
    expect(Math.abs(meanOf(values, (x) => (x - 0.5) ** 2) - 1 / 12)).toBeLessThan(
      deviations * Math.sqrt(1 / 180 / count),
    );
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = meanOf(values, (x) => (Math.floor(10 * x) === tenth ? 1 : 0));
      expect(Math.abs(share - 0.1)).toBeLessThan(deviations * Math.sqrt((0.1 * 0.9) / count));
    }
  });
});

describe("normal", () => {
  const values = draw(random(3).normal, 1_000_000);

  // E zᵏ = (k − 1)!! for even k and 0 for odd k; the variance of zᵏ is E z²ᵏ − (E zᵏ)².
  test.each([
    [1, 0, 1],
    [2, 1, 3],
    [3, 0, 15],
    [4, 3, 105],
  ])("moment %d is %d", (power, moment, moment2) => {
    const bound = deviations * Math.sqrt((moment2 - moment ** 2) / values.length);
    expect(Math.abs(meanOf(values, (z) => z ** power) - moment)).toBeLessThan(bound);
  });

  test("has the normal share in each of 32 bins from −4 to 4", () => {
    const width = 0.25;
    const counts = new Map<number, number>();
    for (const z of values) {
      const bin = Math.floor(z / width);
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
    for (let bin = -16; bin < 16; bin++) {
      const probability = normalProbability(bin * width, (bin + 1) * width);
      const share = (counts.get(bin) ?? 0) / values.length;
      const bound = deviations * Math.sqrt((probability * (1 - probability)) / values.length);
      expect(Math.abs(share - probability), `bin from ${bin * width}`).toBeLessThan(bound);
    }
  });

  test("reaches the tails: P(|z| > 4) = 6.3e-5", () => {
    const probability = 1 - normalProbability(-4, 4);
    const share = meanOf(values, (z) => (Math.abs(z) > 4 ? 1 : 0));
    expect(Math.abs(share - probability)).toBeLessThan(deviations * Math.sqrt(probability / values.length));
  });
});

describe("integer", () => {
  test("is each of 0 … below − 1 equally often", () => {
    const { integer } = random(4);
    const values = draw(() => integer(7));
    for (let k = 0; k < 7; k++) {
      const share = meanOf(values, (x) => (x === k ? 1 : 0));
      expect(Math.abs(share - 1 / 7)).toBeLessThan(deviations * Math.sqrt(((1 / 7) * (6 / 7)) / count));
    }
  });

  // Word modulo 3 · 2³⁰ without rejection would be below 2³⁰ with probability 1/2 instead of 1/3.
  test("is not skewed when below does not divide 2³²", () => {
    const { integer } = random(5);
    const share = meanOf(
      draw(() => integer(3 * 2 ** 30)),
      (x) => (x < 2 ** 30 ? 1 : 0),
    );
    expect(Math.abs(share - 1 / 3)).toBeLessThan(deviations * Math.sqrt(((1 / 3) * (2 / 3)) / count));
  });

  test("takes 1 and 2³²", () => {
    expect(random(6).integer(1)).toBe(0);
    expect(random(6).integer(2 ** 32)).toBe(Xoshiro128PlusPlus.fromSeed(6n).next());
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])("refuses %d", (below) => {
    expect(() => random(1).integer(below)).toThrow(
      `integer: expected a whole number from 1 to 2³², came ${below}`,
    );
  });
});

describe("matrices of draws", () => {
  test("use the stream in row-major order", () => {
    const { next } = random(8);
    expect([...uniformMatrix(random(8), 2, 2, 3, "f64").data]).toEqual([
      ...draw(() => 3 * (2 * next() - 1), 4),
    ]);
    const { normal } = random(9);
    expect([...normalMatrix(random(9), 2, 2, 3, "f64").data]).toEqual([...draw(() => 3 * normal(), 4)]);
  });

  test("may be empty", () => {
    expect(uniformMatrix(random(8), 0, 3, 1)).toEqual(matrix(0, 3));
  });

  test("are f32 unless told", () => {
    expect(precisionOf(uniformMatrix(random(1), 1, 1, 1))).toBe("f32");
    expect(precisionOf(normalMatrix(random(1), 1, 1, 1, "f64"))).toBe("f64");
  });

  test("have the stated spread", () => {
    const { data } = uniformMatrix(random(10), 1, count, 2, "f64");
    expect(Math.max(...data.map(Math.abs).subarray(0, 1000))).toBeLessThanOrEqual(2);
    // Variance limit²/3; the variance of x² is limit⁴ (1/5 − 1/9).
    const variance = meanOf(Float64Array.from(data), (x) => x * x);
    expect(Math.abs(variance - 4 / 3)).toBeLessThan(deviations * Math.sqrt((16 * (1 / 5 - 1 / 9)) / count));
    const normals = normalMatrix(random(11), 1, count, 2, "f64").data;
    const normalVariance = meanOf(Float64Array.from(normals), (x) => x * x);
    expect(Math.abs(normalVariance - 4)).toBeLessThan(deviations * Math.sqrt((2 * 16) / count));
  });

  test.each([-1, Number.NaN, Infinity])("refuse the spread %d", (spread) => {
    expect(() => uniformMatrix(random(1), 1, 1, spread)).toThrow(
      "uniformMatrix: expected limit to be a finite number",
    );
    expect(() => normalMatrix(random(1), 1, 1, spread)).toThrow(
      "normalMatrix: expected standardDeviation to be a finite number from 0 on",
    );
  });
});

/** P(from < z < to) for a standard normal z, by Simpson's rule, whose error here is below 1e-9. */
function normalProbability(from: number, to: number): number {
  const intervals = 200;
  const h = (to - from) / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((from + i * h) ** 2) / 2);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}
