import { jacobian, type Matrix, matrix, normalMatrix, random, Tape, type Tensor } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GruWeights, gru, randomGruWeights } from "./gru.ts";
import { gruGates } from "./gru-gates.ts";
import { gruJacobian } from "./gru-jacobian.ts";
import { pathGain } from "./path-gain.ts";
import { stateValues } from "./state.ts";
import { largestDifference } from "./test-support/largest-difference.ts";
import { exactRow, gruStep64, jacobian64, relativeError64 } from "./test-support/sixty-four-digit-cells.ts";
import { unroll } from "./unroll.ts";

const f64 = { precision: "f64" } as const;

describe.each(["before", "after"] as const)("reset %s", (reset) => {
  test("agrees with the tape", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        (inputs, hidden, seed) => {
          const draw = random(seed);
          const weights = randomGruWeights(draw, inputs, hidden, { ...f64, reset });
          const cell = gru(weights);
          const [x, h] = [normalMatrix(draw, 1, inputs, 1, "f64"), normalMatrix(draw, 1, hidden, 1, "f64")];
          const expected = jacobian((tape, h) => cell.step(tape.constant(x), { h }).h, h);
          // 1 − z is a difference on the tape: it keeps 2^−53 of 1, not of itself.
          expect(largestDifference(gruJacobian(weights, x, { h }), expected)).toBeLessThan(1e-15 * 4);
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  test("agrees with central differences in 64-digit arithmetic", () => {
    const draw = random(4);
    const weights = randomGruWeights(draw, 2, 4, { ...f64, reset });
    const [x, h] = [normalMatrix(draw, 1, 2, 1, "f64"), normalMatrix(draw, 1, 4, 1, "f64")];
    const expected = jacobian64((state) => gruStep64(weights, exactRow(x), state), exactRow(h));
    expect(relativeError64(gruJacobian(weights, x, { h }), expected)).toBeLessThan(1e-14);
  });

  test("gruGates are those of the step: h′ = z ⊙ h + (1 − z) ⊙ n", () => {
    const draw = random(4);
    const weights = randomGruWeights(draw, 2, 4, { ...f64, reset });
    const [x, h] = [normalMatrix(draw, 1, 2, 1, "f64"), normalMatrix(draw, 1, 4, 1, "f64")];
    const { r, z, n } = gruGates(weights, x, { h });
    const tape = new Tape(f64);
    const [kept, gate, candidate] = [h, z, n].map((m) => tape.constant(m)) as [Tensor, Tensor, Tensor];
    const one = tape.constant(matrix(1, 1, [1], "f64"));
    const expected = gate.mul(kept).add(one.sub(gate).mul(candidate)).value;
    expect(gru(weights).step(tape.constant(x), { h: kept }).h.value).toEqual(expected);
    const zeros = { ...weights, recurrentWeight: matrix(4, 12, undefined, "f64") };
    const blocks = tape.constant(x).linear(tape.constant(weights.inputWeight), tape.constant(weights.bias));
    expect(gruGates(zeros, x, { h }).r).toEqual(blocks.slice({ columns: [0, 4] }).sigmoid().value);
    expect(r.data.every((entry) => entry > 0 && entry < 1)).toBe(true);
  });

  test("the path along which h is kept is the product of the update gates, to the last bit", () => {
    const draw = random(6);
    const drawn = randomGruWeights(draw, 2, 3, { ...f64, reset });
    // Without recurrent weights the gates and the candidate see x alone, and no other path is left.
    const weights = { ...drawn, recurrentWeight: matrix(3, 9, undefined, "f64") } as GruWeights;
    const sequence = Array.from({ length: 30 }, () => normalMatrix(draw, 1, 2, 1, "f64"));
    const tape = new Tape(f64);
    const { states, lastState } = unroll(tape, gru(weights), sequence);
    lastState.h.backward(matrix(1, 3, [1, 1, 1], "f64"));
    const gates = sequence.map(
      (x, t) => gruGates(weights, x, stateValues(states[t] as (typeof states)[0])).z,
    );
    expect(states[0]?.h.gradient).toEqual(pathGain(gates));
    expect(Math.max(...pathGain(gates).data)).toBeLessThan(1e-3);
    // With them there are more paths.
    const full = unroll(new Tape(f64), gru(drawn), sequence);
    full.lastState.h.backward(matrix(1, 3, [1, 1, 1], "f64"));
    const direct = pathGain(
      sequence.map((x, t) => gruGates(drawn, x, stateValues(full.states[t] as (typeof states)[0])).z),
    );
    expect(largestDifference(full.states[0]?.h.gradient as Matrix, direct)).toBeGreaterThan(0.1);
  });
});

test("1 − z keeps its digits where z is nearly 1", () => {
  // z = σ(40) rounds to 1. The candidate's path has (1 − z)·n′·W_n = σ(−40)·1·1 beside diag(z) = 1.
  const weights: GruWeights = {
    inputWeight: matrix(1, 6),
    recurrentWeight: matrix(2, 6, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    bias: matrix(1, 6, [40, 40, 40, 40, 0, 0]),
    reset: "after",
    recurrentBias: matrix(1, 2),
  };
  const { data } = gruJacobian(weights, matrix(1, 1), { h: matrix(1, 2) });
  // ∂h′₂/∂h₁
  expect((data[2] as number) / Math.exp(-40)).toBeCloseTo(1, 14);
});

describe("refuses", () => {
  const weights = randomGruWeights(random(1), 2, 3);
  const [x, h] = [matrix(1, 2), matrix(1, 3)];
  test.each<[string, () => unknown, string]>([
    [
      "no weights",
      () => gruJacobian(undefined as never, x, { h }),
      'gruJacobian: expected a record of settings, came undefined. Likely fix: write gru({ inputWeight, recurrentWeight, bias, reset: "before" }).',
    ],
    [
      "a batch of two",
      () => gruJacobian(weights, matrix(2, 2), { h }),
      "gruJacobian: expected x of shape 1×2, one example, came 2×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "no state",
      () => gruJacobian(weights, x, undefined as never),
      "gruJacobian, state h: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a state of another width",
      () => gruJacobian(weights, x, { h: x }),
      "gruJacobian: expected state h of shape 1×3, one example, came 1×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "gates of an unknown reset",
      () => gruGates({ ...weights, reset: "never" } as never, x, { h }),
      'gruGates: expected reset to be "before" or "after" the product with the recurrent weight, came "never". Likely fix: PyTorch has "after"; Keras has "after" unless reset_after=False; ONNX has "before" unless linear_before_reset=1.',
    ],
    [
      "gates of x of another width",
      () => gruGates(weights, h, { h }),
      "gruGates: expected x of shape 1×2, one example, came 1×3. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
