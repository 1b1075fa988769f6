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
import { layerNormalize } from "./layer-normalize.ts";
import { exactlyStandardized } from "./test-support/exact-gradients.ts";
import { normalizations } from "./test-support/normalizations.ts";
import {
  dot,
  largest,
  meanAndVariance,
  relativeError,
  total,
  valueAndGradients,
} from "./test-support/on-a-tape.ts";

const at0 = (x: Tensor, gamma: Tensor, beta: Tensor) => layerNormalize(x, gamma, beta, { epsilon: 0 });

describe("by hand", () => {
  // Row 0 has μ = 4 and S = 3, row 1 has μ = 0 and S = 2.
  const x = [
    [1, 7],
    [2, -2],
  ];

  test.each(["f32", "f64"] as const)(
    "two features, in %s: ±1 whatever they are, and exactly no gradient",
    (precision) => {
      const { value, gradients } = valueAndGradients([x, [[2, 5]], [[10, 20]]], at0, {
        upstream: [
          [1, 2],
          [5, 7],
        ],
        precision,
      });
      expect(value).toEqual([
        [8, 25],
        [12, 15],
      ]);
      expect(gradients).toEqual([
        [
          [0, 0],
          [0, 0],
        ],
        [[4, -5]],
        [[6, 9]],
      ]);
    },
  );

  test("ε is inside the root, and 1e-5 unless given", () => {
    const inputs = [[[1, 7]], [[1, 1]], [[0, 0]]];
    expect(valueAndGradients(inputs, (x, g, b) => layerNormalize(x, g, b, { epsilon: 16 })).value).toEqual([
      [-3 / 5, 3 / 5],
    ]);
    const root = Math.sqrt(9 + 1e-5);
    expect(valueAndGradients(inputs, (x, g, b) => layerNormalize(x, g, b)).value).toEqual([
      [-3 / root, 3 / root],
    ]);
  });

  test("equal entries become β above ε = 0", () => {
    const { value, gradients } = valueAndGradients(
      [[[0.1, 0.1, 0.1, 0.1]], [[3, 3, 3, 3]], [[7, 8, 9, 10]]],
      (x, gamma, beta) => layerNormalize(x, gamma, beta, { epsilon: 1 / 4 }),
      { upstream: [[1, 2, 3, 6]] },
    );
    expect(value).toEqual([[7, 8, 9, 10]]);
    expect(gradients).toEqual([[[-12, -6, 0, 18]], [[0, 0, 0, 0]], [[1, 2, 3, 6]]]);
  });

  test("one feature alone is 0 above ε = 0", () => {
    const { value, gradients } = valueAndGradients([[[5]], [[1]], [[2]]], (x, g, b) =>
      layerNormalize(x, g, b),
    );
    expect({ value, gradients }).toEqual({ value: [[2]], gradients: [[[0]], [[0]], [[1]]] });
  });
});

const cases = fc.record({
  batch: fc.integer({ min: 1, max: 4 }),
  features: fc.integer({ min: 3, max: 9 }),
  epsilon: fc.constantFrom(0, 1e-5, 1e-3, 1),
  seed: fc.integer(),
});

