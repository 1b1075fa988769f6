import {
  checkGradient,
  matrix,
  matrixFromRows,
  normalMatrix,
  random,
  sgd,
  Tape,
  type Tensor,
} from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dot, relativeError, valueAndGradients } from "./test-support/on-a-tape.ts";
import { weightNormalize } from "./weight-normalize.ts";

describe("by hand", () => {
  // The columns have the norms 5 and 2.
  const direction = [
    [3, 0],
    [-4, 2],
  ];

  test.each(["f32", "f64"] as const)("gain · v/‖v‖ for each column, in %s", (precision) => {
    const { value, gradients } = valueAndGradients([direction, [[10, 6]]], weightNormalize, {
      upstream: [
        [5, 1],
        [0, 7],
      ],
      precision,
    });
    const round = precision === "f32" ? Math.fround : (entry: number) => entry;
    expect(value).toEqual([
      [6, 0],
      [-8, 6],
    ]);
    // ⟨G, v̂⟩ = 3 and 7. Unit 0: (10/5) [5 − 0.6 · 3, 0.8 · 3]. Unit 1: (6/2) [1, 7 − 7].
    expect(gradients).toEqual([
      [
        [round(6.4), 3],
        [round(2 * (0.8 * 3)), 0],
      ],
      [[3, 7]],
    ]);
  });
});

const cases = fc.record({
  fanIn: fc.integer({ min: 2, max: 6 }),
  fanOut: fc.integer({ min: 1, max: 4 }),
  seed: fc.integer(),
});

test.each([1, 1e-5, 1e-15])("agrees with central differences when a gradient of %d arrives", (upstream) => {
  fc.assert(
    fc.property(cases, ({ fanIn, fanOut, seed }) => {
      const draw = random(seed);
      // Away from 0, or the curvature of 1/‖v‖ costs the differences their digits.
      const away = normalMatrix(draw, fanIn, fanOut, 0.3).data.map((entry) => entry + 1);
      const inputs = [matrix(fanIn, fanOut, away, "f64"), normalMatrix(draw, 1, fanOut, 1, "f64")];
      const build = (_: Tape, ...[v, gain]: Tensor[]) => weightNormalize(v as Tensor, gain as Tensor);
      expect(checkGradient(build, inputs, { upstream })).toMatchObject({ passed: true });
    }),
    { seed: 7, numRuns: 30 },
  );
});

test("adds up where v is used twice, and goes only where it is wanted", () => {
  const v = matrixFromRows([[3], [4]], "f64");
  const gain = matrixFromRows([[2]], "f64");
  const report = checkGradient((_, v) => weightNormalize(v, v.slice({ rows: [0, 1] })).add(v), [v]);
  expect(report).toMatchObject({ passed: true });
  for (const wanted of [0, 1]) {
    const tape = new Tape({ precision: "f64" });
    const inputs = [v, gain].map((m, place) => (place === wanted ? tape.parameter(m) : tape.constant(m)));
    weightNormalize(...(inputs as [Tensor, Tensor])).backward(matrixFromRows([[5], [0]], "f64"));
    expect(inputs.map((input) => input.gradient !== undefined)).toEqual([wanted === 0, wanted === 1]);
  }
});

test("in f32 is that of f64, rounded once", () => {
  const draw = random(3);
  const column = (length: number) => Array.from({ length }, () => [Math.fround(draw.normal())]);
  const [inputs, upstream] = [[column(1000), column(1)], column(1000)];
  const f32 = valueAndGradients(inputs, weightNormalize, { upstream, precision: "f32" });
  const f64 = valueAndGradients(inputs, weightNormalize, { upstream });
  const rounded = (numbers: readonly (readonly number[])[]) => numbers.map((row) => row.map(Math.fround));
  expect(f32.value).toEqual(rounded(f64.value));
  expect(f32.gradients).toEqual(f64.gradients.map(rounded));
});

