import { normalMatrix, random, uniformMatrix } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Verdict } from "./check.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { toHaveMoments } from "./to-have-moments.ts";

const messageOf = (verdict: Verdict) => {
  expect(verdict.pass).toBe(false);
  return verdict.message();
};
const standard = {
  why: "It matters.",
  mean: 0,
  variance: 1,
  distribution: "normal",
  falseAlarm: 1e-9,
} as const;
const normals = (seed: number, count: number) => Array.from({ length: count }, random(seed).normal);

describe("toHaveMoments", () => {
  test("takes samples of the stated distribution: lists, rows, matrices", () => {
    expect(toHaveMoments(normals(1, 5000), standard).pass).toBe(true);
    const rows = Array.from({ length: 50 }, (_, row) => normals(row + 1, 40));
    expect(toHaveMoments(rows, { ...standard, uncorrelated: true }).pass).toBe(true);
    const limit = Math.sqrt(6 / 300);
    const glorot = {
      ...standard,
      variance: 2 / 300,
      distribution: "uniform",
      range: [-limit, limit],
    } as const;
    expect(
      toHaveMoments(uniformMatrix(random(2), 100, 200, limit), { ...glorot, uncorrelated: true }).pass,
    ).toBe(true);
  });

  test("says sample, expected, received, relative error, tolerance with its source, and seed", () => {
    const wide = normalMatrix(random(3), 100, 100, Math.SQRT2, "f64");
    expect(messageOf(toHaveMoments(wide, { ...standard, seed: 3 }))).toBe(
      [
        "It matters.",
        "",
        "sample          10000 draws",
        "expected        variance 1",
        "received        variance 2",
        "relative error  1",
        "tolerance       0.09 (6.22 standard errors √((3 − 1)/n); a right sample fails with probability 1e-9)",
        "seed            3",
      ].join("\n"),
    );
    const shifted = messageOf(
      toHaveMoments(
        normals(4, 10_000).map((x) => x + 0.5),
        standard,
      ),
    );
    expect(shifted).toContain("expected        mean 0\n");
    expect(shifted).toMatch(/relative error {2}0\.\d+, relative to the standard deviation\n/);
    expect(shifted).toContain("6.22 standard errors 1/√n");
  });

  test("raises a false alarm no more often than it says", () => {
    const alarms = (falseAlarm: number) =>
      Array.from({ length: 2000 }, (_, seed) =>
        toHaveMoments(normals(seed, 200), { ...standard, falseAlarm }),
      ).filter(({ pass }) => !pass).length;
    // 2000 · 0.05 = 100 alarms, with a standard deviation of 9.7; six of them either way.
    expect(Math.abs(alarms(0.05) - 100)).toBeLessThan(6 * Math.sqrt(2000 * 0.05 * 0.95));
  });

  test("states the false alarms of the variance to a fifth, far out and for few draws", () => {
    // n − 1 times the sample variance is χ² with n − 1 degrees of freedom: with 2m of them P(χ² > x) = e^(−x/2) Σ_{k<m} (x/2)ᵏ/k!.
    const draws = 1001;
    const limit = limitOfVariance(draws, 1e-9);
    const half = ((draws - 1) * limit) / 2;
    let [term, tail] = [Math.exp(-half), 0];
    for (let k = 0; k < (draws - 1) / 2; term *= half / ++k) tail += term;
    // A quarter of the false alarms: two statistics, two sides each.
    expect(tail / (1e-9 / 4)).toBeGreaterThan(1);
    expect(tail / (1e-9 / 4)).toBeLessThan(1.2);
  });

  test.each<[string, (draws: number[]) => unknown, string]>([
    ["another variance", (draws) => draws.map((x) => 1.2 * x), "variance"],
    ["the standard deviation for the variance", (draws) => draws.map((x) => x / 3), "variance"],
    ["all equal", (draws) => draws.map(() => 0), "all draws are 0"],
    ["two values", (draws) => draws.map((_, i) => (i % 2 ? 3 : -3)), "variance"],
    ["one wild draw", (draws) => draws.with(7, 1e200), "mean"],
    ["NaN", (draws) => draws.with(7, Number.NaN), "NaN at [7]"],
    [
      "Infinity",
      (draws) => draws.with(7, Number.POSITIVE_INFINITY),
      "no draw of this distribution is infinite",
    ],
    ["undefined", (draws) => [draws, undefined], "is a return missing?"],
    ["nothing", () => undefined, "is a return missing?"],
    ["an empty list", () => [], "there are 0 draws, and a sample has many"],
    ["a number", () => 0.5, "a list or a matrix of draws"],
    ["a promise", () => Promise.resolve([1]), "is the function async?"],
    ["three draws", () => [1, -1, 0.5], "The sample has 3 draws, and that is too few"],
    [
      "a list in itself",
      () => {
        const list: unknown[] = [];
        list.push(list);
        return list;
      },
      "a list",
    ],
    ["a very long list", () => new Array(2 ** 32 - 1), "undefined at [0]"],
    [
      "a list that cannot be read",
      () =>
        new Proxy([1, 2], {
          get() {
            throw new Error("no");
          },
        }),
      "when it is read",
    ],
  ])("rejects %s", (_name, change, text) => {
    expect(messageOf(toHaveMoments(change(normals(5, 3000)), standard))).toContain(text);
  });

  test("rejects draws outside of the range, with their place", () => {
    const range = [-0.1, 0.1] as const;
    const uniform = { ...standard, variance: 0.01 / 3, distribution: "uniform", range } as const;
    const wide = { rows: 1, columns: 3, data: [0, 0.05, 0.2] };
    const message = messageOf(toHaveMoments(wide, uniform));
    expect(message).toContain("expected  draws from -0.1 to 0.1");
    expect(message).toContain("received  0.2 at .data[2]");
  });

  test.each([
    ["row", (row: number, column: number) => normals(row + 1, 60)[column - (column % 2)]],
    ["column", (row: number, column: number) => normals(Math.floor(row / 2) + 1, 60)[column]],
  ])("rejects neighbours in a %s that are the same", (along, entry) => {
    const rows = Array.from({ length: 60 }, (_, row) =>
      Array.from({ length: 60 }, (_, column) => entry(row, column)),
    );
    expect(toHaveMoments(rows, standard).pass).toBe(true);
    expect(messageOf(toHaveMoments(rows, { ...standard, uncorrelated: true }))).toContain(
      `correlation of neighbours in a ${along} 0`,
    );
  });

  test("takes the moments of any distribution", () => {
    // −ln u has mean, variance and standard moments 1, 1, 2, 9 and 265.
    const exponential = Array.from({ length: 20_000 }, random(6).next).map((u) => -Math.log(1 - u));
    const distribution = { skewness: 2, kurtosis: 9, sixth: 265 };
    expect(toHaveMoments(exponential, { ...standard, mean: 1, distribution }).pass).toBe(true);
    expect(toHaveMoments(exponential, { ...standard, mean: 1.1, distribution }).pass).toBe(false);
  });

  test.each([
    ["a variance of 0", { variance: 0 }],
    ["a variance of NaN", { variance: Number.NaN }],
    ["a false alarm of 0", { falseAlarm: 0 }],
    ["a false alarm of 1", { falseAlarm: 3 }],
  ])("refuses %s", (_name, settings) => {
    expect(() => toHaveMoments(normals(1, 1000), { ...standard, ...settings })).toThrow(
      "Mend it in lesson.test.ts",
    );
  });
});

/** The largest sample variance that passes, to 1e-12: of a sample of pairs ±a, whose mean is 0. */
function limitOfVariance(draws: number, falseAlarm: number): number {
  const takes = (variance: number) => {
    const a = Math.sqrt((variance * (draws - 1)) / (draws - 1));
    const sample = [0, ...Array.from({ length: draws - 1 }, (_, i) => (i % 2 ? a : -a))];
    return toHaveMoments(sample, { ...standard, falseAlarm }).pass;
  };
  let [low, high] = [1, 2];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (takes(middle)) low = middle;
    else high = middle;
  }
  return high;
}

describe("normalQuantile", () => {
  test.each([
    [0.05, 1.959963984540054],
    [1e-3, 3.2905267314919255],
    [1e-9, 6.109410204869],
    [0.5, 0.6744897501960817],
  ])("of %d is %d", (probability, z) => {
    expect(Math.abs(normalQuantile(probability) / z - 1)).toBeLessThan(1e-12);
  });

  test("reaches the smallest probabilities", () => {
    expect(normalQuantile(1e-300)).toBeCloseTo(37.0659, 3);
  });
});
