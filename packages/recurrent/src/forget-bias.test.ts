import { matrix, matrixFromRows, precisionOf, sigmoid } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellGain, forgetBiasFor, halfLife, withForgetBias } from "./forget-bias.ts";

/** Difference to the expected value, relative to it. */
function relativeError(received: number, expected: number): number {
  return Math.abs(received / expected - 1);
}

describe.each([
  { bias: 0, gains: [9.765625e-4, 7.88860905221e-31, 9.33263618503e-302], life: 1 },
  { bias: 1, gains: [0.0436035427941, 2.48437855572e-14, 8.95731235815e-137], life: 2.2126777968 },
  { bias: 2, gains: [0.281033862321, 3.07316954368e-6, 7.51389643933e-56], life: 5.46094731072 },
  { bias: 5, gains: [0.935051674018, 0.510923784856, 1.21216351252e-3], life: 103.218348487 },
])("a forget bias of $bias", ({ bias, gains, life }) => {
  test.each([10, 100, 1000])(`has the gain of the literature after %i steps`, (steps) => {
    const expected = gains[[10, 100, 1000].indexOf(steps)] as number;
    // The reference has 12 digits.
    expect(relativeError(cellGain(bias, steps), expected)).toBeLessThan(1e-11);
  });

  test("has its half-life", () => {
    expect(relativeError(halfLife(bias), life)).toBeLessThan(1e-10);
  });
});

test.each([
  [10, 2.634240474],
  [100, 4.968215369],
  [1000, 7.273921606],
])("for a half-life of %i steps the bias is %f", (steps, expected) => {
  expect(relativeError(forgetBiasFor(steps), expected)).toBeLessThan(1e-9);
});

test("ln(T − 1) keeps 1 − 1/T a step, and 1/e in the long run", () => {
  for (const steps of [10, 100, 1000]) {
    expect(cellGain(Math.log(steps - 1), steps)).toBeCloseTo((1 - 1 / steps) ** steps, 12);
  }
  expect(cellGain(Math.log(1e6 - 1), 1e6)).toBeCloseTo(1 / Math.E, 6);
});

test("one step is the sigmoid itself, and no step keeps all", () => {
  for (const bias of [-30, -1, 0, 0.5, 3]) {
    expect(relativeError(cellGain(bias, 1), sigmoid(bias))).toBeLessThan(1e-14);
    expect(cellGain(bias, 0)).toBe(1);
  }
});

test("a bias whose sigmoid rounds to 1 still loses something in many steps", () => {
  expect(sigmoid(40)).toBe(1);
  // 1 − σ(40) = 4.2e-18, to 16 digits
  expect(relativeError(1 - cellGain(40, 1e15), -Math.expm1(-1e15 * Math.exp(-40)))).toBeLessThan(1e-12);
  expect(relativeError(halfLife(40), Math.LN2 * Math.exp(40))).toBeLessThan(1e-14);
  expect(halfLife(746)).toBe(Infinity);
});

test("forgetBiasFor inverts cellGain", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 1e-300, max: 0.999, noNaN: true }),
      (steps, gain) => {
        const a = -Math.log(gain) / steps;
        // An error of δ in b changes ln gain by T·(1 − r)·δ ≤ −ln(gain)·δ; b is off by some units in the last place of itself or of a.
        const tolerance = 1e-15 * (4 + Math.abs(Math.log(gain)) * (4 + a + Math.abs(Math.log(a))));
        expect(relativeError(cellGain(forgetBiasFor(steps, gain), steps), gain)).toBeLessThan(tolerance);
      },
    ),
    { seed: 7, numRuns: 500 },
  );
  // Near 1 the loss is what counts: T = 1000, gain = 1 − 1e-9.
  const gain = 1 - 1e-9;
  expect(relativeError(1 - cellGain(forgetBiasFor(1000, gain), 1000), 1 - gain)).toBeLessThan(1e-6);
  // The far ends neither overflow nor round to infinity.
  expect(forgetBiasFor(1, Number.MIN_VALUE)).toBeCloseTo(-744.44, 2);
  expect(forgetBiasFor(2 ** 53 - 1, 1 - 2 ** -53)).toBeCloseTo(106 * Math.LN2, 10);
});

