import { activations } from "@vanishing/activations";
import {
  centralDifference,
  jacobian,
  matrix,
  matrixFromRows,
  normalMatrix,
  random,
  tanhDerivative,
} from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { rnnJacobian } from "./rnn-jacobian.ts";
import { largestDifference } from "./test-support/largest-difference.ts";
import { exactRow, jacobian64, relativeError64, rnnStep64 } from "./test-support/sixty-four-digit-cells.ts";

const f64 = { precision: "f64" } as const;

test("by hand: diag(f′(z))·Wᵀ", () => {
  const weights = {
    inputWeight: matrixFromRows([[1, 2]], "f64"),
    recurrentWeight: matrixFromRows(
      [
        [0.1, 0.2],
        [0.3, 0.4],
      ],
      "f64",
    ),
    bias: matrixFromRows([[0.5, -0.5]], "f64"),
  };
  const received = rnnJacobian(weights, matrix(1, 1, [0.25], "f64"), { h: matrix(1, 2, [1, -1], "f64") });
  const [first, second] = [tanhDerivative(0.25 + 0.1 - 0.3 + 0.5), tanhDerivative(0.5 + 0.2 - 0.4 - 0.5)];
  const expected = matrixFromRows(
    [
      [first * 0.1, first * 0.3],
      [second * 0.2, second * 0.4],
    ],
    "f64",
  );
  expect(largestDifference(received, expected)).toBeLessThan(1e-15 * 4);
});

test("agrees with the tape, for each activation", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(),
      (inputs, hidden, seed) => {
        const draw = random(seed);
        const drawn = randomRnnWeights(draw, inputs, hidden, f64);
        const [x, h] = [normalMatrix(draw, 1, inputs, 1, "f64"), normalMatrix(draw, 1, hidden, 1, "f64")];
        for (const activation of Object.values(activations)) {
          const weights = { ...drawn, activation };
          const cell = rnn(weights);
          const expected = jacobian((tape, h) => cell.step(tape.constant(x), { h }).h, h);
          expect(largestDifference(rnnJacobian(weights, x, { h }), expected)).toBeLessThan(1e-15);
        }
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});

test("agrees with central differences in 64-digit arithmetic", () => {
  const draw = random(4);
  const weights = randomRnnWeights(draw, 3, 4, f64);
  const [x, h] = [normalMatrix(draw, 1, 3, 1, "f64"), normalMatrix(draw, 1, 4, 1, "f64")];
  const expected = jacobian64((state) => rnnStep64(weights, exactRow(x), state), exactRow(h));
  expect(relativeError64(rnnJacobian(weights, x, { h }), expected)).toBeLessThan(1e-14);
});

test("keeps its digits deep in saturation", () => {
  // z = 30: f′ = 4 e^−60, where 1 − tanh² has no digit left.
  const weights = { inputWeight: matrix(1, 1), recurrentWeight: matrix(1, 1, [1]), bias: matrix(1, 1, [30]) };
  const { data } = rnnJacobian(weights, matrix(1, 1), { h: matrix(1, 1) });
  expect(data[0]).toBe(tanhDerivative(30));
  expect(data[0]).toBeGreaterThan(3.4e-26);
  expect(centralDifference(Math.tanh, 30)).toBe(0);
});

test("f32 weights and states are taken as they are, and the result is f64", () => {
  const draw = random(4);
  const weights = randomRnnWeights(draw, 2, 3);
  const [x, h] = [normalMatrix(draw, 1, 2, 1), normalMatrix(draw, 1, 3, 1)];
  const expected = jacobian64((state) => rnnStep64(weights, exactRow(x), state), exactRow(h));
  expect(relativeError64(rnnJacobian(weights, x, { h }), expected)).toBeLessThan(1e-14);
});

describe("refuses", () => {
  const weights = randomRnnWeights(random(1), 2, 3);
  const [x, h] = [matrix(1, 2), matrix(1, 3)];
  test.each<[string, () => unknown, string]>([
    [
      "no weights",
      () => rnnJacobian(undefined as never, x, { h }),
      "rnnJacobian: expected a record of settings, came undefined. Likely fix: write rnn({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "weights that do not fit",
      () => rnnJacobian({ ...weights, bias: matrix(1, 2) }, x, { h }),
      "rnnJacobian: expected bias of shape 1×3, (1, hidden), came 1×2. Likely fix: the hidden size is read from the recurrent weight; for the layout of another framework there is a conversion.",
    ],
    [
      "no x",
      () => rnnJacobian(weights, undefined as never, { h }),
      "rnnJacobian, x: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a batch of two",
      () => rnnJacobian(weights, matrix(2, 2), { h }),
      "rnnJacobian: expected x of shape 1×2, one example, came 2×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "x of another width",
      () => rnnJacobian(weights, matrix(1, 3), { h }),
      "rnnJacobian: expected x of shape 1×2, one example, came 1×3. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "no state",
      () => rnnJacobian(weights, x, undefined as never),
      "rnnJacobian, state h: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a state of another width",
      () => rnnJacobian(weights, x, { h: matrix(1, 2) }),
      "rnnJacobian: expected state h of shape 1×3, one example, came 1×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
