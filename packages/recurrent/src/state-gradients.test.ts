import { activations } from "@vanishing/activations";
import { type Matrix, matrix, norm, normalMatrix, random, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { jacobianProducts } from "./jacobian-products.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { lstmJacobian } from "./lstm-jacobian.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { rnnJacobian } from "./rnn-jacobian.ts";
import { stateValues } from "./state.ts";
import { stateGradientNorms } from "./state-gradients.ts";
import { unroll } from "./unroll.ts";

const f64 = { precision: "f64" } as const;

/** vᵀ·M as a row. */
function rowTimes(v: Matrix, m: Matrix): Matrix {
  const tape = new Tape(f64);
  return tape.constant(v).matmul(tape.constant(m)).value;
}

function sequenceOf(seed: number, length: number): Matrix[] {
  const draw = random(seed);
  return Array.from({ length }, () => normalMatrix(draw, 1, 2, 1, "f64"));
}

// The norms fall by 20 powers of ten and more, and each is compared relative to itself.
test.each(["tanh", "sigmoid"] as const)(
  "‖∂L/∂h_t‖ of an RNN with %s over 50 steps is that of the product of the exact Jacobians",
  (id) => {
    const weights = { ...randomRnnWeights(random(1), 2, 6, f64), activation: activations[id] };
    const sequence = sequenceOf(2, 50);
    const { states, lastState } = unroll(new Tape(f64), rnn(weights), sequence);
    const v = normalMatrix(random(3), 1, 6, 1, "f64");
    lastState.h.backward(v);
    const jacobians = sequence.map((x, t) =>
      rnnJacobian(weights, x, stateValues(states[t] as (typeof states)[0])),
    );
    const expected = jacobianProducts(jacobians).map((product) => norm(rowTimes(v, product)));
    const received = stateGradientNorms(states);
    expect(received).toHaveLength(51);
    expect(received[50]).toBe(norm(v));
    expect(received[0]).toBeLessThan(1e-10);
    received.forEach((size, t) => {
      // 50 products of 6×6 matrices: each may lose some 6 units in the last place of its norm times its condition number.
      expect(Math.abs((size as number) / (expected[t] as number) - 1)).toBeLessThan(1e-11);
    });
  },
);

test("‖∂L/∂h_t‖ and ‖∂L/∂c_t‖ of an LSTM over 50 steps: those of the product, where h_t follows c_t", () => {
  const weights = randomLstmWeights(random(1), 2, 3, { ...f64, forgetBias: 2 });
  const sequence = sequenceOf(2, 50);
  const { states, lastState } = unroll(new Tape(f64), lstm(weights), sequence);
  const v = normalMatrix(random(3), 1, 3, 1, "f64");
  lastState.h.backward(v);
  const ofHidden = stateGradientNorms(states);
  const ofCell = stateGradientNorms(states, "c");
  const jacobians = sequence.map(
    (x, t) => lstmJacobian(weights, x, stateValues(states[t] as (typeof states)[0])).whole,
  );
  const products = jacobianProducts(jacobians);
  const both = matrix(1, 6, [...v.data, 0, 0, 0], "f64");
  const [byHidden, byCell] = [0, 3].map((from) =>
    products.map((product) =>
      norm(matrix(1, 3, rowTimes(both, product).data.subarray(from, from + 3), "f64")),
    ),
  );
  ofHidden.forEach((size, t) => {
    // h_T's own entry is v itself.
    expect(Math.abs((size as number) - (byHidden?.[t] as number)) / (byHidden?.[t] as number)).toBeLessThan(
      1e-12,
    );
  });
  // The initial c is no function of the initial h, so its gradient is the product's. Later ones have the path through h_t too.
  expect(Math.abs((ofCell[0] as number) / (byCell?.[0] as number) - 1)).toBeLessThan(1e-12);
  expect(Math.abs((ofCell[25] as number) / (byCell?.[25] as number) - 1)).toBeGreaterThan(1e-3);
});

test("undefined before backward, for a constant, and for what the loss does not depend on", () => {
  const tape = new Tape();
  const cell = rnn(randomRnnWeights(random(1), 1, 2));
  const initialState = { h: tape.constant(matrix(3, 2)) };
  const { states, outputs } = unroll(tape, cell, [matrix(3, 1), matrix(3, 1), matrix(3, 1)], {
    initialState,
  });
  expect(stateGradientNorms(states)).toEqual([undefined, undefined, undefined, undefined]);
  outputs[1]?.sum().backward();
  const [start, first, second, third] = stateGradientNorms(states);
  expect([start, third]).toEqual([undefined, undefined]);
  expect(second).toBeCloseTo(Math.sqrt(6), 6);
  expect(first).toBeGreaterThan(0);
  expect(stateGradientNorms([])).toEqual([]);
});

test("a gradient of zero is 0, not undefined", () => {
  const tape = new Tape();
  const { states, lastState } = unroll(
    tape,
    rnn({ inputWeight: matrix(1, 1), recurrentWeight: matrix(1, 1), bias: matrix(1, 1) }),
    [matrix(1, 1)],
  );
  lastState.h.backward();
  expect(stateGradientNorms(states)).toEqual([0, 1]);
});

describe("refuses", () => {
  const h = new Tape().constant(matrix(1, 1));
  test.each<[string, () => unknown, string]>([
    [
      "no states",
      () => stateGradientNorms(undefined as never),
      "stateGradientNorms: expected a list of states, came undefined. Likely fix: pass unroll(tape, cell, sequence).states.",
    ],
    [
      "a part that a state has not",
      () => stateGradientNorms([{ h }, { h }], "c" as never),
      'stateGradientNorms: expected a tensor c in states[0], came undefined. Likely fix: RNN and GRU have the state "h", an LSTM has "h" and "c".',
    ],
    [
      "numbers for states",
      () => stateGradientNorms([{ h }, 1 as never]),
      'stateGradientNorms: expected a tensor h in states[1], came undefined. Likely fix: RNN and GRU have the state "h", an LSTM has "h" and "c".',
    ],
    [
      "matrices for states",
      () => stateGradientNorms([{ h: matrix(1, 1) as never }]),
      'stateGradientNorms: expected a tensor h in states[0], came an object (Object). Likely fix: RNN and GRU have the state "h", an LSTM has "h" and "c".',
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
