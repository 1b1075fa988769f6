import {
  checkGradient,
  matrix,
  matrixFromRows,
  normalMatrix,
  random,
  Tape,
  type Tensor,
} from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalizeWith, type Statistics } from "./normalize-with.ts";
import { onesAndZeros, valueAndGradients } from "./test-support/on-a-tape.ts";

const statistics: Statistics = { mean: [4, -1], variance: [9, 3] };

test.each(["f32", "f64"] as const)("γ (x − μ)/√(v + ε) + β by hand, in %s", (precision) => {
  const inputs = [
    [
      [1, 1],
      [7, -3],
      [20, 0],
    ],
    [[2, 5]],
    [[10, 20]],
  ];
  const { value, gradients } = valueAndGradients(
    inputs,
    (x, gamma, beta) => normalizeWith(x, gamma, beta, { mean: [4, -1], variance: [0, 3], epsilon: 1 }),
    {
      upstream: [
        [1, 2],
        [5, 7],
        [0, 4],
      ],
      precision,
    },
  );
  expect(value).toEqual([
    [4, 25],
    [16, 15],
    [42, 22.5],
  ]);
  expect(gradients).toEqual([
    [
      [2, 5],
      [10, 17.5],
      [0, 10],
    ],
    [[12, -3]],
    [[6, 13]],
  ]);
});

test("ε is 1e-5 unless given, and one example is enough", () => {
  const { value } = valueAndGradients([[[1]], [[1]], [[0]]], (x, gamma, beta) =>
    normalizeWith(x, gamma, beta, { mean: [0], variance: [1] }),
  );
  expect(value).toEqual([[1 / Math.sqrt(1 + 1e-5)]]);
});

test.each([1, 1e-15])("agrees with central differences when a gradient of %d arrives", (upstream) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer(),
      (batch, features, seed) => {
        const draw = random(seed);
        const inputs = [batch, 1, 1].map((rows) => normalMatrix(draw, rows, features, 1, "f64"));
        const mean = normalMatrix(draw, 1, features, 1, "f64").data;
        const variance = mean.map(() => 0.5 + draw.next());
        const build = (_: Tape, ...[x, gamma, beta]: Tensor[]) =>
          normalizeWith(x as Tensor, gamma as Tensor, beta as Tensor, { mean, variance });
        expect(checkGradient(build, inputs, { upstream })).toMatchObject({ passed: true });
      },
    ),
    { seed: 7, numRuns: 30 },
  );
});

test("a gradient goes only where it is wanted", () => {
  const one = matrixFromRows([[1]], "f64");
  for (const wanted of [0, 1, 2]) {
    const tape = new Tape({ precision: "f64" });
    const inputs = [one, one, one].map((m, place) =>
      place === wanted ? tape.parameter(m) : tape.constant(m),
    );
    normalizeWith(...(inputs as [Tensor, Tensor, Tensor]), {
      mean: [0],
      variance: [1],
      epsilon: 0,
    }).backward();
    expect(inputs.map((input) => input.gradient?.data[0])).toEqual(
      inputs.map((_, place) => (place === wanted ? 1 : undefined)),
    );
  }
});

test("statistics may change before backward", () => {
  const tape = new Tape({ precision: "f64" });
  const x = tape.parameter(matrixFromRows([[3]], "f64"));
  const [mean, variance] = [Float64Array.of(1), Float64Array.of(4)];
  const gamma = tape.parameter(matrixFromRows([[1]], "f64"));
  const y = normalizeWith(x, gamma, tape.constant(matrixFromRows([[0]], "f64")), {
    mean,
    variance,
    epsilon: 0,
  });
  mean[0] = variance[0] = 100;
  y.backward();
  expect([x.gradient?.data[0], gamma.gradient?.data[0]]).toEqual([1 / 2, 1]);
});

describe("refuses", () => {
  const tape = new Tape();
  const [x, gamma, beta] = [
    tape.constant(matrix(3, 2)),
    tape.constant(matrix(1, 2)),
    tape.constant(matrix(1, 2)),
  ];
  const call = (settings: unknown) => () => normalizeWith(x, gamma, beta, settings as Statistics);

  test.each([
    [
      { ...statistics, mean: [1] },
      "normalizeWith: expected a mean for each of 2 features, came 1. Likely fix: take the statistics of the same features.",
    ],
    [
      { ...statistics, variance: Float32Array.of(1, 2, 3) },
      "normalizeWith: expected a variance for each of 2 features, came 3. Likely fix: take the statistics of the same features.",
    ],
    [
      { ...statistics, mean: 4 },
      "normalizeWith: expected mean to be a list of numbers, one for each feature, came 4. Likely fix: pass an array, a Float32Array or a Float64Array.",
    ],
    [
      { mean: [1, 2] },
      "normalizeWith: expected variance to be a list of numbers, one for each feature, came undefined. Likely fix: pass an array, a Float32Array or a Float64Array.",
    ],
    [
      { ...statistics, mean: [1, Number.NaN] },
      "normalizeWith: expected mean 1 to be a finite number, came NaN. Likely fix: take the statistics of finite data.",
    ],
    [
      { ...statistics, mean: ["1", 2] },
      'normalizeWith: expected mean 0 to be a finite number, came "1". Likely fix: take the statistics of finite data.',
    ],
    [
      { ...statistics, mean: new Array(2) },
      "normalizeWith: expected mean 0 to be a finite number, came undefined. Likely fix: take the statistics of finite data.",
    ],
    [
      { ...statistics, variance: [1, -1] },
      "normalizeWith: expected variance 1 to be a finite number from 0 on, came -1. Likely fix: take the statistics of finite data.",
    ],
    [
      { ...statistics, variance: [Infinity, 1] },
      "normalizeWith: expected variance 0 to be a finite number from 0 on, came Infinity. Likely fix: take the statistics of finite data.",
    ],
    [
      { ...statistics, variance: [1, 0], epsilon: 0 },
      "normalizeWith: expected feature 1 to have a variance above 0, came 0. Likely fix: take epsilon above 0, or leave out what has equal entries only.",
    ],
    [
      { ...statistics, epsilon: -1 },
      "normalizeWith: expected epsilon to be a finite number from 0 on, came -1. Likely fix: correct epsilon; 0 switches it off.",
    ],
    [
      undefined,
      "normalizeWith: expected a record of settings, came undefined. Likely fix: write normalizeWith(x, gamma, beta, { mean, variance, epsilon }).",
    ],
  ])("the settings %o", (settings, message) => {
    expect(call(settings)).toThrow(new Error(message));
  });

  test("what does not fit x, and what is no tensor", () => {
    const empty = tape.constant(matrix(0, 2));
    expect(() => normalizeWith(empty, gamma, beta, statistics)).toThrow(
      /^normalizeWith: expected at least one row and one column, came 0×2/,
    );
    const wide = tape.constant(matrix(1, 3));
    expect(() => normalizeWith(x, wide, beta, statistics)).toThrow(
      /^normalizeWith: expected gamma of shape 1×2/,
    );
    expect(() => normalizeWith(x, gamma, wide, statistics)).toThrow(
      /^normalizeWith: expected beta of shape 1×2/,
    );
    expect(() => normalizeWith(matrix(3, 2) as never, gamma, beta, statistics)).toThrow(
      /^normalizeWith: expected a tensor, came/,
    );
  });

  test("a mean and a negative mean are both welcome", () => {
    expect(
      normalizeWith(x, ...onesAndZeros(x), { mean: [-5, 5], variance: [0, 0], epsilon: 1 }).value.data,
    ).toEqual(Float32Array.of(5, -5, 5, -5, 5, -5));
  });
});
