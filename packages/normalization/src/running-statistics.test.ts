import { matrix, matrixFromRows, normalMatrix, random } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConventionName, conventions } from "./conventions.ts";
import { RunningStatistics, type RunningStatisticsRecord } from "./running-statistics.ts";

const tenth = { ...conventions.pytorch, storedVariance: "biased" } as const;
// The mean 2, the biased variance 9 and, of two, the unbiased variance 18.
const batch = matrixFromRows([[-1], [5]], "f64");

/** Statistics after a number of equal batches. */
function after(batches: number, convention: ConstructorParameters<typeof RunningStatistics>[1] = tenth) {
  const statistics = new RunningStatistics(1, convention);
  for (let t = 0; t < batches; t++) statistics.update(batch);
  return statistics;
}

test("start from mean 0, variance 1 and no batches, as in PyTorch", () => {
  const statistics = new RunningStatistics(3);
  expect(statistics.mean).toEqual(Float64Array.of(0, 0, 0));
  expect(statistics.variance).toEqual(Float64Array.of(1, 1, 1));
  expect(statistics.batches).toBe(0);
  expect(statistics.features).toBe(3);
  expect(statistics.convention).toEqual(conventions.pytorch);
});

test.each([
  [1, 0.2, 1.8],
  [10, 1.3026431198, 6.2105724792],
  [50, 1.98969244959, 8.95876979834],
])(
  "after %d batches of mean 2 and variance 9 with a weight of 0.1: mean %d, variance %d",
  (batches, mean, variance) => {
    const statistics = after(batches);
    expect(statistics.mean[0]).toBeCloseTo(mean, 10);
    expect(statistics.variance[0]).toBeCloseTo(variance, 10);
    expect(statistics.batches).toBe(batches);
    const { mean: correctedMean, variance: correctedVariance } = statistics.corrected();
    expect(correctedMean[0]).toBeCloseTo(2, 13);
    expect(correctedVariance[0]).toBeCloseTo(9, 13);
  },
);

test.each([
  ["pytorch", 0.1, 2],
  ["keras", 0.01, 1],
  ["onnx", 0.1, 1],
] as const)(
  "%s gives a batch the weight %d, and multiplies its variance by %d for two examples",
  (name, weight, factor) => {
    for (const batches of [1, 2, 30]) {
      const statistics = after(batches, name);
      const ofStart = (1 - weight) ** batches;
      expect(statistics.mean[0]).toBeCloseTo((1 - ofStart) * 2, 13);
      expect(statistics.variance[0]).toBeCloseTo(ofStart + (1 - ofStart) * 9 * factor, 12);
    }
  },
);

test("the unbiased variance of m examples is m/(m − 1) times the biased one: 1.0323 for 32", () => {
  const examples = normalMatrix(random(1), 32, 1, 1, "f64");
  const [unbiased, biased] = (["unbiased", "biased"] as const).map((storedVariance) => {
    const statistics = new RunningStatistics(1, { ...tenth, momentum: 1, storedVariance });
    statistics.update(examples);
    return statistics.variance[0] as number;
  });
  expect((unbiased as number) / (biased as number)).toBeCloseTo(32 / 31, 14);
});

// (1 − w)^t = 0.01 at t = ln 0.01 / ln(1 − w): 43.7 for w = 0.1, 458.2 for w = 0.01
test.each([
  { name: "onnx", weight: 0.1, batches: 44 },
  { name: "keras", weight: 0.01, batches: 459 },
] as const)(
  "$name: a batch weighs $weight, and batch $batches is the first that comes to 99 percent",
  ({ name, weight, batches }) => {
    expect(Math.ceil(Math.log(0.01) / Math.log(1 - weight))).toBe(batches);
    expect(after(batches - 1, name).mean[0]).toBeLessThan(0.99 * 2);
    expect(after(batches, name).mean[0]).toBeGreaterThan(0.99 * 2);
  },
);

test("follow every feature by itself, whatever the precision of the batch", () => {
  const statistics = new RunningStatistics(2, { ...tenth, momentum: 0.5 });
  statistics.update(
    matrixFromRows([
      [-1, 10],
      [5, 10],
      [2, 40],
    ]),
  );
  expect(statistics.mean).toEqual(Float64Array.of(1, 10));
  expect(statistics.variance).toEqual(Float64Array.of(0.5 + 3, 0.5 + 100));
});

