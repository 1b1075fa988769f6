import { type Matrix, matrix, normalMatrix, probe, random, Tape } from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gru, randomGruWeights } from "./gru.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { detach, stateValues } from "./state.ts";
import { unrollTruncated } from "./truncated.ts";
import { type Unrolled, unroll } from "./unroll.ts";

const f64 = { precision: "f64" } as const;
const cells = {
  rnn: rnn(randomRnnWeights(random(1), 2, 3, f64)),
  lstm: lstm(randomLstmWeights(random(2), 2, 3, f64)),
  "gru, reset before": gru(randomGruWeights(random(3), 2, 3, { ...f64, reset: "before" })),
  "gru, reset after": gru(randomGruWeights(random(3), 2, 3, f64)),
};
type Kind = keyof typeof cells;
const kinds = Object.keys(cells) as Kind[];

function drawSequence(length: number): Matrix[] {
  const draw = random(5);
  return Array.from({ length }, () => normalMatrix(draw, 4, 2, 1, "f64"));
}

/** The gradients of all weights, as one list of numbers. */
function weightGradients(kind: Kind): number[] {
  return cells[kind]
    .parameters()
    .flatMap(({ gradient, value }) => [...(gradient?.data ?? value.data.map(() => 0))]);
}

function gradientsOf({ states }: Unrolled): (number[] | undefined)[] {
  return states.map(({ h }) => h.gradient && [...h.gradient.data]);
}

test.each(kinds)("%s: the values, labels and shapes are those without a cut", (kind) => {
  const sequence = drawSequence(7);
  const [whole, cut] = [new Tape(f64), new Tape(f64)];
  const expected = unroll(whole, cells[kind], sequence);
  const received = unrollTruncated(cut, cells[kind], sequence, 3);
  expect(received.outputs.map(({ value }) => value)).toEqual(expected.outputs.map(({ value }) => value));
  expect(received.states).toHaveLength(8);
  expect(received.states.map(({ h }) => h.value)).toEqual(expected.states.map(({ h }) => h.value));
  expect(received.lastState).toBe(received.states[7]);
  expect(received.outputs).toEqual(received.states.slice(1).map(({ h }) => h));
  const labels = (tape: Tape) => probe(tape).map(({ label }) => label);
  expect(labels(cut)).toEqual(labels(whole));
});

test.each(kinds)(
  "%s: nothing reaches a state at or before the cut, and behind it the gradient is that of the piece alone",
  (kind) => {
    const sequence = drawSequence(7);
    const tape = new Tape(f64);
    const cut = unrollTruncated(tape, cells[kind], sequence, 3);
    cut.lastState.h.sum().backward();
    const received = { states: gradientsOf(cut), weights: weightGradients(kind) };
    // Cuts after 3 and 6 steps: the last piece is step 7 alone.
    expect(received.states.map((gradient) => gradient !== undefined)).toEqual(
      [0, 0, 0, 0, 0, 0, 0, 1].map(Boolean),
    );

    const before = unroll(new Tape(f64), cells[kind], sequence.slice(0, 6)).lastState;
    const alone = new Tape(f64);
    const last = unroll(alone, cells[kind] as typeof cells.rnn, sequence.slice(6), {
      initialState: stateValues(before),
    });
    last.lastState.h.sum().backward();
    expect(received.weights).toEqual(weightGradients(kind));
    expect(received.weights.some((entry) => entry !== 0)).toBe(true);
  },
);

test.each(kinds)("%s: where the loss lies within the first piece, the gradient is the whole one", (kind) => {
  const sequence = drawSequence(7);
  const cut = unrollTruncated(new Tape(f64), cells[kind], sequence, 3);
  cut.outputs[2]?.sum().backward();
  const received = { states: gradientsOf(cut), weights: weightGradients(kind) };
  const whole = unroll(new Tape(f64), cells[kind], sequence);
  whole.outputs[2]?.sum().backward();
  expect(received).toEqual({ states: gradientsOf(whole), weights: weightGradients(kind) });
  expect(received.states[0]?.every((entry) => entry !== 0)).toBe(true);
});

test.each(kinds)("%s: a cut at or beyond the end is none", (kind) => {
  const sequence = drawSequence(4);
  const whole = unroll(new Tape(f64), cells[kind], sequence);
  whole.lastState.h.sum().backward();
  const expected = { states: gradientsOf(whole), weights: weightGradients(kind) };
  for (const steps of [4, 5, 1000]) {
    const cut = unrollTruncated(new Tape(f64), cells[kind], sequence, steps);
    cut.lastState.h.sum().backward();
    expect({ states: gradientsOf(cut), weights: weightGradients(kind) }).toEqual(expected);
  }
});

test("the gradient of the last output goes back to the last cut, wherever that is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 13 }), (length, steps) => {
      const cut = unrollTruncated(new Tape(f64), cells.rnn, drawSequence(length), steps);
      cut.lastState.h.sum().backward();
      const lastCut = Math.floor((length - 1) / steps) * steps;
      // A cut state has no gradient; where nothing is cut, the initial state has one.
      const first = lastCut === 0 ? 0 : lastCut + 1;
      expect(gradientsOf(cut).map((gradient) => gradient !== undefined)).toEqual(
        Array.from({ length: length + 1 }, (_, t) => t >= first),
      );
    }),
    { seed: 7, numRuns: 60 },
  );
});