describe("the gradient", () => {
  test("is that of the form with three terms, in 64 digits", () => {
    fc.assert(
      fc.property(cases, ({ batch, features, epsilon, seed }) => {
        const draw = random(seed);
        const tape = new Tape({ precision: "f64" });
        const tensors = [batch, 1, 1].map((rows) =>
          tape.parameter(normalMatrix(draw, rows, features, 1, "f64")),
        );
        const [x, gamma, beta] = tensors as [Tensor, Tensor, Tensor];
        const upstream = normalMatrix(draw, batch, features, 1, "f64");
        const y = layerNormalize(x, gamma, beta, { epsilon });
        y.backward(upstream);
        const ofGamma = new Float64Array(features);
        for (let row = 0; row < batch; row++) {
          const rowOf = (data: ArrayLike<number> = []) =>
            Array.from(data).slice(row * features, (row + 1) * features);
          const g = rowOf(upstream.data);
          const scaledGradient = g.map((entry, j) => (gamma.value.data[j] as number) * entry);
          const exact = exactlyStandardized({ x: rowOf(x.value.data), scaledGradient, epsilon });
          const expected = exact.normalized.map(
            (entry, j) => (gamma.value.data[j] as number) * entry + (beta.value.data[j] as number),
          );
          expect(relativeError(rowOf(y.value.data), expected)).toBeLessThan(1e-14);
          // With three features one direction is left of three, so that much of ĝ may cancel.
          const size = largest(scaledGradient) * (largest(exact.normalized) / largest(rowOf(x.value.data)));
          const errors = exact.gradient.map((d, j) => d - (rowOf(x.gradient?.data)[j] as number));
          expect(largest(errors) / Math.max(size, largest(exact.gradient))).toBeLessThan(1e-13);
          for (let j = 0; j < features; j++)
            ofGamma[j] = (ofGamma[j] as number) + (g[j] as number) * (exact.normalized[j] as number);
        }
        expect(relativeError(gamma.gradient?.data ?? [], ofGamma)).toBeLessThan(1e-13);
        const ofBeta = ofGamma.map((_, j) => total(upstream.data.filter((_, at) => at % features === j)));
        expect(relativeError(beta.gradient?.data ?? [], ofBeta)).toBeLessThan(1e-14);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test.each([1, 1e-5, 1e-15])("agrees with central differences when a gradient of %d arrives", (upstream) => {
    fc.assert(
      fc.property(cases, ({ batch, features, epsilon, seed }) => {
        const draw = random(seed);
        // Far from one another, or the curvature of 1/S costs the differences their digits.
        const spread = normalMatrix(draw, batch, features, 0.3).data.map(
          (entry, at) => entry + 2 * (at % features),
        );
        const inputs = [
          matrix(batch, features, spread, "f64"),
          normalMatrix(draw, 1, features, 1, "f64"),
          normalMatrix(draw, 1, features, 1, "f64"),
        ];
        const build = (_: Tape, ...[x, gamma, beta]: Tensor[]) =>
          layerNormalize(x as Tensor, gamma as Tensor, beta as Tensor, { epsilon });
        expect(checkGradient(build, inputs, { upstream })).toMatchObject({ passed: true });
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  test("adds up where x is used twice, and goes only where it is wanted", () => {
    const row = matrixFromRows([[1, 2, 4]], "f64");
    const report = checkGradient((_, x) => at0(x, x, x).add(x), [row]);
    expect(report).toMatchObject({ passed: true });
    for (const wanted of [0, 1, 2]) {
      const tape = new Tape({ precision: "f64" });
      const inputs = [row, row, row].map((m, place) =>
        place === wanted ? tape.parameter(m) : tape.constant(m),
      );
      at0(...(inputs as [Tensor, Tensor, Tensor])).backward(matrixFromRows([[1, 0, 0]], "f64"));
      inputs.forEach((input, place) => {
        expect(input.gradient !== undefined).toBe(place === wanted);
      });
    }
  });

  test("in f32 is that of f64, rounded once", () => {
    const draw = random(3);
    const row = () => Array.from({ length: 3 }, () => Math.fround(draw.normal()));
    const rows = Array.from({ length: 1000 }, row);
    const inputs = [rows, [row()], [row()]];
    const upstream = Array.from({ length: 1000 }, row);
    const f32 = valueAndGradients(inputs, at0, { upstream, precision: "f32" });
    const f64 = valueAndGradients(inputs, at0, { upstream });
    const rounded = (numbers: readonly (readonly number[])[]) => numbers.map((row) => row.map(Math.fround));
    expect(f32.value).toEqual(rounded(f64.value));
    expect(f32.gradients).toEqual(f64.gradients.map(rounded));
  });
});

describe("laws", () => {
  /** y, the upstream gradient and ∂L/∂x of one example with γ = 1, β = 0, where x is changed first. */
  function oneExample(features: number, seed: number, epsilon: number, change = (entry: number) => entry) {
    const draw = random(seed);
    const [x, g] = [normalMatrix(draw, 1, features, 1, "f64"), normalMatrix(draw, 1, features, 1, "f64")];
    const tensor = new Tape({ precision: "f64" }).parameter(matrix(1, features, x.data.map(change), "f64"));
    const y = normalizations.layer(tensor, epsilon);
    y.backward(g);
    const { variance } = meanAndVariance(x.data);
    return { y: y.value.data, g: g.data, dx: tensor.gradient?.data ?? new Float64Array(), variance };
  }
  const widths = fc.integer({ min: 3, max: 60 });

  test("Σ ∂L/∂x = 0 for every ε, and ⟨x̂, ∂L/∂x⟩ = (Σ g x̂ / S) · ε/(v + ε)", () => {
    fc.assert(
      fc.property(widths, fc.integer(), fc.constantFrom(0, 1e-5, 1e-3, 1), (features, seed, epsilon) => {
        const { y, g, dx, variance } = oneExample(features, seed, epsilon);
        const root = Math.sqrt(variance + epsilon);
        const rounding = 1e-13 * (largest(g) / root) * features;
        expect(largest(dx)).toBeGreaterThan(0);
        expect(Math.abs(total(dx))).toBeLessThan(rounding);
        const residue = (dot(g, y) / root) * (epsilon / (variance + epsilon));
        expect(Math.abs(dot(y, dx) - residue)).toBeLessThan(rounding);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("at ε = 0: LN(αx + c) = LN(x) for α > 0 and −LN(x) for α < 0, and the gradient is divided by α", () => {
    const factors = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
    const shifts = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        widths,
        fc.integer(),
        factors,
        shifts,
        fc.constantFrom(1, -1),
        (features, seed, size, shift, sign) => {
          const factor = size * sign;
          const [before, after] = [
            oneExample(features, seed, 0),
            oneExample(features, seed, 0, (entry) => factor * (entry + shift)),
          ];
          // x + c has an error of 100 · 2⁻⁵³, which is 1/S times larger in x̂.
          const rounding = (1e-13 * features) / Math.sqrt(before.variance);
          expect(
            relativeError(
              after.y.map((entry) => sign * entry),
              before.y,
            ),
          ).toBeLessThan(rounding);
          // −x̂ instead of x̂ does not change the bracket.
          expect(
            relativeError(
              after.dx.map((entry) => size * entry),
              before.dx,
            ),
          ).toBeLessThan(10 * rounding);
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });

  test("ten times the input gives the same output and a tenth of the gradient", () => {
    const [one, ten] = [oneExample(8, 1, 0), oneExample(8, 1, 0, (entry) => 10 * entry)];
    expect(relativeError(ten.y, one.y)).toBeLessThan(1e-14);
    expect(
      relativeError(
        ten.dx,
        one.dx.map((entry) => entry / 10),
      ),
    ).toBeLessThan(1e-13);
  });

  test("two features become ±1 at ε = 0, and pass on exactly nothing", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const draw = random(seed);
        const pair = () => [draw.normal(), draw.normal()];
        const gamma = pair();
        const { value, gradients } = valueAndGradients([[pair()], [gamma], [[0, 0]]], at0, {
          upstream: [pair()],
        });
        expect(value.flat().map(Math.abs)).toEqual(gamma.map(Math.abs));
        expect(gradients[0]?.flat().map(Math.abs)).toEqual([0, 0]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("each example is normalised as if it were alone", () => {
    const draw = random(2);
    const [x, g] = [normalMatrix(draw, 3, 5, 1, "f64"), normalMatrix(draw, 3, 5, 1, "f64")];
    const tape = new Tape({ precision: "f64" });
    const whole = tape.parameter(x);
    normalizations.layer(whole).backward(g);
    for (let row = 0; row < 3; row++) {
      const part = (data: ArrayLike<number>) =>
        matrix(1, 5, Array.from(data).slice(5 * row, 5 * row + 5), "f64");
      const alone = tape.parameter(part(x.data));
      const y = normalizations.layer(alone);
      y.backward(part(g.data));
      expect(alone.gradient).toEqual(part(whole.gradient?.data ?? []));
    }
  });
});

describe("refuses", () => {
  const tape = new Tape();
  const tensor = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const [gamma, beta] = [tensor(1, 3), tensor(1, 3)];

  test.each([
    [
      () => layerNormalize(tensor(0, 3), gamma, beta),
      "layerNormalize: expected at least one row and one column, came 0×3. Likely fix: check that nothing is empty, such as the batch.",
    ],
    [
      () => layerNormalize(tensor(4, 3), tensor(1, 2), beta),
      "layerNormalize: expected gamma of shape 1×3 beside a matrix of shape 4×3, came 1×2. Likely fix: give gamma one row, with an entry for each column.",
    ],
    [
      () => layerNormalize(tensor(4, 3), gamma, tensor(3, 1)),
      "layerNormalize: expected beta of shape 1×3 beside a matrix of shape 4×3, came 3×1. Likely fix: give beta one row, with an entry for each column.",
    ],
    [
      () =>
        layerNormalize(tape.constant(matrix(2, 3, [1, 2, 3, 0.1, 0.1, 0.1])), gamma, beta, { epsilon: 0 }),
      "layerNormalize: expected example 1 to have a variance above 0, came 0. Likely fix: take epsilon above 0, or leave out what has equal entries only.",
    ],
    [
      () => layerNormalize(tape.constant(matrix(2, 3, [1, 2, 3, 4, 5, Infinity])), gamma, beta),
      "layerNormalize: expected example 1 to have a finite variance, came NaN. Likely fix: look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged.",
    ],
    [
      () => layerNormalize(tensor(4, 3), gamma, beta, { epsilon: Number.NaN }),
      "layerNormalize: expected epsilon to be a finite number from 0 on, came NaN. Likely fix: correct epsilon; 0 switches it off.",
    ],
    [
      () => layerNormalize(tensor(4, 3), gamma, beta, null as never),
      "layerNormalize: expected a record of settings, came null. Likely fix: write layerNormalize(x, gamma, beta, { epsilon }).",
    ],
  ])("case %#", (run, message) => {
    expect(run).toThrow(new Error(message));
  });

  test("what is no tensor", () => {
    expect(() => layerNormalize(matrix(4, 3) as never, gamma, beta)).toThrow(
      /^layerNormalize: expected a tensor, came/,
    );
  });
});