test("the norms of the columns of W are |gain|; W does not change with ‖v‖; plain descent only makes ‖v‖ larger", () => {
  fc.assert(
    fc.property(cases, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), ({ fanIn, fanOut, seed }, factor) => {
      const draw = random(seed);
      const columnOf = (data: ArrayLike<number>, j: number) =>
        Array.from({ length: fanIn }, (_, i) => data[i * fanOut + j] as number);
      const v = normalMatrix(draw, fanIn, fanOut, 1, "f64");
      const gain = normalMatrix(draw, 1, fanOut, 1, "f64");
      const tape = new Tape({ precision: "f64" });
      const [small, large] = [v.data, v.data.map((entry) => factor * entry)].map((data) =>
        tape.parameter(matrix(fanIn, fanOut, data, "f64")),
      );
      const [w, same] = [small, large].map((v) => weightNormalize(v as Tensor, tape.constant(gain)));
      const g = normalMatrix(draw, fanIn, fanOut, 1, "f64");
      for (const result of [w, same]) result?.backward(g);
      expect(relativeError(same?.value.data ?? [], w?.value.data ?? [])).toBeLessThan(1e-14);
      const gradient = small?.gradient?.data ?? [];
      for (let j = 0; j < fanOut; j++) {
        const column = columnOf(w?.value.data ?? [], j);
        expect(Math.sqrt(dot(column, column)) / Math.abs(gain.data[j] as number)).toBeCloseTo(1, 14);
        const [ofV, ofGradient] = [columnOf(v.data, j), columnOf(gradient, j)];
        // G of the size 1 arrives, so that ⟨v, ∂L/∂v⟩ = gain ⟨v̂, G − v̂ ⟨G, v̂⟩⟩ has an error of the size of the gain's.
        expect(Math.abs(dot(ofV, ofGradient))).toBeLessThan(1e-14 * fanIn * Math.abs(gain.data[j] as number));
      }
      const before = dot(v.data, v.data);
      sgd({ learningRate: 0.1 }).step([v], [small?.gradient]);
      expect(dot(v.data, v.data) / (before + 0.01 * dot(gradient, gradient))).toBeCloseTo(1, 12);
    }),
    { seed: 7, numRuns: 50 },
  );
});

describe("refuses", () => {
  const tape = new Tape();
  const tensor = (rows: number, columns: number, values?: number[]) =>
    tape.constant(matrix(rows, columns, values));

  test.each([
    [
      () => weightNormalize(tensor(0, 2), tensor(1, 2)),
      "weightNormalize: expected at least one row and one column, came 0×2. Likely fix: check that nothing is empty, such as the batch.",
    ],
    [
      () => weightNormalize(tensor(2, 2), tensor(2, 1)),
      "weightNormalize: expected gain of shape 1×2 beside a matrix of shape 2×2, came 2×1. Likely fix: give gain one row, with an entry for each column.",
    ],
    [
      () => weightNormalize(tensor(2, 2, [1, 0, 2, 0]), tensor(1, 2)),
      "weightNormalize: expected unit 1 to have a squared norm above 0, came 0. Likely fix: start from random weights: zeros have no direction.",
    ],
    [
      () => weightNormalize(tensor(2, 2, [Number.NaN, 0, 2, 1]), tensor(1, 2)),
      "weightNormalize: expected unit 0 to have a finite squared norm, came NaN. Likely fix: look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged.",
    ],
  ])("case %#", (run, message) => {
    expect(run).toThrow(new Error(message));
  });

  test("what is no tensor", () => {
    expect(() => weightNormalize(matrix(2, 2) as never, tensor(1, 2))).toThrow(
      /^weightNormalize: expected a tensor, came/,
    );
    expect(() => weightNormalize(tensor(2, 2, [1, 2, 3, 4]), undefined as never)).toThrow(
      /^weightNormalize: expected a tensor, came undefined/,
    );
  });
});