test("withForgetBias sets the f block of a copy", () => {
  const bias = matrixFromRows([[1, 2, 3, 4, 5, 6, 7, 8]], "f64");
  const result = withForgetBias(bias, -0.5);
  expect(result).toEqual(matrixFromRows([[1, 2, -0.5, -0.5, 5, 6, 7, 8]], "f64"));
  expect(bias.data[2]).toBe(3);
  expect(precisionOf(withForgetBias(matrix(1, 4), 1))).toBe("f32");
});

describe("refuses", () => {
  test.each<[string, () => unknown, string]>([
    [
      "a gain of NaN as bias",
      () => cellGain(Number.NaN, 1),
      "cellGain: expected the forget bias to be a finite number, came NaN. Likely fix: 1 is usual; forgetBiasFor(steps) gives the one for a half-life.",
    ],
    [
      "negative steps",
      () => cellGain(1, -1),
      "cellGain: expected steps to be a whole number from 0 on, came -1. Likely fix: pass steps as a count.",
    ],
    [
      "a half-life of an infinite bias",
      () => halfLife(Infinity),
      "halfLife: expected the forget bias to be a finite number, came Infinity. Likely fix: 1 is usual; forgetBiasFor(steps) gives the one for a half-life.",
    ],
    [
      "a half-life of text",
      () => halfLife("1" as never),
      'halfLife: expected the forget bias to be a finite number, came "1". Likely fix: 1 is usual; forgetBiasFor(steps) gives the one for a half-life.',
    ],
    [
      "no step",
      () => forgetBiasFor(0),
      "forgetBiasFor: expected steps to be a whole number from 1 on, came 0. Likely fix: pass steps as a count.",
    ],
    [
      "a gain of 1",
      () => forgetBiasFor(10, 1),
      "forgetBiasFor: expected gain to be a number above 0 and below 1, came 1. Likely fix: no finite forget bias keeps everything or nothing; 0.5 keeps half.",
    ],
    [
      "a gain of 0",
      () => forgetBiasFor(10, 0),
      "forgetBiasFor: expected gain to be a number above 0 and below 1, came 0. Likely fix: no finite forget bias keeps everything or nothing; 0.5 keeps half.",
    ],
    [
      "a gain of NaN",
      () => forgetBiasFor(10, Number.NaN),
      "forgetBiasFor: expected gain to be a number above 0 and below 1, came NaN. Likely fix: no finite forget bias keeps everything or nothing; 0.5 keeps half.",
    ],
    [
      "a gain that is text",
      () => forgetBiasFor(10, "0.5" as never),
      'forgetBiasFor: expected gain to be a number above 0 and below 1, came "0.5". Likely fix: no finite forget bias keeps everything or nothing; 0.5 keeps half.',
    ],
    [
      "a bias that is no matrix",
      () => withForgetBias([1, 2, 3, 4] as never, 1),
      "withForgetBias: expected a matrix, came an array of length 4. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a forget bias of NaN",
      () => withForgetBias(matrix(1, 4), Number.NaN),
      "withForgetBias: expected the forget bias to be a finite number, came NaN. Likely fix: 1 is usual; forgetBiasFor(steps) gives the one for a half-life.",
    ],
    [
      "a bias of three blocks",
      () => withForgetBias(matrix(1, 6), 1),
      "withForgetBias: expected a bias of shape 1×(4 · hidden), with the blocks i, f, g, o, came 1×6. Likely fix: pass the bias of an LSTM.",
    ],
    [
      "a bias of two rows",
      () => withForgetBias(matrix(2, 4), 1),
      "withForgetBias: expected a bias of shape 1×(4 · hidden), with the blocks i, f, g, o, came 2×4. Likely fix: pass the bias of an LSTM.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
