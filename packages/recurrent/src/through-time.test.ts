import { activations } from "@vanishing/activations";
import { type Matrix, matrix, norm, normalMatrix, random, Tape, uniformMatrix } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jacobianProducts } from "./jacobian-products.ts";
import { type RnnSettings, randomRnnWeights, rnn } from "./rnn.ts";
import { rnnJacobian } from "./rnn-jacobian.ts";
import { spectralNorm, spectralRadius } from "./spectral.ts";
import { stateValues } from "./state.ts";
import { rotation } from "./test-support/rotation.ts";
import { unroll } from "./unroll.ts";

// What happens to ∂h_T/∂h_t in an RNN: bounds that always hold, and rates of random nets.

const f64 = { precision: "f64" } as const;
const identity = { name: "identity", value: (x: number) => x, derivative: () => 1 };

/** ∂h_T/∂h_t for t = 0 … T. */
function productsAlong(weights: RnnSettings, sequence: readonly Matrix[], h0?: Matrix): Matrix[] {
  const settings = h0 && { initialState: { h: h0 } };
  const { states } = unroll(new Tape(f64), rnn(weights), sequence, settings);
  return jacobianProducts(
    sequence.map((x, t) => rnnJacobian(weights, x, stateValues(states[t] as (typeof states)[0]))),
  );
}

