import { matchers } from "@vanishing/checks";
import { type Matrix, matrixFromRows, normalMatrix, type Random, random, Tape } from "@vanishing/core";
import {
  cellGain as cellGainOfPackage,
  forgetBiasFor as forgetBiasOfPackage,
  jacobianProducts,
  lstm,
  lstmGates,
  lstmJacobian,
  pathGain,
  stateValues,
  unroll,
} from "@vanishing/recurrent";
import { describe, expect, test } from "vitest";
import { cellGain, forgetBiasFor, type LstmState, type LstmWeights, lstmStep } from "#exercise/16-lstm";

expect.extend(matchers);

type Values = readonly number[];
type Rows = readonly Values[];
type Part = keyof LstmWeights;

const rowsOf = ({ rows, columns, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
const valuesOf = ({ data }: Matrix): number[] => [...data];
const inRows = (rows: Rows): Matrix => matrixFromRows(rows, "f64");

/** Weights in the form of the package, which has a matrix for each part. */
const asMatrices = ({ inputWeight, recurrentWeight, bias }: LstmWeights) => ({
  inputWeight: inRows(inputWeight),
  recurrentWeight: inRows(recurrentWeight),
  bias: inRows([bias]),
});

/** The package's step: the reference. */
function reference(weights: LstmWeights, x: Values, { h, c }: LstmState): LstmState {
  const tape = new Tape({ precision: "f64" });
  const before = { h: tape.constant(inRows([h])), c: tape.constant(inRows([c])) };
  const after = lstm(asMatrices(weights)).step(tape.constant(inRows([x])), before);
  return { h: valuesOf(after.h.value), c: valuesOf(after.c.value) };
}

/** Drawn numbers, to three decimals so that a message can be read. */
function drawn(draw: Random, rows: number, columns: number, size = 1): number[][] {
  return rowsOf(normalMatrix(draw, rows, columns, size, "f64")).map((row) =>
    row.map((entry) => Math.round(1000 * entry) / 1000),
  );
}

function drawnWeights(draw: Random, inputs: number, hidden: number): LstmWeights {
  const [bias = []] = drawn(draw, 1, 4 * hidden);
  return {
    inputWeight: drawn(draw, inputs, 4 * hidden),
    recurrentWeight: drawn(draw, hidden, 4 * hidden),
    bias,
  };
}

function drawnState(draw: Random, hidden: number): LstmState {
  const [h = [], c = []] = drawn(draw, 2, hidden);
  return { h, c };
}

/** One unit and one input, whose weights are all 0: its gates see their biases alone. */
const biasesAlone = (i: number, f: number, g: number, o: number): LstmWeights => ({
  inputWeight: [[0, 0, 0, 0]],
  recurrentWeight: [[0, 0, 0, 0]],
  bias: [i, f, g, o],
});

const rounding = "some ten roundings of 1.1e-16 each, and other ways to write σ";

describe("lstmStep", () => {
  test("with weights of 0 keeps half of the cell and shows half of its tanh", () => {
    expect(lstmStep).toAgreeWith(
      [
        { h: [Math.tanh(1) / 2], c: [1] },
        { h: [Math.tanh(-4) / 2], c: [-4] },
      ],
      {
        why: "Where every pre-activation is 0 each gate is half open, and the candidate g = tanh(0) adds nothing. This can be checked by hand.",
        inputs: [
          [biasesAlone(0, 0, 0, 0), [7], { h: [0.5], c: [2] }],
          [biasesAlone(0, 0, 0, 0), [-1], { h: [0.5], c: [-8] }],
        ],
        tolerance: 1e-12,
        toleranceFrom: rounding,
      },
    );
  });

  test("writes with i, keeps with f, shows with o, in the order i, f, g, o", () => {
    const step = (biases: Values) =>
      lstmStep(biasesAlone(...(biases as [number, number, number, number])), [0], { h: [0], c: [2] });
    const [on, off] = [30, -30];
    expect(step).toAgreeWith(
      (biases: Values) =>
        reference(biasesAlone(...(biases as [number, number, number, number])), [0], { h: [0], c: [2] }),
      {
        why: "A bias of ±30 opens or closes one gate. The cell was 2 before; what it is now shows which gate stands in which block.",
        inputs: [
          [[on, on, -0.5, on]],
          [[on, off, -0.5, on]],
          [[off, on, -0.5, on]],
          [[on, on, -0.5, off]],
          [[0.3, -0.4, 1.5, 0.8]],
        ],
        tolerance: 1e-12,
        toleranceFrom: rounding,
      },
    );
  });

  test("reads x and h through their own weights", () => {
    const weights: LstmWeights = {
      inputWeight: [
        [0.5, -0.25, 1, 0.75],
        [0, 1, -0.5, 0.25],
      ],
      recurrentWeight: [[-1, 0.5, 0.25, -0.5]],
      bias: [0, 1, 0, 0],
    };
    expect(lstmStep).toAgreeWith(reference, {
      why: "All four blocks read the input and the hidden state. Each entry of x and h has its own row of weights.",
      inputs: [
        [weights, [1, 0], { h: [0], c: [0.5] }],
        [weights, [0, 1], { h: [0], c: [0.5] }],
        [weights, [0, 0], { h: [1], c: [0.5] }],
        [weights, [1, -1], { h: [0.5], c: [0] }],
      ],
      tolerance: 1e-12,
      toleranceFrom: rounding,
    });
  });

  test("agrees with a reference cell on drawn weights", () => {
    const seed = 1;
    const draw = random(seed);
    expect(lstmStep).toAgreeWith(reference, {
      why: "With several units each gate is a vector. A layer of them is what an LSTM in any framework computes.",
      inputs: [
        [1, 2],
        [2, 1],
        [2, 3],
        [4, 5],
      ].map(([inputs = 1, hidden = 1]) => [
        drawnWeights(draw, inputs, hidden),
        drawn(draw, 1, inputs)[0],
        drawnState(draw, hidden),
      ]),
      tolerance: 1e-12,
      toleranceFrom: rounding,
      seed,
    });
  });

  test("agrees with a reference cell after fifty steps", () => {
    const seed = 2;
    const draw = random(seed);
    const weights = drawnWeights(draw, 2, 3);
    const sequence = drawn(draw, 50, 2);
    const after = (steps: number) =>
      sequence
        .slice(0, steps)
        .reduce((state, x) => lstmStep(weights, x, state), { h: [0, 0, 0], c: [0, 0, 0] } as LstmState);
    const expected = (steps: number) =>
      sequence
        .slice(0, steps)
        .reduce((state, x) => reference(weights, x, state), { h: [0, 0, 0], c: [0, 0, 0] } as LstmState);
    expect(after).toAgreeWith(expected, {
      why: "What a step gives is what the next step is given. It starts from h = c = 0 here.",
      inputs: [[1], [2], [10], [50]],
      tolerance: 1e-9,
      toleranceFrom: "roundings of 1e-16 that fifty steps may enlarge a thousandfold each way",
      seed,
    });
  });
});

/** A short run of the package: weights, what was read, and the states before each step. */
function run(seed: number, steps: number, hidden: number) {
  const draw = random(seed);
  const weights = drawnWeights(draw, 2, hidden);
  const sequence = drawn(draw, steps, 2);
  const start = drawnState(draw, hidden);
  const tape = new Tape({ precision: "f64" });
  const { states } = unroll(
    tape,
    lstm(asMatrices(weights)),
    sequence.map((x) => inRows([x])),
    {
      initialState: { h: inRows([start.h]), c: inRows([start.c]) },
    },
  );
  return { weights, sequence, start, before: states.map(stateValues) };
}

/** (f(a + s) − f(a − s)) / 2s for each entry of a list f, with s in one place of a. */
function centralDifferences(f: (at: Values) => Values, at: Values, place: number, step: number): number[] {
  const moved = (by: number) => f(at.map((entry, k) => (k === place ? entry + by : entry)));
  const [right, left] = [moved(step), moved(-step)];
  return right.map((entry, k) => (entry - (left[k] ?? Number.NaN)) / (2 * step));
}

describe("the gradient through time", () => {
  test("on the direct path, with every h held fixed, is the product of the forget gates", () => {
    const [seed, hidden] = [3, 2];
    const { weights, sequence, start, before } = run(seed, 20, hidden);
    const gates = (steps: number) =>
      sequence
        .slice(0, steps)
        .map(
          (x, t) =>
            lstmGates(asMatrices(weights), inRows([x]), before[t] ?? { h: inRows([]), c: inRows([]) }).f,
        );
    const cellAfter = (steps: number) => (c: Values) =>
      sequence.slice(0, steps).reduce<Values>(
        // The hidden state is the one of the undisturbed run, whatever the cell is.
        (cell, x, t) => lstmStep(weights, x, { h: valuesOf(before[t]?.h ?? inRows([])), c: cell }).c,
        c,
      );
    const directGain = (steps: number) =>
      start.c.map((_, unit) => centralDifferences(cellAfter(steps), start.c, unit, 1)[unit]);
    expect(directGain).toAgreeWith((steps: number) => valuesOf(pathGain(gates(steps))), {
      why: "∂c_T/∂c_0 with h held fixed is f₁ ⊙ f₂ ⊙ … ⊙ f_T: no weights, no slopes. This is the path that a forget gate near 1 keeps open.",
      inputs: [[1], [2], [5], [20]],
      tolerance: 1e-6,
      toleranceFrom:
        "c′ is a straight line in c, so that the difference is exact but for roundings, which are 1e-15 of a cell and 1e-9 of what 20 steps leave",
      seed,
    });
  });

  test("on all paths is the product of the full Jacobians", () => {
    const [seed, hidden] = [4, 2];
    const { weights, sequence, start, before } = run(seed, 8, hidden);
    const stateAfter = (steps: number) => (at: Values) => {
      const state = { h: at.slice(0, hidden), c: at.slice(hidden) };
      const { h, c } = sequence.slice(0, steps).reduce<LstmState>((s, x) => lstmStep(weights, x, s), state);
      return [...h, ...c];
    };
    const totalDerivative = (steps: number) => {
      const at = [...start.h, ...start.c];
      return at.map((_, place) => centralDifferences(stateAfter(steps), at, place, 1e-5));
    };
    const expected = (steps: number) => {
      const jacobians = sequence
        .slice(0, steps)
        .map(
          (x, t) =>
            lstmJacobian(asMatrices(weights), inRows([x]), before[t] ?? { h: inRows([]), c: inRows([]) })
              .whole,
        );
      const rows = rowsOf(jacobianProducts(jacobians)[0] as Matrix);
      return rows.map((_, place) => rows.map((row) => row[place] ?? Number.NaN));
    };
    expect(totalDerivative).toAgreeWith(expected, {
      why: "h follows c, and h feeds the gates. So ∂(h, c)_T/∂(h, c)_0 is more than the forget gates. Row k of this list is how (h, c) follows entry k of (h, c)_0.",
      inputs: [[1], [3], [8]],
      tolerance: 1e-6,
      toleranceFrom:
        "differences over a step of 1e-5 are good to some 1e-10, and a wrong step is off by far more",
      seed,
    });
  });

  test("reaches every weight", () => {
    const [seed, hidden] = [5, 2];
    const { weights, sequence, start } = run(seed, 5, hidden);
    const tape = new Tape({ precision: "f64" });
    const cell = lstm(asMatrices(weights));
    const { lastState } = unroll(
      tape,
      cell,
      sequence.map((x) => inRows([x])),
      {
        initialState: { h: inRows([start.h]), c: inRows([start.c]) },
      },
    );
    lastState.h.sum().backward();
    const [inputWeight, recurrentWeight, bias] = cell
      .parameters()
      .map(({ gradient }) => gradient && valuesOf(gradient));
    const expected: Readonly<Record<Part, Values | undefined>> = { inputWeight, recurrentWeight, bias };
    const flat = (part: Part): number[] => (part === "bias" ? [...weights.bias] : weights[part].flat());
    const replaced = (part: Part, entries: Values): LstmWeights => {
      const columns = 4 * hidden;
      const rows = Array.from({ length: entries.length / columns }, (_, row) =>
        entries.slice(row * columns, (row + 1) * columns),
      );
      return { ...weights, [part]: part === "bias" ? rows[0] : rows };
    };
    const sumOfHidden = (part: Part) => (entries: Values) => {
      const changed = replaced(part, entries);
      const { h } = sequence.reduce<LstmState>((state, x) => lstmStep(changed, x, state), start);
      return [h.reduce((sum, entry) => sum + entry, 0)];
    };
    const gradientOf = (part: Part) =>
      flat(part).map((_, place) => centralDifferences(sumOfHidden(part), flat(part), place, 1e-5)[0]);
    expect(gradientOf).toAgreeWith((part: Part) => expected[part], {
      why: "All blocks learn: the gradient of the sum of h after five steps, for each entry of this part, row after row.",
      inputs: [["inputWeight"], ["recurrentWeight"], ["bias"]],
      tolerance: 1e-6,
      toleranceFrom:
        "differences over a step of 1e-5 are good to some 1e-10, and a wrong step is off by far more",
      seed,
    });
  });
});

describe("cellGain", () => {
  test("is σ(b)^T", () => {
    expect(cellGain).toAgreeWith(cellGainOfPackage, {
      why: "With b = 0 a hundred steps leave 8e-31 of the cell, and of its gradient. With b = 5 they leave half.",
      inputs: [0, 1, 2, 5].flatMap((b) => [10, 100, 1000].map((steps) => [b, steps])),
      tolerance: 1e-10,
      toleranceFrom: "one rounding of σ(b), which a thousand factors make a thousand times larger, 1.1e-13",
    });
  });

  test("is 1 before the first step, and σ(b) after it", () => {
    expect(cellGain).toAgreeWith([1, 1, 0.5, 1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-2))], {
      why: "No step, no factor. One step, one gate.",
      inputs: [
        [3, 0],
        [-3, 0],
        [0, 1],
        [-2, 1],
        [2, 1],
      ],
      tolerance: 1e-12,
      toleranceFrom: rounding,
    });
  });

  test("is what your own cell keeps", () => {
    const cellLeft = (b: number, steps: number) => {
      let state: LstmState = { h: [0], c: [1] };
      for (let step = 0; step < steps; step++) state = lstmStep(biasesAlone(0, b, 0, 0), [0], state);
      return [state.c[0], cellGain(b, steps)];
    };
    expect(cellLeft).toAgreeWith(
      (b: number, steps: number) => [cellGainOfPackage(b, steps), cellGainOfPackage(b, steps)],
      {
        why: "A cell that begins at 1 and is never written to holds this after T steps of your lstmStep, and your cellGain says so. First the cell, then the gain.",
        inputs: [
          [0, 1],
          [1, 10],
          [2, 50],
          [5, 200],
        ],
        tolerance: 1e-10,
        toleranceFrom: "two roundings a step",
      },
    );
  });
});

