import { matrix, normalMatrix, probe, random, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { unrollBidirectional } from "./bidirectional.ts";
import { gru, randomGruWeights } from "./gru.ts";
import { lstm, randomLstmWeights } from "./lstm.ts";
import { randomRnnWeights, rnn } from "./rnn.ts";

const identity = { name: "identity", value: (x: number) => x, derivative: () => 1 };
/** h′ = x + factor · h */
const leaky = (factor: number) =>
  rnn({
    inputWeight: matrix(1, 1, [1]),
    recurrentWeight: matrix(1, 1, [factor]),
    bias: matrix(1, 1),
    activation: identity,
  });
const sequence = [1, 10, 100].map((x) => matrix(1, 1, [x]));

test("each output has what came before, and beside it what comes after", () => {
  const tape = new Tape();
  const cells = { forward: leaky(1), backward: leaky(2) };
  const { outputs, forward, backward } = unrollBidirectional(tape, cells, sequence);
  // 1, 1 + 10, 1 + 10 + 100 beside 1 + 2·10 + 4·100, 10 + 2·100, 100
  expect(outputs.map(({ value }) => [...value.data])).toEqual([
    [1, 421],
    [11, 210],
    [111, 100],
  ]);
  expect(forward.states.map(({ h }) => h.value.data[0])).toEqual([0, 1, 11, 111]);
  expect(backward.states.map(({ h }) => h.value.data[0])).toEqual([0, 100, 210, 421]);
});

test("the gradient goes both ways from each output", () => {
  const tape = new Tape();
  const xs = sequence.map((x) => tape.parameter(x));
  const { outputs } = unrollBidirectional(tape, { forward: leaky(3), backward: leaky(2) }, xs);
  outputs[1]?.sum().backward();
  // h→₂ = x₂ + 3 x₁ and h←₂ = x₂ + 2 x₃
  expect(xs.map((x) => x.gradient?.data[0])).toEqual([3, 2, 2]);
});

test("two kinds of cells, with initial states of their own", () => {
  const draw = random(1);
  const cells = { forward: lstm(randomLstmWeights(draw, 2, 3)), backward: gru(randomGruWeights(draw, 2, 4)) };
  const inputs = Array.from({ length: 5 }, () => normalMatrix(draw, 6, 2, 1));
  const [h, c] = [normalMatrix(draw, 6, 3, 1), normalMatrix(draw, 6, 3, 1)];
  const end = normalMatrix(draw, 6, 4, 1);
  const initialState = { forward: { h, c }, backward: { h: end } };
  const { outputs, forward, backward } = unrollBidirectional(new Tape(), cells, inputs, { initialState });
  expect(outputs.map(({ rows, columns }) => [rows, columns])).toEqual(inputs.map(() => [6, 7]));
  expect(forward.states[0]?.h.value).toEqual(h);
  expect(forward.states[0]?.c.value).toEqual(c);
  expect(backward.states[0]?.h.value).toEqual(end);
  const half = unrollBidirectional(new Tape(), cells, inputs, { initialState: { backward: { h: end } } });
  expect(half.forward.states[0]?.c.value).toEqual(matrix(6, 3));
  expect(half.backward.states[0]?.h.value).toEqual(end);
});

test("the probes report the states by direction, or by the label of the cell", () => {
  const labelsOf = (cells: Parameters<typeof unrollBidirectional>[1]) => {
    const tape = new Tape();
    unrollBidirectional(tape, cells, sequence.slice(0, 1));
    return probe(tape)
      .map(({ label }) => label)
      .filter((label) => /h \d$/.test(label));
  };
  expect(labelsOf({ forward: leaky(1), backward: leaky(1) })).toEqual([
    "forward h 0",
    "forward h 1",
    "backward h 0",
    "backward h 1",
  ]);
  const weights = randomRnnWeights(random(1), 1, 1);
  const named = (label: string) => rnn({ ...weights, label });
  expect(labelsOf({ forward: named("past"), backward: named("future") })).toEqual([
    "past h 0",
    "past h 1",
    "future h 0",
    "future h 1",
  ]);
});

describe("refuses", () => {
  const tape = new Tape();
  const cell = leaky(1);
  const wide = rnn(randomRnnWeights(random(1), 2, 1));
  test.each<[string, () => unknown, string]>([
    [
      "no tape",
      () => unrollBidirectional(undefined as never, { forward: cell, backward: cell }, sequence),
      "unrollBidirectional: expected a tape, came undefined. Likely fix: pass it first: unroll(tape, cell, sequence).",
    ],
    [
      "a list of cells",
      () => unrollBidirectional(tape, [cell, cell] as never, sequence),
      "unrollBidirectional: expected a record of settings, came an array of length 2. Likely fix: write unrollBidirectional(tape, { forward, backward }, sequence).",
    ],
    [
      "a missing forward cell",
      () => unrollBidirectional(tape, { backward: cell } as never, sequence),
      "unrollBidirectional, forward: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came undefined. Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "a missing backward cell",
      () => unrollBidirectional(tape, { forward: cell } as never, sequence),
      "unrollBidirectional, backward: expected a cell { inputSize, hiddenSize, stateNames, label, parameters(), step(x, state) }, came undefined. Likely fix: make one with rnn(weights), lstm(weights) or gru(weights).",
    ],
    [
      "settings that are no record",
      () => unrollBidirectional(tape, { forward: cell, backward: cell }, sequence, 1 as never),
      "unrollBidirectional: expected a record of settings, came 1. Likely fix: write unrollBidirectional(tape, cells, sequence, { initialState }).",
    ],
    [
      "an empty sequence",
      () => unrollBidirectional(tape, { forward: cell, backward: cell }, []),
      "unrollBidirectional: expected a sequence of at least one step, came an array of length 0. Likely fix: pass an array with one (batch, features) for each step, such as the inputs of addingProblem.",
    ],
    [
      "a backward cell of another input size",
      () => unrollBidirectional(tape, { forward: cell, backward: wide }, sequence),
      "unrollBidirectional: expected a backward cell of input size 1, as the forward cell, came 2. Likely fix: both cells read the same sequence.",
    ],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
