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
import { batchNormalize } from "./batch-normalize.ts";
import { exactlyStandardized } from "./test-support/exact-gradients.ts";
import { normalizations } from "./test-support/normalizations.ts";
import {
  dot,
  filled,
  largest,
  meanAndVariance,
  relativeError,
  total,
  valueAndGradients,
} from "./test-support/on-a-tape.ts";

// Column 0 has μ = 4, v = 9; column 1 has μ = −1, v = 4.
const x = [
  [1, 1],
  [7, -3],
];
const at0 = (x: Tensor, gamma: Tensor, beta: Tensor) => batchNormalize(x, gamma, beta, { epsilon: 0 });

describe("by hand", () => {
  test.each(["f32", "f64"] as const)("x̂ = (x − μ)/S, then γ x̂ + β, in %s", (precision) => {
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
  });

  test("ε is inside the root: v = 9 and ε = 16 divide by 5", () => {
    const { value, gradients } = valueAndGradients(
      [[[1], [7]], [[1]], [[0]]],
      (x, gamma, beta) => batchNormalize(x, gamma, beta, { epsilon: 16 }),
      { upstream: [[0], [2]] },
    );
    expect(value).toEqual([[-3 / 5], [3 / 5]]);
    // (1/5) [g − 1 − x̂ · 0.6], which is ε/(v + ε) = 16/25 of g − 1
    expect(gradients[0]?.flat()).toEqual([expect.closeTo(-0.128, 15), expect.closeTo(0.128, 15)]);
    expect(gradients.slice(1)).toEqual([[[expect.closeTo(1.2, 15)]], [[2]]]);
  });

  test("ε is 1e-5 unless given", () => {
    const { value } = valueAndGradients([[[-1], [1]], [[1]], [[0]]], (x, gamma, beta) =>
      batchNormalize(x, gamma, beta),
    );
    expect(value.flat()).toEqual([-1 / Math.sqrt(1 + 1e-5), 1 / Math.sqrt(1 + 1e-5)]);
  });

  test("equal entries become β above ε = 0, and pass on γ (g − mean(g))/√ε", () => {
    const { value, gradients } = valueAndGradients(
      [[[0.1], [0.1], [0.1], [0.1]], [[3]], [[7]]],
      (x, gamma, beta) => batchNormalize(x, gamma, beta, { epsilon: 1 / 4 }),
      { upstream: [[1], [2], [3], [6]] },
    );
    expect(value).toEqual([[7], [7], [7], [7]]);
    expect(gradients).toEqual([[[-12], [-6], [0], [18]], [[0]], [[12]]]);
  });
});

/** A random batch with γ, β and an upstream gradient. */
const cases = fc.record({
  batch: fc.integer({ min: 2, max: 9 }),
  features: fc.integer({ min: 1, max: 4 }),
  epsilon: fc.constantFrom(0, 1e-5, 1e-3, 1),
  seed: fc.integer(),
});