describe("forgetBiasFor", () => {
  test("leaves half after 10, 100 and 1000 steps", () => {
    const halfLifeBias = (steps: number) => forgetBiasFor(steps, 0.5);
    expect(halfLifeBias).toAgreeWith((steps: number) => forgetBiasOfPackage(steps), {
      why: "A forget gate must be the nearer to 1 the longer it is to remember: each factor of ten in time adds 2.3 to the bias.",
      inputs: [[10], [100], [1000], [1_000_000]],
      tolerance: 1e-9,
      toleranceFrom: "1 − r loses digits as r comes near 1: some 1e-10 in a million steps",
    });
  });

  test("takes any share, and any number of steps", () => {
    expect(forgetBiasFor).toAgreeWith(forgetBiasOfPackage, {
      why: "What is left may be nearly all or nearly nothing. A single step takes the bias whose σ is the share itself.",
      inputs: [
        [1, 0.5],
        [1, 0.9],
        [1, 0.1],
        [7, 1 / Math.E],
        [50, 0.01],
        [100, 0.99],
      ],
      tolerance: 1e-9,
      toleranceFrom: "a few roundings, beside the largest of these biases",
      relativeTo: "all calls",
    });
  });

  test("undoes cellGain", () => {
    const roundTrip = (steps: number, gain: number) => cellGain(forgetBiasFor(steps, gain), steps);
    expect(roundTrip).toAgreeWith((_, gain: number) => gain, {
      why: "The bias that is to leave this share after T steps leaves it.",
      inputs: [2, 30, 400].flatMap((steps) => [0.001, 0.25, 0.5, 0.95].map((gain) => [steps, gain])),
      tolerance: 1e-9,
      toleranceFrom: "the gate is off by 1e-16 or so, and 400 steps make that 1e-13",
    });
  });
});