test("with a loss in every piece, the gradients are the sums over the pieces", () => {
  const sequence = drawSequence(6);
  const tape = new Tape(f64);
  const { outputs } = unrollTruncated(tape, cells.lstm, sequence, 2);
  const [second, fourth, sixth] = [1, 3, 5].map((at) => outputs[at]?.sum());
  second
    ?.add(fourth as never)
    .add(sixth as never)
    .backward();
  const received = weightGradients("lstm");
  let state: { h: Matrix; c: Matrix } = {
    h: matrix(4, 3, undefined, "f64"),
    c: matrix(4, 3, undefined, "f64"),
  };
  const expected = received.map(() => 0);
  for (let start = 0; start < 6; start += 2) {
    const piece = unroll(new Tape(f64), cells.lstm, sequence.slice(start, start + 2), {
      initialState: state,
    });
    piece.lastState.h.sum().backward();
    weightGradients("lstm").forEach((entry, at) => {
      expected[at] = (expected[at] as number) + entry;
    });
    state = stateValues(piece.lastState);
  }
  const largest = Math.max(...expected.map(Math.abs));
  received.forEach((entry, at) => {
    expect(Math.abs(entry - (expected[at] as number)) / largest).toBeLessThan(1e-15 * 10);
  });
});

test("settings reach the first piece, and the label every piece", () => {
  const tape = new Tape(f64);
  const h = normalMatrix(random(1), 4, 3, 1, "f64");
  const { states } = unrollTruncated(tape, cells.rnn, drawSequence(3), 2, {
    initialState: { h },
    label: "long",
  });
  expect(states[0]?.h.value).toBe(h);
  expect(probe(tape).map(({ label }) => label)).toEqual(["long h 0", "long h 1", "long h 2", "long h 3"]);
});

describe("detach", () => {
  test("keeps the numbers and stops the gradient", () => {
    const tape = new Tape();
    const h = tape.parameter(matrix(1, 2, [3, 4]));
    const c = tape.parameter(matrix(1, 2, [5, 6]));
    const detached = detach({ h, c });
    expect(detached.h.value).toEqual(matrix(1, 2, [3, 4]));
    expect(detached.c.value).toEqual(matrix(1, 2, [5, 6]));
    h.mul(detached.h).add(detached.c).sum().backward();
    // ∂(h ⊙ constant)/∂h is the constant, not 2h.
    expect(h.gradient?.data).toEqual(Float32Array.of(3, 4));
    expect(c.gradient).toBeUndefined();
  });
});

describe("stateValues", () => {
  test("are copies that outlive the tape's reset", () => {
    const tape = new Tape(f64);
    const { lastState } = unroll(tape, cells.lstm, drawSequence(2));
    const values = stateValues(lastState);
    const expected = { h: [...lastState.h.value.data], c: [...lastState.c.value.data] };
    expect(values.h.data).not.toBe(lastState.h.value.data);
    tape.reset();
    unroll(tape, cells.lstm, drawSequence(5).slice(3));
    expect({ h: [...values.h.data], c: [...values.c.data] }).toEqual(expected);
    expect(values.h.data).toBeInstanceOf(Float64Array);
  });
});

describe("refuses", () => {
  const tape = new Tape(f64);
  const stale = new Tape();
  const old = stale.constant(matrix(1, 1));
  stale.reset();
  test.each<[string, () => unknown, string]>([
    [
      "no tape",
      () => unrollTruncated(cells.rnn as never, cells.rnn, drawSequence(2), 1),
      "unrollTruncated: expected a tape, came an object (Object). Likely fix: pass it first: unroll(tape, cell, sequence).",
    ],
    [
      "what is no cell",
      () => unrollTruncated(tape, {} as never, drawSequence(2), 1),
      "unrollTruncated: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "pieces of no step",
      () => unrollTruncated(tape, cells.rnn, drawSequence(2), 0),
      "unrollTruncated: expected steps to be a whole number from 1 on, came 0. Likely fix: pass steps as a count.",
    ],
    [
      "pieces of half a step",
      () => unrollTruncated(tape, cells.rnn, drawSequence(2), 0.5),
      "unrollTruncated: expected steps to be a whole number from 1 on, came 0.5. Likely fix: pass steps as a count.",
    ],
    [
      "an empty sequence",
      () => unrollTruncated(tape, cells.rnn, [], 1),
      "unrollTruncated: expected a sequence of at least one step, came an array of length 0. Likely fix: pass an array with one (batch, features) for each step, such as the inputs of addingProblem.",
    ],
    [
      "to detach nothing",
      () => detach(undefined as never),
      "detach: expected a record of settings, came undefined. Likely fix: write detach(lastState).",
    ],
    [
      "to detach matrices",
      () => detach({ h: matrix(1, 1) } as never),
      "detach, state h: expected a tensor, came an object (Object). Likely fix: wrap a matrix with tape.constant(matrix).",
    ],
    [
      "to detach what a reset has taken",
      () => detach({ h: old }),
      "detach, state h: expected a tensor made since the tape's last reset, came one made before it. Likely fix: build the computation anew in each step, and copy what you need before tape.reset().",
    ],
    [
      "the values of nothing",
      () => stateValues(null as never),
      "stateValues: expected a record of settings, came null. Likely fix: write stateValues(lastState).",
    ],
    [
      "the values of numbers",
      () => stateValues({ h: 1 } as never),
      "stateValues, state h: expected a tensor, came 1. Likely fix: wrap a matrix with tape.constant(matrix).",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
