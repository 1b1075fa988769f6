import {
  addingProblem,
  copyTask,
  matrix,
  matrixFromRows,
  normalMatrix,
  probe,
  random,
  Tape,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Cell } from "./cell.ts";
import { gru, randomGruWeights } from "./gru.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { unroll } from "./unroll.ts";

const identity = { name: "identity", value: (x: number) => x, derivative: () => 1 };
/** h′ = x + 2h, so that h_T = 2^T h₀ + Σ 2^(T−t) x_t. */
const doubling = rnn({
  inputWeight: matrix(1, 1, [1]),
  recurrentWeight: matrix(1, 1, [2]),
  bias: matrix(1, 1),
  activation: identity,
});
const column = (...entries: number[]) => matrix(entries.length, 1, entries);

test("each step gets its input and the state before it", () => {
  const { outputs, states, lastState } = unroll(new Tape(), doubling, [
    column(1, 0),
    column(0, 3),
    column(0, 0),
  ]);
  expect(outputs.map(({ value }) => [...value.data])).toEqual([
    [1, 0],
    [2, 3],
    [4, 6],
  ]);
  expect(states).toHaveLength(4);
  expect(states[0]?.h.value).toEqual(column(0, 0));
  expect(states.slice(1).map(({ h }) => h)).toEqual(outputs);
  expect(lastState).toBe(states[3]);
});

test("an initial state is a matrix or a tensor", () => {
  const tape = new Tape();
  const h = column(10);
  expect(unroll(tape, doubling, [column(1)], { initialState: { h } }).lastState.h.value).toEqual(column(21));
  const tensor = tape.constant(h).label("mine");
  const { states } = unroll(tape, doubling, [column(1)], { initialState: { h: tensor }, label: "second" });
  expect(states[0]?.h).toBe(tensor);
  expect(states[1]?.h.value).toEqual(column(21));
  expect(probe(tape).map(({ label }) => label)).toEqual(["h 0", "h 1", "mine", "second h 1"]);
});

test("the same weights serve all steps, and get the sum of the gradients", () => {
  const tape = new Tape();
  const { outputs, states } = unroll(tape, doubling, [column(1), column(1), column(1)]);
  outputs[2]?.backward();
  const [inputWeight, recurrentWeight, bias] = doubling.parameters();
  // ∂h₃/∂U = 4 + 2 + 1, ∂h₃/∂b the same, ∂h₃/∂W = 4·h₀ + 2·h₁ + h₂ = 0 + 2 + 3
  expect(inputWeight?.gradient?.data[0]).toBe(7);
  expect(bias?.gradient?.data[0]).toBe(7);
  expect(recurrentWeight?.gradient?.data[0]).toBe(5);
  expect(states.map(({ h }) => h.gradient?.data[0])).toEqual([8, 4, 2, 1]);
});

test("tensors of the sequence get their gradient, matrices none", () => {
  const tape = new Tape();
  const x = tape.parameter(column(1));
  const { outputs } = unroll(tape, doubling, [column(1), x, x]);
  outputs[2]?.backward();
  expect(x.gradient?.data[0]).toBe(3);
});

test("the probes report every state, under the label of the cell or of the unrolling", () => {
  const tape = new Tape();
  const weights = randomLstmWeights(random(1), 1, 2);
  const sequence = [column(1), column(2)];
  unroll(tape, lstm(weights), sequence);
  expect(probe(tape).map(({ label }) => label)).toEqual(["h 0", "c 0", "c 1", "h 1", "c 2", "h 2"]);
  tape.reset();
  const labelled = lstm({ ...weights, label: "encoder" });
  unroll(tape, labelled, sequence);
  expect(probe(tape).filter(({ label }) => /[hc] \d/.test(label))).toHaveLength(6);
  expect(probe(tape).map(({ label }) => label)).toContain("encoder c 2");
  unroll(tape, labelled, sequence, { label: "decoder", firstStep: 2 });
  const decoder = probe(tape)
    .map(({ label }) => label)
    .filter((label) => label.startsWith("decoder"));
  expect(decoder).toEqual([
    "decoder h 2",
    "decoder c 2",
    "decoder c 3",
    "decoder h 3",
    "decoder c 4",
    "decoder h 4",
  ]);
});

test("a second unrolling without a label of its own is told to take one", () => {
  const tape = new Tape();
  unroll(tape, doubling, [column(1)]);
  expect(() => unroll(tape, doubling, [column(1)])).toThrow(
    'label: expected a name that is new on this tape, came "h 0" again',
  );
});

