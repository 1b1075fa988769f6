import { jacobian, type Matrix, matrix, normalMatrix, random, Tape, type Tensor } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jacobianProducts } from "./jacobian-products.ts";
import { type LstmWeights, lstm, randomLstmWeights } from "./lstm.ts";
import { lstmGates } from "./lstm-gates.ts";
import { lstmJacobian, lstmTotalCellJacobian } from "./lstm-jacobian.ts";
import { pathGain } from "./path-gain.ts";
import { stateValues } from "./state.ts";
import { largestDifference } from "./test-support/largest-difference.ts";
import { exactRow, jacobian64, lstmStep64, relativeError64 } from "./test-support/sixty-four-digit-cells.ts";
import { unroll } from "./unroll.ts";

const f64 = { precision: "f64" } as const;

function drawn(seed: number, inputs: number, hidden: number, withPeepholes: boolean) {
  const draw = random(seed);
  const weights: LstmWeights = {
    ...randomLstmWeights(draw, inputs, hidden, f64),
    ...(withPeepholes && { peepholes: normalMatrix(draw, 1, 3 * hidden, 1, "f64") }),
  };
  const [h, c, o] = [1, 1, 1].map((spread) => normalMatrix(draw, 1, hidden, spread, "f64")) as [
    Matrix,
    Matrix,
    Matrix,
  ];
  return { weights, x: normalMatrix(draw, 1, inputs, 1, "f64"), h, c, o };
}

/** A part of a row or a block of a matrix. */
function part(m: Matrix, rows: [number, number], columns: [number, number]): Matrix {
  return new Tape(f64).constant(m).slice({ rows, columns }).value;
}

