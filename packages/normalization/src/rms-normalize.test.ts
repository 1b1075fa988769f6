import {
  checkGradient,
  matrix,
  matrixFromRows,
  normalMatrix,
  random,
  Tape,
  type Tensor,
} from "@vanishing/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rmsNormalize } from "./rms-normalize.ts";
import { exactlyRmsNormalized } from "./test-support/exact-gradients.ts";
import { normalizations } from "./test-support/normalizations.ts";
import { dot, largest, relativeError, total, valueAndGradients } from "./test-support/on-a-tape.ts";

const at0 = (x: Tensor, gamma: Tensor) => rmsNormalize(x, gamma, { epsilon: 0 });

describe("by hand", () => {
  // R = 5 for the first row, and 2 for the second.
  const x = [
    [1, 7],
    [-2, 2],
  ];

  test.each(["f32", "f64"] as const)("γ x / R, in %s", (precision) => {
    const { value, gradients } = valueAndGradients([x, [[10, 20]]], at0, {
      upstream: [
        [2.5, 0],
        [0, 5],
      ],
      precision,
    });
    const round = precision === "f32" ? Math.fround : (entry: number) => entry;
    expect(value).toEqual([
      [2, 28],
      [-10, 20],
    ]);
    // Row 0: (1/5) [25 − 0.2 · 2.5, −1.4 · 2.5]. Row 1: (1/2) [50, 100 − 50].
    expect(gradients).toEqual([
      [
        [round(4.9), round(-0.7)],
        [25, 25],
      ],
      [[0.5, 5]],
    ]);
  });

  test("ε is inside the root, and 1e-6 unless given", () => {
    const inputs = [[[1, 7]], [[1, 1]]];
    expect(valueAndGradients(inputs, (x, gamma) => rmsNormalize(x, gamma, { epsilon: 11 })).value).toEqual([
      [1 / 6, 7 / 6],
    ]);
    const root = Math.sqrt(25 + 1e-6);
    expect(valueAndGradients(inputs, (x, gamma) => rmsNormalize(x, gamma)).value).toEqual([
      [1 / root, 7 / root],
    ]);
  });

  test("zeros stay zeros above ε = 0, and pass on γ g/√ε", () => {
    const { value, gradients } = valueAndGradients(
      [[[0, 0]], [[3, 5]]],
      (x, gamma) => rmsNormalize(x, gamma, { epsilon: 1 / 4 }),
      { upstream: [[1, 2]] },
    );
    expect({ value, gradients }).toEqual({ value: [[0, 0]], gradients: [[[6, 20]], [[0, 0]]] });
  });
});

const cases = fc.record({
  batch: fc.integer({ min: 1, max: 4 }),
  features: fc.integer({ min: 2, max: 9 }),
  epsilon: fc.constantFrom(0, 1e-6, 1e-3, 1),
  seed: fc.integer(),
});