describe("the gradient", () => {
  test("is that of the form with three terms, in 64 digits", () => {
    fc.assert(
      fc.property(cases, ({ batch, features, epsilon, seed }) => {
        fc.pre(batch > 2);
        const draw = random(seed);
        const [x, g] = [1, 1].map(() => normalMatrix(draw, batch, features, 1, "f64"));
        const [gamma, beta] = [1, 1].map(() => normalMatrix(draw, 1, features, 1, "f64"));
        if (!x || !g || !gamma || !beta) throw new Error("four matrices");
        const tape = new Tape({ precision: "f64" });
        const tensors = [x, gamma, beta].map((m) => tape.parameter(m)) as [Tensor, Tensor, Tensor];
        const y = batchNormalize(...tensors, { epsilon });
        y.backward(g);
        for (let feature = 0; feature < features; feature++) {
          const columnOf = (data: ArrayLike<number>) =>
            Array.from({ length: batch }, (_, i) => data[i * features + feature] as number);
          const scale = gamma.data[feature] as number;
          const upstream = columnOf(g.data);
          const exact = exactlyStandardized({
            x: columnOf(x.data),
            scaledGradient: upstream.map((entry) => scale * entry),
            epsilon,
          });
          const expected = exact.normalized.map((entry) => scale * entry + (beta.data[feature] as number));
          expect(relativeError(columnOf(y.value.data), expected)).toBeLessThan(1e-14);
          // With three examples one direction is left of three, so that much of g may cancel.
          const size =
            largest(upstream) * Math.abs(scale) * (largest(exact.normalized) / largest(columnOf(x.data)));
          const errors = exact.gradient.map(
            (d, i) => d - (columnOf(tensors[0].gradient?.data ?? [])[i] as number),
          );
          expect(largest(errors) / Math.max(size, largest(exact.gradient))).toBeLessThan(1e-13);
          expect(tensors[1].gradient?.data[feature]).toBeCloseTo(dot(upstream, exact.normalized), 12);
          expect(tensors[2].gradient?.data[feature]).toBeCloseTo(dot(upstream, filled(batch, 1, 1).data), 12);
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test.each([1, 1e-5, 1e-15])("agrees with central differences when a gradient of %d arrives", (upstream) => {
    fc.assert(
      fc.property(cases, ({ batch, features, epsilon, seed }) => {
        const draw = random(seed);
        const inputs = [
          // Far from one another, or the curvature of 1/S costs the differences their digits.
          matrix(
            batch,
            features,
            normalMatrix(draw, batch, features, 0.3).data.map((e, at) => e + 2 * Math.floor(at / features)),
            "f64",
          ),
          normalMatrix(draw, 1, features, 1, "f64"),
          normalMatrix(draw, 1, features, 1, "f64"),
        ];
        const report = checkGradient(
          (_, x, gamma, beta) => batchNormalize(x as Tensor, gamma as Tensor, beta as Tensor, { epsilon }),
          inputs,
          { upstream },
        );
        expect(report).toMatchObject({ passed: true });
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  test("adds up where x, γ or β are used twice, and goes only where it is wanted", () => {
    const rows = matrixFromRows([[1], [2], [4]], "f64");
    const one = matrixFromRows([[1]], "f64");
    const report = checkGradient(
      (_, x) => at0(x, x.slice({ rows: [0, 1] }), x.slice({ rows: [1, 2] })).add(x),
      [rows],
    );
    expect(report).toMatchObject({ passed: true });
    for (const wanted of [0, 1, 2]) {
      const tape = new Tape({ precision: "f64" });
      const inputs = [rows, one, one].map((m, place) =>
        place === wanted ? tape.parameter(m) : tape.constant(m),
      );
      at0(...(inputs as [Tensor, Tensor, Tensor])).backward(matrixFromRows([[1], [0], [0]], "f64"));
      inputs.forEach((input, place) => {
        expect(input.gradient !== undefined).toBe(place === wanted);
      });
    }
  });

  test("in f32 is that of f64, rounded once", () => {
    const draw = random(3);
    const rows = Array.from({ length: 1000 }, () => [1000 + Math.fround(draw.normal())].map(Math.fround));
    const upstream = rows.map(() => [Math.fround(draw.normal())]);
    const inputs = [rows, [[1.5]], [[0.25]]];
    const f32 = valueAndGradients(inputs, at0, { upstream, precision: "f32" });
    const f64 = valueAndGradients(inputs, at0, { upstream });
    const rounded = (numbers: readonly (readonly number[])[]) => numbers.map((row) => row.map(Math.fround));
    expect(f32.value).toEqual(rounded(f64.value));
    expect(f32.gradients).toEqual(f64.gradients.map(rounded));
  });
});

describe("laws", () => {
  /** x, x̂, the upstream gradient and ∂L/∂x of one feature with γ = 1. */
  function oneFeature(batch: number, seed: number, epsilon: number, factor = 1) {
    const draw = random(seed);
    const [x, g] = [normalMatrix(draw, batch, 1, 1, "f64"), normalMatrix(draw, batch, 1, 1, "f64")];
    const tape = new Tape({ precision: "f64" });
    const tensor = tape.parameter(
      matrix(
        batch,
        1,
        x.data.map((entry) => entry * factor),
        "f64",
      ),
    );
    const y = normalizations.batch(tensor, epsilon);
    y.backward(g);
    const { variance } = meanAndVariance(x.data);
    return { y: y.value.data, g: g.data, dx: tensor.gradient?.data ?? new Float64Array(), variance };
  }
  const batches = fc.integer({ min: 3, max: 60 });

  test("Σ ∂L/∂x = 0 for every ε", () => {
    fc.assert(
      fc.property(batches, fc.integer(), fc.constantFrom(0, 1e-5, 1), (batch, seed, epsilon) => {
        const { dx, g } = oneFeature(batch, seed, epsilon);
        expect(Math.abs(total(dx))).toBeLessThan(1e-13 * Math.max(largest(dx), largest(g)));
        expect(largest(dx)).toBeGreaterThan(0);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("⟨x̂, ∂L/∂x⟩ = (Σ g x̂ / S) · ε/(v + ε): 0 at ε = 0 only", () => {
    fc.assert(
      fc.property(batches, fc.integer(), fc.constantFrom(0, 1e-5, 1e-3, 1), (batch, seed, epsilon) => {
        const { y, g, dx, variance } = oneFeature(batch, seed, epsilon);
        const root = Math.sqrt(variance + epsilon);
        const residue = (dot(g, y) / root) * (epsilon / (variance + epsilon));
        expect(Math.abs(dot(y, dx) - residue)).toBeLessThan(1e-13 * (largest(g) / root) * batch);
        if (epsilon === 1) expect(Math.abs(residue)).toBeGreaterThan(1e-6 * largest(g));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("at ε = 0, ten times the input gives the same output and a tenth of the gradient", () => {
    fc.assert(
      fc.property(batches, fc.integer(), (batch, seed) => {
        const [one, ten] = [oneFeature(batch, seed, 0), oneFeature(batch, seed, 0, 10)];
        expect(relativeError(ten.y, one.y)).toBeLessThan(1e-14 * batch);
        expect(
          relativeError(
            ten.dx.map((entry) => 10 * entry),
            one.dx,
          ),
        ).toBeLessThan(1e-13 * batch);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test("a batch of two becomes ±1 at ε = 0, and passes on exactly nothing", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const draw = random(seed);
        const inputs = [[[draw.normal()], [draw.normal()]], [[draw.normal()]], [[0]]];
        const { value, gradients } = valueAndGradients(inputs, at0, {
          upstream: [[draw.normal()], [draw.normal()]],
        });
        const gamma = inputs[1]?.[0]?.[0] as number;
        expect(value.flat().map(Math.abs)).toEqual([Math.abs(gamma), Math.abs(gamma)]);
        expect(gradients[0]?.flat().map(Math.abs)).toEqual([0, 0]);
        expect(gradients[1]?.flat()).not.toEqual([0]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  test("above ε = 0, a batch of two passes on the share ε/(v + ε) of γ (g − mean(g))/S", () => {
    for (const epsilon of [1e-3, 1e-5, 1e-7]) {
      const { gradients } = valueAndGradients(
        [[[-1], [1]], [[1]], [[0]]],
        (x, gamma, beta) => batchNormalize(x, gamma, beta, { epsilon }),
        { upstream: [[0], [2]] },
      );
      const expected = epsilon / (1 + epsilon) / Math.sqrt(1 + epsilon);
      // x̂² and its mean are within 2⁻⁵³ of 1, and what is left of 1 is ε.
      expect(relativeError(gradients[0]?.flat() ?? [], [-expected, expected])).toBeLessThan(
        (4 * 2 ** -53) / epsilon,
      );
    }
  });
});

describe("refuses", () => {
  const tape = new Tape();
  const tensor = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const [gamma, beta] = [tensor(1, 3), tensor(1, 3)];

  test.each([
    [
      () => batchNormalize(tensor(1, 3), gamma, beta),
      "batchNormalize: expected a batch of at least 2 examples, because the variance of one is 0, came 1×3. Likely fix: train with larger batches and drop a last batch of one, or evaluate with running statistics.",
    ],
    [
      () => batchNormalize(tensor(0, 3), gamma, beta),
      "batchNormalize: expected at least one row and one column, came 0×3. Likely fix: check that nothing is empty, such as the batch.",
    ],
    [
      () => batchNormalize(tensor(4, 0), tensor(1, 0), tensor(1, 0)),
      "batchNormalize: expected at least one row and one column, came 4×0. Likely fix: check that nothing is empty, such as the batch.",
    ],
    [
      () => batchNormalize(tensor(4, 3), tensor(1, 2), beta),
      "batchNormalize: expected gamma of shape 1×3 beside a matrix of shape 4×3, came 1×2. Likely fix: give gamma one row, with an entry for each column.",
    ],
    [
      () => batchNormalize(tensor(4, 3), gamma, tensor(2, 3)),
      "batchNormalize: expected beta of shape 1×3 beside a matrix of shape 4×3, came 2×3. Likely fix: give beta one row, with an entry for each column.",
    ],
    [
      () => batchNormalize(tensor(4, 3), gamma, beta, { epsilon: 0 }),
      "batchNormalize: expected feature 0 to have a variance above 0, came 0. Likely fix: take epsilon above 0, or leave out what has equal entries only.",
    ],
    [
      () => batchNormalize(tape.constant(matrix(2, 3, [1, 2, 3, 4, 5, Number.NaN])), gamma, beta),
      "batchNormalize: expected feature 2 to have a finite variance, came NaN. Likely fix: look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged.",
    ],
  ])("case %#", (run, message) => {
    expect(run).toThrow(new Error(message));
  });

  test.each([-1e-5, Number.NaN, Infinity, "0"])("the epsilon %o", (epsilon) => {
    expect(() => batchNormalize(tensor(4, 3), gamma, beta, { epsilon: epsilon as number })).toThrow(
      /^batchNormalize: expected epsilon to be a finite number from 0 on, came /,
    );
  });

  test("what is no tensor of this tape, and no settings", () => {
    expect(() => batchNormalize(undefined as never, gamma, beta)).toThrow(
      /^batchNormalize: expected a tensor, came undefined/,
    );
    expect(() => batchNormalize(matrix(4, 3) as never, gamma, beta)).toThrow(
      /^batchNormalize: expected a tensor, came/,
    );
    expect(() => batchNormalize(tensor(4, 3), matrix(1, 3) as never, beta)).toThrow(
      /^batchNormalize: expected a tensor, came/,
    );
    const other = new Tape().constant(matrix(1, 3));
    expect(() => batchNormalize(tensor(4, 3), gamma, other)).toThrow(
      /^batchNormalize: expected a tensor of this tape/,
    );
    expect(() => batchNormalize(tensor(4, 3), gamma, beta, 1e-5 as never)).toThrow(
      "batchNormalize: expected a record of settings, came 0.00001. Likely fix: write batchNormalize(x, gamma, beta, { epsilon }).",
    );
  });
});