describe.each([false, true])("with peepholes: %s", (withPeepholes) => {
  test("agrees with the tape, block by block", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        (inputs, hidden, seed) => {
          const { weights, x, h, c } = drawn(seed, inputs, hidden, withPeepholes);
          const cell = lstm(weights);
          const expected = jacobian(
            (tape, both) => {
              const [h, c] = [
                both.slice({ columns: [0, hidden] }),
                both.slice({ columns: [hidden, 2 * hidden] }),
              ];
              const next = cell.step(tape.constant(x), { h, c });
              return next.h.concat([next.c], "columns");
            },
            matrix(1, 2 * hidden, [...h.data, ...c.data], "f64"),
          );
          const received = lstmJacobian(weights, x, { h, c });
          expect(largestDifference(received.whole, expected)).toBeLessThan(1e-15 * 4);
          const [first, second] = [
            [0, hidden],
            [hidden, 2 * hidden],
          ] as [[number, number], [number, number]];
          expect(received.h.h).toEqual(part(received.whole, first, first));
          expect(received.h.c).toEqual(part(received.whole, first, second));
          expect(received.c.h).toEqual(part(received.whole, second, first));
          expect(received.c.c).toEqual(part(received.whole, second, second));
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  test("agrees with central differences in 64-digit arithmetic", () => {
    const { weights, x, h, c } = drawn(3, 2, 3, withPeepholes);
    const expected = jacobian64(
      (both) => {
        const next = lstmStep64(weights, exactRow(x), both.slice(0, 3), both.slice(3));
        return [...next.h, ...next.c];
      },
      [...exactRow(h), ...exactRow(c)],
    );
    expect(relativeError64(lstmJacobian(weights, x, { h, c }).whole, expected)).toBeLessThan(1e-14);
  });

  test("the total derivative has the path through h = o ⊙ tanh(c)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(), (hidden, seed) => {
        const { weights, x, c, o } = drawn(seed, 2, hidden, withPeepholes);
        const cell = lstm(weights);
        const expected = jacobian(
          (tape, c) => cell.step(tape.constant(x), { h: tape.constant(o).mul(c.tanh()), c }).c,
          c,
        );
        expect(largestDifference(lstmTotalCellJacobian(weights, x, { c, o }), expected)).toBeLessThan(
          1e-15 * 4,
        );
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

test("∂c′/∂c is the diagonal of the forget gates, to the last bit", () => {
  const { weights, x, h, c } = drawn(5, 2, 3, false);
  const { f } = lstmGates(weights, x, { h, c });
  const received = lstmJacobian(weights, x, { h, c }).c.c;
  const [a, b, d] = f.data as unknown as [number, number, number];
  expect(Array.from(received.data, (entry) => entry + 0)).toEqual([a, 0, 0, 0, b, 0, 0, 0, d]);
});

describe("along a sequence of 30 steps", () => {
  const hidden = 3;
  const { weights: drawnWeights, h, c } = drawn(6, 2, hidden, false);
  const draw = random(8);
  const sequence = Array.from({ length: 30 }, () => normalMatrix(draw, 1, 2, 1, "f64"));

  function measure(weights: LstmWeights) {
    const cell = lstm(weights);
    const tape = new Tape(f64);
    const start = tape.parameter(c);
    const initialState = { h: tape.constant(h), c: start };
    const { states, lastState } = unroll(tape, cell, sequence, { initialState });
    const values = states.map(stateValues);
    const before = (t: number) => values[t] as (typeof values)[0];
    const forgetGates = sequence.map((x, t) => lstmGates(weights, x, before(t)).f);
    const whole = jacobianProducts(
      sequence.map((x, t) => lstmJacobian(weights, x, before(t)).whole),
    )[0] as Matrix;
    lastState.c.backward(matrix(1, hidden, [1, 1, 1], "f64"));
    return {
      direct: pathGain(forgetGates),
      total: part(whole, [hidden, 2 * hidden], [hidden, 2 * hidden]),
      gradient: start.gradient as Matrix,
      values,
    };
  }

  test("the direct path, with every h held fixed, is the product of the forget gates, to the last bit", () => {
    const { direct, values } = measure(drawnWeights);
    const tape = new Tape(f64);
    const cell = lstm(drawnWeights);
    const start = tape.parameter(c);
    let state: { h: Tensor; c: Tensor } = { h: tape.constant(h), c: start };
    sequence.forEach((x, t) => {
      const next = cell.step(tape.constant(x), state);
      state = { h: tape.constant((values[t + 1] as (typeof values)[0]).h), c: next.c };
    });
    state.c.backward(matrix(1, hidden, [1, 1, 1], "f64"));
    expect(start.gradient).toEqual(direct);
  });

  test("the total derivative is the product of the whole Jacobians, and not that of the forget gates", () => {
    const { direct, total, gradient } = measure(drawnWeights);
    // The gradient of the sum of c_T is the sum of the rows.
    const columnSums = new Tape(f64).constant(total).sum("byColumn").value;
    expect(largestDifference(gradient, columnSums)).toBeLessThan(1e-13);
    // Entries off the diagonal, which the direct path has not, and a diagonal that is off by more than a tenth.
    expect(Math.abs(total.data[1] as number)).toBeGreaterThan(0.1 * Math.abs(total.data[0] as number));
    expect(Math.abs((total.data[0] as number) / (direct.data[0] as number) - 1)).toBeGreaterThan(0.1);
  });

  test("without recurrent weights the total derivative is the product of the forget gates", () => {
    const recurrentWeight = matrix(hidden, 4 * hidden, undefined, "f64");
    const { direct, gradient } = measure({ ...drawnWeights, recurrentWeight });
    expect(gradient).toEqual(direct);
  });
});

describe("lstmGates", () => {
  test("are the gates of the step, and with them c′ = f ⊙ c + i ⊙ g and h′ = o ⊙ tanh(c′)", () => {
    const { weights, x, h, c } = drawn(7, 2, 3, true);
    const { i, f, g, o } = lstmGates(weights, x, { h, c });
    const tape = new Tape(f64);
    const next = lstm(weights).step(tape.constant(x), { h: tape.constant(h), c: tape.constant(c) });
    const [ti, tf, tg, to, tc] = [i, f, g, o, c].map((m) => tape.constant(m)) as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    const cell = tf.mul(tc).add(ti.mul(tg));
    expect(next.c.value).toEqual(cell.value);
    expect(next.h.value).toEqual(to.mul(cell.tanh()).value);
    expect(g.data.some((entry) => entry < 0)).toBe(true);
  });
});

describe("refuses", () => {
  const weights = randomLstmWeights(random(1), 2, 3);
  const [x, h] = [matrix(1, 2), matrix(1, 3)];
  test.each<[string, () => unknown, string]>([
    [
      "no weights",
      () => lstmJacobian(undefined as never, x, { h, c: h }),
      "lstmJacobian: expected a record of settings, came undefined. Likely fix: write lstm({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "a batch of two",
      () => lstmJacobian(weights, matrix(2, 2), { h, c: h }),
      "lstmJacobian: expected x of shape 1×2, one example, came 2×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "no state",
      () => lstmJacobian(weights, x, undefined as never),
      "lstmJacobian, state h: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "h of another width",
      () => lstmJacobian(weights, x, { h: x, c: h }),
      "lstmJacobian: expected state h of shape 1×3, one example, came 1×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "a state without c",
      () => lstmJacobian(weights, x, { h } as never),
      "lstmJacobian, state c: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "gates of no weights",
      () => lstmGates({} as never, x, { h, c: h }),
      "lstmGates, inputWeight: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "gates of a batch",
      () => lstmGates(weights, matrix(2, 2), { h, c: h }),
      "lstmGates: expected x of shape 1×2, one example, came 2×2. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
    [
      "a total derivative of no weights",
      () => lstmTotalCellJacobian(1 as never, x, { c: h, o: h }),
      "lstmTotalCellJacobian: expected a record of settings, came 1. Likely fix: write lstm({ inputWeight, recurrentWeight, bias }).",
    ],
    [
      "a total derivative without c",
      () => lstmTotalCellJacobian(weights, x, { o: h } as never),
      "lstmTotalCellJacobian, state c: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a total derivative without o",
      () => lstmTotalCellJacobian(weights, x, { h, c: h } as never),
      "lstmTotalCellJacobian, state o: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a total derivative without a state",
      () => lstmTotalCellJacobian(weights, x, undefined as never),
      "lstmTotalCellJacobian, state c: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a total derivative of a wide x",
      () => lstmTotalCellJacobian(weights, h, { c: h, o: h }),
      "lstmTotalCellJacobian: expected x of shape 1×2, one example, came 1×3. Likely fix: take the Jacobian of one example at a time; each has its own.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
