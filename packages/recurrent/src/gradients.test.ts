import { tanh } from "@vanishing/activations";
import {
  adam,
  addingProblem,
  checkGradient,
  clipByGlobalNorm,
  convertPrecision,
  type Matrix,
  matrix,
  normalMatrix,
  random,
  randomLinear,
  Tape,
  type Tensor,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Cell } from "./cell.ts";
import { type GruWeights, gru, gruStep, randomGruWeights } from "./gru.ts";
import { type LstmWeights, lstm, lstmStep, randomLstmWeights } from "./lstm.ts";
import { type RnnWeights, randomRnnWeights, rnn, rnnPreActivation } from "./rnn.ts";
import type { LstmState, State } from "./state.ts";
import { largestDifference } from "./test-support/largest-difference.ts";
import { unroll } from "./unroll.ts";

// Backpropagation through many steps against central differences, in all weights, all inputs and the initial state.

const f64 = { precision: "f64" } as const;
const [inputs, hidden, batch] = [2, 3, 2];

/** A cell whose weights are tensors of a tape, so that a gradient check can move them. */
function cellOf<S extends State>(stateNames: readonly string[], step: (x: Tensor, state: S) => S): Cell<S> {
  return { inputSize: inputs, hiddenSize: hidden, stateNames, label: undefined, parameters: () => [], step };
}

interface Kind {
  readonly name: string;
  /** Input weight, recurrent weight, bias, and a fourth for some. */
  readonly weights: readonly Matrix[];
  /** The cell with these tensors for weights. */
  readonly build: (weights: readonly Tensor[]) => Cell;
  readonly cell: Cell;
  readonly stateNames: readonly ("h" | "c")[];
}

const draw = random(1);
const rnnWeights: RnnWeights = randomRnnWeights(draw, inputs, hidden, f64);
const lstmWeights: LstmWeights = randomLstmWeights(draw, inputs, hidden, { ...f64, forgetBias: 1 });
const peepholes = normalMatrix(draw, 1, 3 * hidden, 0.5, "f64");
const before: GruWeights = randomGruWeights(draw, inputs, hidden, { ...f64, reset: "before" });
const recurrentBias = normalMatrix(draw, 1, hidden, 0.5, "f64");
const after: GruWeights = { ...before, reset: "after", recurrentBias };
const three = ({ inputWeight, recurrentWeight, bias }: RnnWeights) => [inputWeight, recurrentWeight, bias];
type Four = readonly [Tensor, Tensor, Tensor, Tensor | undefined];

const buildLstm = (tensors: readonly Tensor[]) => {
  const [inputWeight, recurrentWeight, bias, peepholes] = tensors as unknown as Four;
  return cellOf<LstmState>(["h", "c"], (x, state) => {
    const { h, c } = lstmStep({ inputWeight, recurrentWeight, bias, peepholes }, x, state);
    return { h, c };
  });
};
const buildGru = (tensors: readonly Tensor[]) => {
  const [inputWeight, recurrentWeight, bias, recurrentBias] = tensors as unknown as Four;
  return cellOf(["h"], (x, state) => ({
    h: gruStep({ inputWeight, recurrentWeight, bias, recurrentBias }, x, state).h,
  }));
};
const kinds: readonly Kind[] = [
  {
    name: "RNN",
    weights: three(rnnWeights),
    build: (tensors) => {
      const [inputWeight, recurrentWeight, bias] = tensors as unknown as Four;
      return cellOf(["h"], (x, state) => ({
        h: rnnPreActivation({ inputWeight, recurrentWeight, bias }, x, state).apply(tanh),
      }));
    },
    cell: rnn(rnnWeights),
    stateNames: ["h"],
  },
  {
    name: "LSTM",
    weights: three(lstmWeights),
    build: buildLstm,
    cell: lstm(lstmWeights),
    stateNames: ["h", "c"],
  },
  {
    name: "LSTM with peepholes",
    weights: [...three(lstmWeights), peepholes],
    build: buildLstm,
    cell: lstm({ ...lstmWeights, peepholes }),
    stateNames: ["h", "c"],
  },
  {
    name: "GRU, reset before",
    weights: three(before),
    build: buildGru,
    cell: gru(before),
    stateNames: ["h"],
  },
  {
    name: "GRU, reset after",
    weights: [...three(before), recurrentBias],
    build: buildGru,
    cell: gru(after),
    stateNames: ["h"],
  },
];

const sequence = Array.from({ length: 50 }, () => normalMatrix(draw, batch, inputs, 1, "f64"));
const start = {
  h: normalMatrix(draw, batch, hidden, 0.5, "f64"),
  c: normalMatrix(draw, batch, hidden, 0.5, "f64"),
};