test("the sequences of core's data sets can be passed as they are", () => {
  const draw = random(1);
  const adding = addingProblem({ examples: 5, length: 6 }, draw);
  const copying = copyTask({ examples: 5, delay: 2, length: 3, symbols: 4 }, draw);
  for (const { inputs } of [adding, copying]) {
    const width = inputs[0]?.columns ?? 0;
    const cells: Cell[] = [
      rnn(randomRnnWeights(draw, width, 3)),
      lstm(randomLstmWeights(draw, width, 3)),
      gru(randomGruWeights(draw, width, 3)),
    ];
    for (const cell of cells) {
      const { outputs } = unroll(new Tape(), cell, inputs);
      expect(outputs.map(({ rows, columns }) => [rows, columns])).toEqual(inputs.map(() => [5, 3]));
    }
  }
});

test("a step works without its cell, as a function", () => {
  const draw = random(1);
  const tape = new Tape();
  const [x, h] = [tape.constant(matrix(1, 1)), tape.constant(matrix(1, 2))];
  const { step: stepRnn } = rnn(randomRnnWeights(draw, 1, 2));
  const { step: stepLstm } = lstm(randomLstmWeights(draw, 1, 2));
  const { step: stepGru } = gru(randomGruWeights(draw, 1, 2));
  expect(
    [stepRnn(x, { h }), stepLstm(x, { h, c: h }), stepGru(x, { h })].map((state) => state.h.columns),
  ).toEqual([2, 2, 2]);
});

test("an f64 tape starts from zeros in f64", () => {
  const cell = rnn(randomRnnWeights(random(1), 1, 2, { precision: "f64" }));
  const { states } = unroll(new Tape({ precision: "f64" }), cell, [matrix(3, 1, undefined, "f64")]);
  expect(states[0]?.h.value).toEqual(matrix(3, 2, undefined, "f64"));
});

test("a step of a sequence of one example and of many is the same, row by row", () => {
  const draw = random(4);
  const cell = lstm(randomLstmWeights(draw, 2, 3, { precision: "f64" }));
  const sequence = Array.from({ length: 4 }, () => normalMatrix(draw, 3, 2, 1, "f64"));
  const rowOf = (m: { columns: number; data: ArrayLike<number> }, row: number) =>
    Array.from(m.data).slice(row * m.columns, (row + 1) * m.columns);
  const whole = unroll(new Tape({ precision: "f64" }), cell, sequence).lastState.h.value;
  for (const row of [0, 1, 2]) {
    const single = sequence.map((x) => matrixFromRows([rowOf(x, row)], "f64"));
    const { h } = unroll(new Tape({ precision: "f64" }), cell, single).lastState;
    expect([...h.value.data]).toEqual(rowOf(whole, row));
  }
});

describe("a cell of one's own", () => {
  /** Keeps the largest of what it has seen, by a smooth maximum that is no part of this package. */
  const own: Cell = {
    inputSize: 1,
    hiddenSize: 1,
    stateNames: ["h"],
    label: undefined,
    parameters: () => [],
    step: (x, { h }) => ({ h: x.exp().add(h.exp()).log() }),
  };

  test("is unrolled like the others", () => {
    const tape = new Tape({ precision: "f64" });
    const sequence = [1, 2, 3].map((x) => matrix(1, 1, [x], "f64"));
    const { lastState } = unroll(tape, own, sequence);
    const expected = Math.log(1 + Math.exp(1) + Math.exp(2) + Math.exp(3));
    expect(lastState.h.value.data[0]).toBeCloseTo(expected, 14);
  });

  test.each<[string, unknown, string]>([
    [
      "weights",
      randomRnnWeights(random(1), 1, 1),
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "nothing",
      undefined,
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came undefined. Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a cell without sizes",
      { ...own, inputSize: undefined },
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a hidden size that is not whole",
      { ...own, hiddenSize: 0.5 },
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a cell without a step",
      { ...own, step: undefined },
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a cell without parameters()",
      { ...own, parameters: [] },
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a state without names",
      { ...own, stateNames: "h" },
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a state without h",
      { ...own, stateNames: ["c"] },
      "unroll: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a step that returns nothing",
      { ...own, step: () => undefined },
      "unroll, after sequence[0], state h: expected a tensor, came undefined. Likely fix: wrap a matrix with tape.constant(matrix) or tape.parameter(matrix).",
    ],
    [
      "a step that returns a wider state",
      { ...own, hiddenSize: 1, step: (x: never) => ({ h: wider(x) }) },
      "unroll, after sequence[0]: expected a state h of shape 2×1, (batch, hidden), came 2×2. Likely fix: give each example of the batch a row, and each hidden unit a column.",
    ],
  ])("not %s", (_, cell, message) => {
    expect(() => unroll(new Tape(), cell as Cell, [column(1, 2)])).toThrow(message);
  });

  function wider(x: { concat(others: unknown[], along: string): unknown }): unknown {
    return x.concat([x], "columns");
  }
});