test("‖∂h_T/∂h_t‖ ≤ (‖W‖ · sup|f′|)^(T − t), for random nets of each activation", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(activations)),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      fc.nat(),
      (activation, hidden, length, spread, seed) => {
        const draw = random(seed);
        const recurrentWeight = normalMatrix(draw, hidden, hidden, spread, "f64");
        const weights = { ...randomRnnWeights(draw, 2, hidden, f64), recurrentWeight, activation };
        const sequence = Array.from({ length }, () => normalMatrix(draw, 1, 2, 1, "f64"));
        const factor = spectralNorm(recurrentWeight) * activation.lipschitz;
        productsAlong(weights, sequence).forEach((product, t) => {
          expect(spectralNorm(product)).toBeLessThanOrEqual(factor ** (length - t) * (1 + 1e-12));
        });
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

test("the bound is attained by a linear net that stretches one direction", () => {
  const recurrentWeight = matrix(2, 2, [0, 0, 0, 3], "f64");
  const weights = { ...randomRnnWeights(random(1), 1, 2, f64), recurrentWeight, activation: identity };
  const products = productsAlong(weights, new Array(5).fill(matrix(1, 1, undefined, "f64")));
  expect(products.map(spectralNorm).map((size) => Math.round(size * 1e9) / 1e9)).toEqual([
    243, 81, 27, 9, 3, 1,
  ]);
});

test("a radius below 1 is not enough: the gradient of [[0.5, 10], [0, 0.5]] first grows tenfold", () => {
  const recurrentWeight = matrix(2, 2, [0.5, 10, 0, 0.5], "f64");
  expect(spectralRadius(recurrentWeight)).toBeCloseTo(0.5, 12);
  const weights = { ...randomRnnWeights(random(1), 1, 2, f64), recurrentWeight, activation: identity };
  const norms = productsAlong(weights, new Array(30).fill(matrix(1, 1, undefined, "f64"))).map(spectralNorm);
  expect(norms[29]).toBeCloseTo(10.0249378, 7);
  expect(norms[28]).toBeCloseTo(10.0062, 4);
  expect(norms[25]).toBeCloseTo(3.125, 2);
  expect(norms[20]).toBeCloseTo(0.195, 3);
  expect(norms[0]).toBeCloseTo(5.6e-7, 8);
});

test("in a linear net the rate over 100 steps tends to the spectral radius", () => {
  const weights = { ...randomRnnWeights(random(2), 1, 8, f64), activation: identity };
  const norms = productsAlong(weights, new Array(100).fill(matrix(1, 1, undefined, "f64"))).map(spectralNorm);
  const [radius, largest] = [spectralRadius(weights.recurrentWeight), spectralNorm(weights.recurrentWeight)];
  // ‖Wᵏ‖ lies between ρᵏ and κρᵏ, where κ is the condition number of the eigenvectors. For 8×8 it is below 100: 100^(1/100) = 1.047.
  const rate = (norms[0] as number) ** (1 / 100);
  expect(rate).toBeGreaterThanOrEqual(radius * (1 - 1e-12));
  expect(rate).toBeLessThan(radius * 1.047);
  expect(largest).toBeGreaterThan(1.2 * radius);
  norms.forEach((size, t) => {
    expect(size).toBeLessThanOrEqual(largest ** (100 - t) * (1 + 1e-12));
    expect(size).toBeGreaterThanOrEqual(radius ** (100 - t) * (1 - 1e-12));
  });
});

describe("an orthogonal recurrent weight", () => {
  const hidden = 16;
  const orthogonal = (seed: number) => rotation(random(seed), hidden);

  test("keeps every norm in a linear net, also over 100 steps", () => {
    const recurrentWeight = orthogonal(1);
    const weights = { ...randomRnnWeights(random(1), 1, hidden, f64), recurrentWeight, activation: identity };
    const tape = new Tape(f64);
    const sequence = new Array(100).fill(matrix(1, 1, undefined, "f64"));
    const { states, lastState } = unroll(tape, rnn(weights), sequence);
    const v = normalMatrix(random(2), 1, hidden, 1, "f64");
    lastState.h.backward(v);
    // 100 products, each off by some 16 · 2^−53.
    for (const { h } of states)
      expect(Math.abs(norm(h.gradient as Matrix) / norm(v) - 1)).toBeLessThan(100 * 16 * 2 ** -53);
  });

  test("keeps every norm with tanh as long as h is 0, and then shrinks it the more the larger the inputs are", () => {
    const recurrentWeight = orthogonal(3);
    const lastOf = (scale: number) => {
      const draw = random(5);
      const weights = {
        inputWeight: normalMatrix(draw, hidden, hidden, scale / Math.sqrt(hidden), "f64"),
        recurrentWeight,
        bias: matrix(1, hidden, undefined, "f64"),
      };
      const sequence = Array.from({ length: 100 }, () => normalMatrix(draw, 1, hidden, 1, "f64"));
      return spectralNorm(productsAlong(weights, sequence)[0] as Matrix);
    };
    expect(Math.abs(lastOf(0) - 1)).toBeLessThan(100 * 16 * 2 ** -53);
    const [small, large] = [lastOf(0.1), lastOf(1)];
    expect(small).toBeLessThan(0.5);
    expect(large).toBeLessThan(small / 1e6);
    expect(large).toBeGreaterThan(0);
  });

  test("with sigmoid it is at or below 4^−T", () => {
    const weights = {
      ...randomRnnWeights(random(4), 1, hidden, f64),
      recurrentWeight: orthogonal(2),
      activation: activations.sigmoid,
    };
    const sequence = Array.from({ length: 10 }, () => matrix(1, 1, undefined, "f64"));
    const size = spectralNorm(productsAlong(weights, sequence)[0] as Matrix);
    expect(size).toBeLessThanOrEqual(4 ** -10 * (1 + 1e-12));
    expect(size).toBeGreaterThan(4 ** -10 / 10);
  });
});

test("the default weight of 64 units: a bound above 1 although the gradient vanishes", () => {
  const draw = random(1);
  const weights = randomRnnWeights(draw, 64, 64, f64);
  const sequence = Array.from({ length: 50 }, () => normalMatrix(draw, 1, 64, 1, "f64"));
  const actual = spectralNorm(productsAlong(weights, sequence)[0] as Matrix);
  const bound = spectralNorm(weights.recurrentWeight) ** 50;
  expect(bound).toBeGreaterThan(10);
  expect(actual).toBeLessThan(bound / 1e12);
  // In the range of float64 by far: this is vanishing, not underflow.
  expect(actual).toBeGreaterThan(1e-100);
});

test("U(±1/√H) has the norm 2/√3 and the radius 1/√3 for large H", () => {
  const hidden = 256;
  const m = uniformMatrix(random(1), hidden, hidden, 1 / Math.sqrt(hidden), "f64");
  const scale = 1 / Math.sqrt(3);
  // With s the norm in units of σ√n, (s² − 4)·n^(2/3) / 2^(4/3) tends to the law of Tracy and Widom for real matrices (I. M.
  // Johnstone, Annals of Statistics 29(2), 2001). It is below −8 or above 10 with a probability of some 1e-9 each.
  const unit = 2 ** (4 / 3) * hidden ** (-2 / 3);
  const size = spectralNorm(m) / scale;
  expect(size ** 2).toBeGreaterThan(4 - 8 * unit);
  expect(size ** 2).toBeLessThan(4 + 10 * unit);
  // For complex normal entries the squared sizes of the eigenvalues, in units of σ², are independent Gamma(k, 1) with k = 1 … n (E.
  // Kostlan, Linear Algebra and its Applications 162–164, 1992). The largest of 256 is below 0.95² n with 1e-22 and above 1.2² n with
  // 1e-9. Real entries have the same limit; the rest is room for them.
  const radius = spectralRadius(m) / scale;
  expect(radius).toBeGreaterThan(0.93);
  expect(radius).toBeLessThan(1.22);
});