describe.each(kinds)("$name", ({ weights, build, cell, stateNames }) => {
  test.each([1, 1e-15])(
    "gradients through 50 steps agree with central differences, upstream %d",
    (upstream) => {
      const starts = stateNames.map((name) => start[name]);
      const all = [...weights, ...starts, sequence[0] as Matrix, sequence[49] as Matrix];
      const report = checkGradient(
        (tape, ...tensors) => {
          const states = tensors.slice(weights.length, weights.length + starts.length);
          const initialState = Object.fromEntries(stateNames.map((name, at) => [name, states[at]])) as {
            h: Tensor;
          };
          const [first, last] = tensors.slice(-2) as [Tensor, Tensor];
          const steps = [first, ...sequence.slice(1, 49), last];
          const { outputs } = unroll(tape, build(tensors.slice(0, weights.length)), steps, { initialState });
          // All outputs, so that the initial state and the first input count, and not only what is left of them at the end.
          return (outputs[0] as Tensor).concat(outputs.slice(1), "columns");
        },
        all,
        { upstream },
      );
      expect(report.message).toBe("Every gradient agrees with the slopes of the function.");
      expect(report.passed).toBe(true);
    },
  );

  test("the cell's own parameters get the same gradients, to a few units in the last place", () => {
    const tape = new Tape(f64);
    const tensors = weights.map((weight) => tape.parameter(weight));
    const initialState = Object.fromEntries(stateNames.map((name) => [name, start[name]])) as { h: Matrix };
    const expected = unroll(tape, build(tensors), sequence, { initialState });
    expected.lastState.h.sum().backward();
    const received = unroll(new Tape(f64), cell, sequence, { initialState });
    received.lastState.h.sum().backward();
    expect(received.lastState.h.value).toEqual(expected.lastState.h.value);
    // Sums over steps and gates that one operation takes in another order than several.
    const near = (one: Matrix | undefined, other: Matrix | undefined) =>
      expect(largestDifference(one as Matrix, other as Matrix)).toBeLessThan(4e-15);
    cell.parameters().forEach(({ gradient }, place) => {
      near(gradient, tensors[place]?.gradient);
    });
    near(received.states[0]?.h.gradient, expected.states[0]?.h.gradient);
  });

  test("in f32 gradients through 50 steps are those of f64, to the precision of float32", () => {
    const gradients = (["f32", "f64"] as const).map((precision) => {
      const tape = new Tape({ precision });
      const convert = (m: Matrix) => convertPrecision(convertPrecision(m, "f32"), precision);
      const tensors = weights.map((weight) => tape.parameter(convert(weight)));
      const { outputs } = unroll(tape, build(tensors), sequence.map(convert));
      (outputs[0] as Tensor).concat(outputs.slice(1), "columns").mean().backward();
      return tensors.map(({ gradient }) => convertPrecision(gradient as Matrix, "f64"));
    });
    gradients[0]?.forEach((gradient, at) => {
      // Some hundred roundings of 2^−24 for each entry.
      expect(largestDifference(gradient, gradients[1]?.[at] as Matrix)).toBeLessThan(100 * 2 ** -24);
    });
  });
});

// Who always answers 1 has the loss 1/6.
test.each(["LSTM", "GRU"])("an %s learns the adding problem over 10 steps", (name) => {
  const stream = random(3);
  const cell: Cell =
    name === "LSTM"
      ? lstm(randomLstmWeights(stream, 2, 12, { forgetBias: 1 }))
      : gru(randomGruWeights(stream, 2, 12));
  const head = randomLinear(stream, 12, 1);
  const parameters = [...cell.parameters(), ...head.parameters()];
  const optimizer = adam({ learningRate: 0.02 });
  const tape = new Tape();
  const lossOf = ({ inputs, targets }: { inputs: readonly Matrix[]; targets: Matrix }) =>
    head.forward(tape, unroll(tape, cell, inputs).lastState.h).meanSquaredError(targets);
  for (let step = 0; step < 400; step++) {
    lossOf(addingProblem({ examples: 32, length: 10 }, stream)).backward();
    const gradients = clipByGlobalNorm(
      parameters.map(({ gradient }) => gradient),
      1,
    );
    optimizer.step(
      parameters.map(({ value }) => value),
      gradients,
    );
    tape.reset();
  }
  const loss = lossOf(addingProblem({ examples: 500, length: 10 }, stream)).value.data[0];
  expect(loss).toBeLessThan(1 / 6 / 5);
});

test("a training step uses the memory of the one before", () => {
  const tape = new Tape();
  const cell = lstm(randomLstmWeights(random(1), 2, 4));
  const step = () => {
    unroll(tape, cell, new Array(20).fill(matrix(3, 2)))
      .lastState.h.sum()
      .backward();
    tape.reset();
    return tape.bytes;
  };
  // Steps that are repeated move into a memory of their own, once.
  const bytes = [step(), step(), step()].at(-1);
  expect([step(), step()]).toEqual([bytes, bytes]);
});
