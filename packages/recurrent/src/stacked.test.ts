import { matrix, normalMatrix, probe, random, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Cell } from "./cell.ts";
import { gru, randomGruWeights } from "./gru.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";
import { unrollStacked } from "./stacked.ts";
import { unroll } from "./unroll.ts";

const draw = random(1);
const cells = [
  rnn(randomRnnWeights(draw, 2, 3)),
  lstm({ ...randomLstmWeights(draw, 3, 4), label: "memory" }),
  gru(randomGruWeights(draw, 4, 2)),
] as const;
const sequence = Array.from({ length: 5 }, () => normalMatrix(draw, 6, 2, 1));

test("each cell reads the outputs of the one below", () => {
  const { outputs, layers } = unrollStacked(new Tape(), cells, sequence);
  const tape = new Tape();
  const first = unroll(tape, cells[0], sequence, { label: "1" });
  const second = unroll(tape, cells[1], first.outputs, { label: "2" });
  const third = unroll(tape, cells[2], second.outputs, { label: "3" });
  expect(outputs.map(({ value }) => value)).toEqual(third.outputs.map(({ value }) => value));
  expect(layers).toHaveLength(3);
  expect(layers[1]?.lastState.h.value).toEqual(second.lastState.h.value);
  expect(outputs).toBe(layers[2]?.outputs);
});

test("the probes report the states by layer, or by the label of the cell", () => {
  const tape = new Tape();
  unrollStacked(tape, cells, sequence.slice(0, 1));
  const labels = probe(tape).map(({ label }) => label);
  const states = labels.filter((label) => /[hc] \d$/.test(label));
  expect(states).toEqual([
    "layer 1 h 0",
    "layer 1 h 1",
    "memory h 0",
    "memory c 0",
    "memory c 1",
    "memory h 1",
    "layer 3 h 0",
    "layer 3 h 1",
  ]);
});

test("the gradient comes down through all layers", () => {
  const tape = new Tape();
  const { outputs, layers } = unrollStacked(tape, cells, sequence);
  outputs[4]?.sum().backward();
  for (const { states } of layers)
    expect(states[0]?.h.gradient?.data.every((entry) => entry !== 0)).toBe(true);
  for (const { gradient } of cells.flatMap((cell: Cell) => cell.parameters())) {
    expect(gradient?.data.some((entry) => entry !== 0)).toBe(true);
  }
});

test("each cell may have its own initial state", () => {
  const [h, c] = [matrix(6, 4, new Array(24).fill(0.25)), matrix(6, 4, new Array(24).fill(4))];
  const { layers } = unrollStacked(new Tape(), cells, sequence, {
    initialStates: [undefined, { h, c }, undefined],
  });
  expect(layers[0]?.states[0]?.h.value).toEqual(matrix(6, 3));
  expect(layers[1]?.states[0]).toMatchObject({ h: { value: h }, c: { value: c } });
  expect(layers[2]?.states[0]?.h.value).toEqual(matrix(6, 2));
});

describe("refuses", () => {
  const tape = new Tape();
  test.each<[string, () => unknown, string]>([
    [
      "a single cell",
      () => unrollStacked(tape, cells[0] as never, sequence),
      "unrollStacked: expected a list of at least one cell, came an object (Object). Likely fix: write [first, second]; for a single cell there is unroll.",
    ],
    [
      "no cell",
      () => unrollStacked(tape, [], sequence),
      "unrollStacked: expected a list of at least one cell, came an array of length 0. Likely fix: write [first, second]; for a single cell there is unroll.",
    ],
    [
      "what is no cell",
      () => unrollStacked(tape, [cells[0], {} as never], sequence),
      "unrollStacked, cell 1: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came an object (Object). Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "too few initial states",
      () => unrollStacked(tape, cells, sequence, { initialStates: [undefined] }),
      "unrollStacked: expected 3 initial states, one for each cell, came an array of length 1. Likely fix: write undefined for a cell that starts from zeros.",
    ],
    [
      "settings that are no record",
      () => unrollStacked(tape, cells, sequence, null as never),
      "unrollStacked: expected a record of settings, came null. Likely fix: write unrollStacked(tape, cells, sequence, { initialStates }).",
    ],
    [
      "a number of initial states",
      () => unrollStacked(tape, cells, sequence, { initialStates: 3 as never }),
      "unrollStacked: expected 3 initial states, one for each cell, came 3. Likely fix: write undefined for a cell that starts from zeros.",
    ],
    [
      "an empty sequence",
      () => unrollStacked(tape, cells, []),
      "unroll: expected a sequence of at least one step, came an array of length 0. Likely fix: pass an array with one (batch, features) for each step, such as the inputs of addingProblem.",
    ],
    [
      "a cell of another input size than the outputs below",
      () => unrollStacked(new Tape(), [cells[0], cells[2]], sequence),
      "unrollStacked, cell 1: expected the input size 3, the hidden size of the cell below, came 4. Likely fix: each cell reads the outputs of the one before it in the list.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