describe("the gradient", () => {
  test("is that of the form with two terms, in 64 digits", () => {
    fc.assert(
      fc.property(cases, ({ batch, features, epsilon, seed }) => {
        const draw = random(seed);
        const tape = new Tape({ precision: "f64" });
        const [x, gamma] = [batch, 1].map((rows) =>
          tape.parameter(normalMatrix(draw, rows, features, 1, "f64")),
        ) as [Tensor, Tensor];
        const upstream = normalMatrix(draw, batch, features, 1, "f64");
        const y = rmsNormalize(x, gamma, { epsilon });
        y.backward(upstream);
        const ofGamma = new Float64Array(features);
        for (let row = 0; row < batch; row++) {
          const rowOf = (data: ArrayLike<number> = []) =>
            Array.from(data).slice(row * features, (row + 1) * features);
          const g = rowOf(upstream.data);
          const scaledGradient = g.map((entry, j) => (gamma.value.data[j] as number) * entry);
          const exact = exactlyRmsNormalized({ x: rowOf(x.value.data), scaledGradient, epsilon });
          const expected = exact.normalized.map((entry, j) => (gamma.value.data[j] as number) * entry);
          expect(relativeError(rowOf(y.value.data), expected)).toBeLessThan(1e-14);
          // With two features one direction is left of two, so that much of ĝ may cancel.
          const size = largest(scaledGradient) * (largest(exact.normalized) / largest(rowOf(x.value.data)));
          const errors = exact.gradient.map((d, j) => d - (rowOf(x.gradient?.data)[j] as number));
          expect(largest(errors) / Math.max(size, largest(exact.gradient))).toBeLessThan(1e-14);
          for (let j = 0; j < features; j++)
            ofGamma[j] = (ofGamma[j] as number) + (g[j] as number) * (exact.normalized[j] as number);
        }
        expect(relativeError(gamma.gradient?.data ?? [], ofGamma)).toBeLessThan(1e-13);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test.each([1, 1e-5, 1e-15])("agrees with central differences when a gradient of %d arrives", (upstream) => {
    fc.assert(
      fc.property(cases, ({ batch, features, epsilon, seed }) => {
        const draw = random(seed);
        // Away from 0, or the curvature of 1/R costs the differences their digits.
        const away = normalMatrix(draw, batch, features, 0.3).data.map(
          (entry, at) => entry + 1 + (at % features),
        );
        const inputs = [matrix(batch, features, away, "f64"), normalMatrix(draw, 1, features, 1, "f64")];
        const build = (_: Tape, ...[x, gamma]: Tensor[]) =>
          rmsNormalize(x as Tensor, gamma as Tensor, { epsilon });
        expect(checkGradient(build, inputs, { upstream })).toMatchObject({ passed: true });
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  test("adds up where x is used twice, and goes only where it is wanted", () => {
    const row = matrixFromRows([[1, 2, 4]], "f64");
    expect(checkGradient((_, x) => at0(x, x).add(x), [row])).toMatchObject({ passed: true });
    for (const wanted of [0, 1]) {
      const tape = new Tape({ precision: "f64" });
      const [x, gamma] = [row, row].map((m, place) =>
        place === wanted ? tape.parameter(m) : tape.constant(m),
      );
      at0(x as Tensor, gamma as Tensor).backward(matrixFromRows([[1, 0, 0]], "f64"));
      expect(x?.gradient !== undefined).toBe(wanted === 0);
      expect(gamma?.gradient !== undefined).toBe(wanted === 1);
    }
  });

  test("in f32 is that of f64, rounded once", () => {
    const draw = random(3);
    const row = () => Array.from({ length: 3 }, () => Math.fround(draw.normal()));
    const inputs = [Array.from({ length: 1000 }, row), [row()]];
    const upstream = Array.from({ length: 1000 }, row);
    const f32 = valueAndGradients(inputs, at0, { upstream, precision: "f32" });
    const f64 = valueAndGradients(inputs, at0, { upstream });
    const rounded = (numbers: readonly (readonly number[])[]) => numbers.map((row) => row.map(Math.fround));
    expect(f32.value).toEqual(rounded(f64.value));
    expect(f32.gradients).toEqual(f64.gradients.map(rounded));
  });
});

describe("laws", () => {
  function oneExample(seed: number, epsilon: number, change = (entry: number) => entry) {
    const draw = random(seed);
    const [x, g] = [normalMatrix(draw, 1, 8, 1, "f64"), normalMatrix(draw, 1, 8, 1, "f64")];
    const tensor = new Tape({ precision: "f64" }).parameter(matrix(1, 8, x.data.map(change), "f64"));
    const y = normalizations.rms(tensor, epsilon);
    y.backward(g);
    return {
      y: y.value.data,
      g: g.data,
      dx: tensor.gradient?.data ?? new Float64Array(),
      meanSquare: dot(x.data, x.data) / 8,
    };
  }

  test("⟨x̂, ∂L/∂x⟩ = (Σ g x̂ / R) · ε/(mean(x²) + ε), and Σ ∂L/∂x is not 0", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 1e-5, 1), (seed, epsilon) => {
        const { y, g, dx, meanSquare } = oneExample(seed, epsilon);
        const root = Math.sqrt(meanSquare + epsilon);
        const residue = (dot(g, y) / root) * (epsilon / (meanSquare + epsilon));
        expect(Math.abs(dot(y, dx) - residue)).toBeLessThan(1e-13 * (largest(g) / root));
        expect(Math.abs(total(dx))).toBeGreaterThan(1e-6 * largest(dx));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("at ε = 0: the sign of α comes through, its size does not; a shift changes the result", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.constantFrom(1, -1),
        (seed, size, sign) => {
          const [before, after] = [oneExample(seed, 0), oneExample(seed, 0, (entry) => sign * size * entry)];
          expect(
            relativeError(
              after.y.map((entry) => sign * entry),
              before.y,
            ),
          ).toBeLessThan(1e-14);
          expect(
            relativeError(
              after.dx.map((entry) => size * entry),
              before.dx,
            ),
          ).toBeLessThan(1e-13);
          const shifted = oneExample(seed, 0, (entry) => entry + 1);
          expect(relativeError(shifted.y, before.y)).toBeGreaterThan(0.01);
        },
      ),
      { seed: 7, numRuns: 50 },
    );
  });
});

describe("refuses", () => {
  const tape = new Tape();
  const tensor = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const gamma = tensor(1, 3);

  test.each([
    [
      () => rmsNormalize(tensor(3, 0), tensor(1, 0)),
      "rmsNormalize: expected at least one row and one column, came 3×0. Likely fix: check that nothing is empty, such as the batch.",
    ],
    [
      () => rmsNormalize(tensor(4, 3), tensor(1, 2)),
      "rmsNormalize: expected gamma of shape 1×3 beside a matrix of shape 4×3, came 1×2. Likely fix: give gamma one row, with an entry for each column.",
    ],
    [
      () => rmsNormalize(tape.constant(matrix(2, 3, [1, 2, 3, 0, 0, 0])), gamma, { epsilon: 0 }),
      "rmsNormalize: expected example 1 to have a mean square above 0, came 0. Likely fix: take epsilon above 0, or leave out what has zeros only.",
    ],
    [
      () => rmsNormalize(tape.constant(matrix(2, 3, [1, 2, 3, 4, 5, Infinity])), gamma),
      "rmsNormalize: expected example 1 to have a finite mean square, came Infinity. Likely fix: look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged.",
    ],
    [
      () => rmsNormalize(tensor(4, 3), gamma, { epsilon: -1 }),
      "rmsNormalize: expected epsilon to be a finite number from 0 on, came -1. Likely fix: correct epsilon; 0 switches it off.",
    ],
    [
      () => rmsNormalize(tensor(4, 3), gamma, null as never),
      "rmsNormalize: expected a record of settings, came null. Likely fix: write rmsNormalize(x, gamma, { epsilon }).",
    ],
  ])("case %#", (run, message) => {
    expect(run).toThrow(new Error(message));
  });

  test("what is no tensor", () => {
    expect(() => rmsNormalize(matrix(4, 3) as never, gamma)).toThrow(
      /^rmsNormalize: expected a tensor, came/,
    );
  });
});