describe("refuses", () => {
  const tape = new Tape();
  const h = column(1, 2);
  const x = column(1, 2);
  test.each<[string, () => unknown, string]>([
    [
      "a cell in place of the tape",
      () => unroll(doubling as never, doubling, [x]),
      "unroll: expected a tape, came an object (Object). Likely fix: pass it first: unroll(tape, cell, sequence).",
    ],
    [
      "no sequence",
      () => unroll(tape, doubling, undefined as never),
      "unroll: expected a sequence of at least one step, came undefined. Likely fix: pass an array with one (batch, features) for each step, such as the inputs of addingProblem.",
    ],
    [
      "a matrix in place of a sequence",
      () => unroll(tape, doubling, x as never),
      "unroll: expected a sequence of at least one step, came an object (Object). Likely fix: pass an array with one (batch, features) for each step, such as the inputs of addingProblem.",
    ],
    [
      "a sequence of length zero",
      () => unroll(tape, doubling, []),
      "unroll: expected a sequence of at least one step, came an array of length 0. Likely fix: pass an array with one (batch, features) for each step, such as the inputs of addingProblem.",
    ],
    [
      "numbers as a sequence",
      () => unroll(tape, doubling, [1, 2] as never),
      "unroll, sequence[0]: expected a matrix, came 1. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "another precision",
      () => unroll(tape, doubling, [x, matrix(2, 1, undefined, "f64")]),
      'unroll, sequence[1]: expected an f32 matrix, as everything on this tape, came an f64 matrix. Likely fix: use convertPrecision(matrix, "f32") or new Tape({ precision: "f64" }).',
    ],
    [
      "another width in a later step",
      () => unroll(tape, doubling, [x, x, matrix(2, 3)]),
      "unroll, sequence[2]: expected the shape 2×1: the rows of sequence[0], and the cell's input size, came 2×3. Likely fix: give each step the same examples, one a row, and the features that the cell was made for.",
    ],
    [
      "another width in all steps",
      () => unroll(tape, doubling, [matrix(2, 3)]),
      "unroll, sequence[0]: expected the shape 2×1: the rows of sequence[0], and the cell's input size, came 2×3. Likely fix: give each step the same examples, one a row, and the features that the cell was made for.",
    ],
    [
      "another batch in a later step",
      () => unroll(tape, doubling, [x, column(1)]),
      "unroll, sequence[1]: expected the shape 2×1: the rows of sequence[0], and the cell's input size, came 1×1. Likely fix: give each step the same examples, one a row, and the features that the cell was made for.",
    ],
    [
      "a tensor of another tape",
      () => unroll(tape, doubling, [new Tape().constant(x)]),
      "unroll, sequence[0]: expected a tensor of this tape (f32), came one of another tape (f32). Likely fix: make both with the same tape; a value can cross over as tape.constant(tensor.value).",
    ],
    [
      "settings that are no record",
      () => unroll(tape, doubling, [x], "decoder" as never),
      'unroll: expected a record of settings, came "decoder". Likely fix: write unroll(tape, cell, sequence, { initialState }).',
    ],
    [
      "an empty label",
      () => unroll(tape, doubling, [x], { label: "" }),
      'unroll: expected a label of at least one character, came "". Likely fix: leave it out, or name the cell: "encoder".',
    ],
    [
      "a negative first step",
      () => unroll(tape, doubling, [x], { firstStep: -1 }),
      "unroll: expected firstStep to be a whole number from 0 on, came -1. Likely fix: pass firstStep as a count.",
    ],
    [
      "a matrix in place of the initial state",
      () => unroll(tape, doubling, [x], { initialState: h as never }),
      "unroll, initial state h: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
    [
      "a number in place of the initial state",
      () => unroll(tape, doubling, [x], { initialState: 0 as never }),
      "unroll: expected a record of settings, came 0. Likely fix: write { initialState: { h } }.",
    ],
    [
      "an initial state of another hidden size",
      () => unroll(tape, doubling, [x], { initialState: { h: matrix(2, 2) }, label: "a" }),
      "unroll, initial state: expected a state h of shape 2×1, (batch, hidden), came 2×2. Likely fix: give each example of the batch a row, and each hidden unit a column.",
    ],
    [
      "an initial state of another batch",
      () => unroll(tape, doubling, [x], { initialState: { h: column(1) }, label: "b" }),
      "unroll, initial state: expected a state h of shape 2×1, (batch, hidden), came 1×1. Likely fix: give each example of the batch a row, and each hidden unit a column.",
    ],
    [
      "an initial state of another precision",
      () => unroll(tape, doubling, [x], { initialState: { h: matrix(2, 1, undefined, "f64") } }),
      'unroll, initial state h: expected an f32 matrix, as everything on this tape, came an f64 matrix. Likely fix: use convertPrecision(matrix, "f32") or new Tape({ precision: "f64" }).',
    ],
    [
      "an initial state without c",
      () =>
        unroll(tape, lstm(randomLstmWeights(random(1), 1, 1)), [x], {
          initialState: { h } as never,
          label: "c",
        }),
      "unroll, initial state c: expected a matrix, came undefined. Likely fix: build it with matrix(rows, columns, values) or matrixFromRows(rows).",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