test("the correction takes the start away for every weight", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 20 }),
      (momentum, batches) => {
        const { mean, variance } = after(batches, { ...tenth, momentum }).corrected();
        expect(mean[0]).toBeCloseTo(2, 11);
        expect(variance[0]).toBeCloseTo(9, 11);
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

test("a corrected variance of equal entries is nearly 0, and never negative", () => {
  for (const momentum of [0.1, 0.3, 0.01, 0.25, 0.7]) {
    const statistics = new RunningStatistics(1, { ...tenth, momentum });
    for (let t = 1; t < 60; t++) {
      statistics.update(matrix(2, 1, [3, 3]));
      const variance = statistics.corrected().variance[0] as number;
      expect(variance).toBeGreaterThanOrEqual(0);
      expect(variance).toBeLessThan(1e-12);
    }
  }
});

test("cannot be changed through what they give out", () => {
  const statistics = after(1);
  statistics.mean[0] = 100;
  statistics.variance[0] = 100;
  expect([...statistics.mean, ...statistics.variance]).toEqual([0.2, expect.closeTo(1.8, 14)]);
});

test("reset forgets, and toJSON and restore carry over", () => {
  const statistics = after(3, "keras");
  const text = JSON.stringify(statistics);
  expect(JSON.parse(text)).toEqual({
    mean: [...statistics.mean],
    variance: [...statistics.variance],
    batches: 3,
  });
  const other = new RunningStatistics(1, "keras");
  other.restore(JSON.parse(text));
  for (const each of [statistics, other]) each.update(batch);
  expect(other.toJSON()).toEqual(statistics.toJSON());
  expect(other.batches).toBe(4);
  statistics.reset();
  expect(statistics.toJSON()).toEqual({ mean: [0], variance: [1], batches: 0 });
});

test("restore takes typed arrays, and copies", () => {
  const statistics = new RunningStatistics(1);
  const mean = [3];
  statistics.restore({
    mean,
    variance: Float32Array.of(0.5),
    batches: 0,
  } as unknown as RunningStatisticsRecord);
  mean[0] = 9;
  expect(statistics.toJSON()).toEqual({ mean: [3], variance: [0.5], batches: 0 });
});

describe("refuses", () => {
  test.each([
    [
      0,
      undefined,
      "new RunningStatistics: expected features to be a whole number from 1 on, came 0. Likely fix: pass features as a count.",
    ],
    [
      2,
      "torch" as ConventionName,
      'new RunningStatistics: expected a convention, "pytorch", "keras", "onnx", came "torch". Likely fix: name one of them, or pass a record of your own.',
    ],
  ])("%o features and the convention %o", (features, convention, message) => {
    expect(() => new RunningStatistics(features, convention)).toThrow(new Error(message));
  });

  const batchMessage = (came: string) =>
    `RunningStatistics.update: expected a batch of at least 2 examples of 2 features, came ${came}. Likely fix: pass the batch that was normalised, one example a row.`;
  const finiteMessage =
    "RunningStatistics.update: expected feature 1 to have a finite variance, came NaN. Likely fix: look for NaN, Infinity or entries above 1e150 in the batch, and for a loss that diverged.";

  test.each([
    ["one example", matrix(1, 2), batchMessage("1×2")],
    ["another width", matrix(4, 3), batchMessage("4×3")],
    [
      "NaN",
      matrixFromRows([
        [1, 2],
        [5, Number.NaN],
      ]),
      finiteMessage,
    ],
    [
      "an infinite entry",
      matrixFromRows([
        [1, 2],
        [5, Infinity],
      ]),
      finiteMessage,
    ],
  ])("a batch with %s, and changes nothing", (_, batch, message) => {
    const statistics = new RunningStatistics(2);
    statistics.update(
      matrixFromRows([
        [1, 2],
        [3, 5],
      ]),
    );
    const before = statistics.toJSON();
    expect(() => statistics.update(batch)).toThrow(new Error(message));
    expect(statistics.toJSON()).toEqual(before);
  });

  test("what is no matrix", () => {
    expect(() => new RunningStatistics(1).update([[1], [2]] as never)).toThrow(
      /^RunningStatistics.update: expected a matrix/,
    );
  });

  const correctedMessage = (batches: number) =>
    `RunningStatistics.corrected: expected at least one batch, with a weight above 0, came ${batches} batches. Likely fix: call update(batch) first, or train a step.`;

  test("to correct what nothing went into", () => {
    expect(() => after(0).corrected()).toThrow(new Error(correctedMessage(0)));
    expect(() => after(2, { ...tenth, momentum: 0 }).corrected()).toThrow(new Error(correctedMessage(2)));
  });

  test.each([
    [
      { mean: [1], variance: [1, 1], batches: 1 },
      "RunningStatistics.restore: expected 2 means and variances, one for each feature, came 1 and 2. Likely fix: restore the statistics of the same layer.",
    ],
    [
      { mean: [1, 1], variance: [1], batches: 1 },
      "RunningStatistics.restore: expected 2 means and variances, one for each feature, came 2 and 1. Likely fix: restore the statistics of the same layer.",
    ],
    [
      { mean: [1, Number.NaN], variance: [1, 1], batches: 1 },
      "RunningStatistics.restore: expected mean 1 to be a finite number, came NaN. Likely fix: take the statistics of finite data.",
    ],
    [
      { mean: [1, 1], variance: [1, -1], batches: 1 },
      "RunningStatistics.restore: expected variance 1 to be a finite number from 0 on, came -1. Likely fix: take the statistics of finite data.",
    ],
    [
      { mean: [1, 1], variance: [1, 1] },
      "RunningStatistics.restore: expected batches to be a whole number from 0 on, came undefined. Likely fix: pass batches as a count.",
    ],
    [
      undefined,
      "RunningStatistics.restore: expected a record of settings, came undefined. Likely fix: write restore({ mean, variance, batches }).",
    ],
  ])("to restore %o, and changes nothing", (record, message) => {
    const statistics = new RunningStatistics(2);
    expect(() => statistics.restore(record as RunningStatisticsRecord)).toThrow(new Error(message));
    expect(statistics.toJSON()).toEqual({ mean: [0, 0], variance: [1, 1], batches: 0 });
  });
});
