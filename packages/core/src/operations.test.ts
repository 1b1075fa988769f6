import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { checkGradient } from "./gradient-check.ts";
import { type Matrix, matrix, matrixFromRows } from "./matrix.ts";
import { type Operation, type OperationName, type OperationSignatures, operations } from "./operations.ts";
import { plainKernels } from "./plain-kernels.ts";
import { normalMatrix, random, uniformMatrix } from "./random.ts";
import { Tape } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

/** A function of tensors, and inputs for it, drawn at random. */
interface Program {
  build(tape: Tape, ...inputs: Tensor[]): Tensor;
  inputs: Matrix[];
}

const size = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 4 }), fc.constant(0));
const fullSize = fc.integer({ min: 1, max: 4 });
const seed = fc.integer();

const normal = (rows: number, columns: number, seed: number) =>
  normalMatrix(random(seed), rows, columns, 1, "f64");

const ofOne = (build: (x: Tensor) => Tensor, sizes = size): fc.Arbitrary<Program> =>
  fc.tuple(sizes, sizes, seed).map(([rows, columns, seed]) => ({
    build: (_, x) => build(x as Tensor),
    inputs: [normal(rows, columns, seed)],
  }));

/** Two inputs of which either one may be repeated along rows, columns or both. */
const ofTwo = (build: (a: Tensor, b: Tensor) => Tensor): fc.Arbitrary<Program> =>
  fc
    .tuple(size, size, fc.boolean(), fc.boolean(), fc.boolean(), seed)
    .map(([rows, columns, repeatRows, repeatColumns, swap, seed]) => {
      const large = normal(rows, columns, seed);
      const small = normal(repeatRows ? 1 : rows, repeatColumns ? 1 : columns, seed + 1);
      return {
        build: (_, a, b) => build(a as Tensor, b as Tensor),
        inputs: swap ? [small, large] : [large, small],
      };
    });

const withTarget = (build: (x: Tensor, target: Matrix) => Tensor): fc.Arbitrary<Program> =>
  fc.tuple(fullSize, fullSize, seed).map(([rows, columns, seed]) => {
    const target = uniformMatrix(random(seed + 1), rows, columns, 0.5, "f64");
    target.data.forEach((t, at) => {
      target.data[at] = t + 0.5;
    });
    return { build: (_, x) => build(x as Tensor, target), inputs: [normal(rows, columns, seed)] };
  });

const programs = {
  matmul: fc.tuple(size, size, size, seed).map(([m, k, n, seed]) => ({
    build: (_: Tape, a: Tensor, b: Tensor) => a.matmul(b),
    inputs: [normal(m, k, seed), normal(k, n, seed + 1)],
  })) as fc.Arbitrary<Program>,
  add: ofTwo((a, b) => a.add(b)),
  sub: ofTwo((a, b) => a.sub(b)),
  mul: ofTwo((a, b) => a.mul(b)),
  scale: ofOne((x) => x.scale(-2.5)),
  apply: ofOne((x) => x.apply({ name: "cube", value: (x) => x ** 3, derivative: (x) => 3 * x ** 2 })),
  sum: ofOne((x) => x.sum()),
  mean: ofOne((x) => x.mean(), fullSize),
  meanSquaredError: withTarget((x, target) => x.meanSquaredError(target)),
  binaryCrossEntropy: withTarget((z, target) => z.binaryCrossEntropy(target)),
} satisfies Record<OperationName, fc.Arbitrary<Program>>;

describe("the vjp of every operation agrees with central differences", () => {
  test.each(Object.keys(operations) as OperationName[])("%s", (name) => {
    fc.assert(
      fc.property(programs[name], fc.constantFrom(1, 1e-15), ({ build, inputs }, upstream) => {
        expect(checkGradient(build, inputs, { upstream })).toMatchObject({ passed: true });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test("and so do programs of all of them, in which each value is used twice", () => {
    fc.assert(
      fc.property(fullSize, fullSize, fullSize, seed, (batch, fanIn, fanOut, seed) => {
        const build = (_: Tape, x: Tensor, w: Tensor, b: Tensor) => {
          const z = x.matmul(w).add(b);
          const gated = z.tanh().mul(z.sigmoid());
          return gated.sub(z.scale(0.1)).mean().add(gated.mul(gated).sum());
        };
        const inputs = [
          normal(batch, fanIn, seed),
          normal(fanIn, fanOut, seed + 1),
          normal(1, fanOut, seed + 2),
        ];
        const program = build as Program["build"];
        expect(checkGradient(program, inputs)).toMatchObject({ passed: true });
      }),
      { seed: 1 },
    );
  });
});

describe("every operation keeps its side of the contract", () => {
  const pair = [matrix(2, 2, [1, 2, 3, 4]), matrix(2, 2, [5, 6, 7, 8])] as const;
  const single = [matrix(2, 2, [1, 2, 3, 4])] as const;
  const target = matrix(2, 2, [0, 1, 1, 0]);
  const steps: { [Name in OperationName]: OperationSignatures[Name] } = {
    matmul: { inputs: pair, settings: undefined },
    add: { inputs: pair, settings: undefined },
    sub: { inputs: pair, settings: undefined },
    mul: { inputs: pair, settings: undefined },
    scale: { inputs: single, settings: { factor: 3 } },
    apply: { inputs: single, settings: { f: tanhElementwise } },
    sum: { inputs: single, settings: undefined },
    mean: { inputs: single, settings: undefined },
    meanSquaredError: { inputs: single, settings: { target } },
    binaryCrossEntropy: { inputs: single, settings: { target } },
  };
  const run = <Name extends OperationName>(name: Name, outputFill: number, gradientFill: number) => {
    type Step = OperationSignatures[Name];
    const operation: Operation<Step["inputs"], Step["settings"]> = operations[name];
    const { inputs, settings }: Step = steps[name];
    const [rows, columns] = operation.shape(inputs, settings);
    const output = matrix(rows, columns, new Array(rows * columns).fill(outputFill));
    operation.forward({ kernels: plainKernels, inputs, settings, output });
    const gradient = matrix(rows, columns, new Array(rows * columns).fill(1));
    const inputGradients = inputs.map(() => matrix(2, 2, new Array(4).fill(gradientFill)));
    const wanted = inputGradients as never;
    operation.vjp({ kernels: plainKernels, inputs, settings, output, gradient, inputGradients: wanted });
    const unwanted = inputs.map(() => undefined) as never;
    operation.vjp({ kernels: plainKernels, inputs, settings, output, gradient, inputGradients: unwanted });
    return { output, gradients: inputGradients.map(({ data }) => [...data]) };
  };
  const names = Object.keys(steps) as OperationName[];

  test.each(names)("%s writes every entry of its output, whatever it held", (name) => {
    expect(run(name, Number.NaN, 0).output).toEqual(run(name, 0, 0).output);
  });

  test.each(names)("the vjp of %s adds to what the gradients hold", (name) => {
    const fromOne = run(name, 0, 1).gradients.flat();
    const fromZero = run(name, 0, 0).gradients.flat();
    expect(fromZero.every((gradient) => gradient !== 0)).toBe(true);
    fromOne.forEach((gradient, at) => {
      expect(gradient - 1).toBeCloseTo(fromZero[at] as number, 6);
    });
  });
});

test("an operation without a vjp does not compile", () => {
  const { vjp: _, ...withoutVjp } = operations.add;
  // @ts-expect-error: the property vjp is missing
  const table: typeof operations = { ...operations, add: withoutVjp };
  const { add: __, ...withoutAdd } = operations;
  // @ts-expect-error: the operation add is missing
  const shorter: typeof operations = withoutAdd;
  expect([Object.keys(table.add), Object.keys(shorter)].flat()).not.toContain("add");
});

describe("values and gradients by hand", () => {
  const evaluate = (inputs: number[][][], build: (...tensors: Tensor[]) => Tensor) => {
    const tape = new Tape({ precision: "f64" });
    const tensors = inputs.map((rows) => tape.parameter(matrixFromRows(rows, "f64")));
    const result = build(...tensors);
    result.backward(
      matrix(result.rows, result.columns, new Float64Array(result.value.data.length).fill(1), "f64"),
    );
    return [[...result.value.data], ...tensors.map((tensor) => [...(tensor.gradient?.data ?? [])])];
  };
  const target = matrixFromRows([[0, 1]], "f64");
  const cases: [string, number[][][], (...tensors: Tensor[]) => Tensor, number[][]][] = [
    ["matmul", [[[1, 2]], [[3], [4]]], (a, b) => a.matmul(b as Tensor), [[11], [3, 4], [1, 2]]],
    ["add a row", [[[1], [2]], [[10]]], (a, b) => a.add(b as Tensor), [[11, 12], [1, 1], [2]]],
    ["sub a column", [[[1, 2]], [[5]]], (a, b) => a.sub(b as Tensor), [[-4, -3], [1, 1], [-2]]],
    [
      "mul",
      [[[2, 3]], [[5, 7]]],
      (a, b) => a.mul(b as Tensor),
      [
        [10, 21],
        [5, 7],
        [2, 3],
      ],
    ],
    [
      "scale",
      [[[2, 3]]],
      (x) => x.scale(-2),
      [
        [-4, -6],
        [-2, -2],
      ],
    ],
    ["sum", [[[2, 3]]], (x) => x.sum(), [[5], [1, 1]]],
    ["mean", [[[2, 3]]], (x) => x.mean(), [[2.5], [0.5, 0.5]]],
    ["sigmoid", [[[0]]], (x) => x.sigmoid(), [[0.5], [0.25]]],
    ["tanh", [[[0]]], (x) => x.tanh(), [[0], [1]]],
    ["meanSquaredError", [[[2, 4]]], (x) => x.meanSquaredError(target), [[6.5], [2, 3]]],
    ["binaryCrossEntropy", [[[0, 0]]], (z) => z.binaryCrossEntropy(target), [[Math.LN2], [0.25, -0.25]]],
  ];
  test.each(cases)("%s", (_, inputs, build, expected) => {
    expect(evaluate(inputs, build)).toEqual(expected);
  });
});

describe("where rounding would hide the gradient", () => {
  test("tanh in f32 takes its derivative from its input: at 10 the output is 1, and 1 − y² would be 0", () => {
    const tape = new Tape();
    const x = tape.parameter(matrix(1, 1, [10]));
    const y = x.tanh();
    y.backward();
    expect(y.value.data[0]).toBe(1);
    expect(x.gradient?.data[0]).toBe(Math.fround(tanhElementwise.derivative(10)));
  });

  test("binaryCrossEntropy of a confident right answer is e^−z, and so is its gradient", () => {
    for (const [z, t] of [
      [40, 1],
      [-40, 0],
    ] as const) {
      const tape = new Tape({ precision: "f64" });
      const logits = tape.parameter(matrix(1, 1, [z], "f64"));
      const loss = logits.binaryCrossEntropy(matrix(1, 1, [t], "f64"));
      loss.backward();
      expect((loss.value.data[0] as number) / Math.exp(-40)).toBeCloseTo(1, 14);
      expect((logits.gradient?.data[0] as number) / (-Math.sign(z) * Math.exp(-40))).toBeCloseTo(1, 14);
    }
  });

  test("binaryCrossEntropy of a confident wrong answer is |z|, not infinite", () => {
    const tape = new Tape();
    const logits = tape.parameter(matrix(1, 2, [1000, -1000]));
    const loss = logits.binaryCrossEntropy(matrix(1, 2, [0, 1]));
    loss.backward();
    expect(loss.value.data[0]).toBe(1000);
    expect([...(logits.gradient?.data ?? [])]).toEqual([0.5, -0.5]);
  });
});

describe("NaN passes through", () => {
  const programsOfOne: [string, (x: Tensor, tape: Tape) => Tensor][] = [
    ["matmul", (x, tape) => x.matmul(tape.constant(matrix(2, 2)))],
    ["add", (x, tape) => x.add(tape.constant(matrix(1, 2)))],
    ["sub", (x, tape) => tape.constant(matrix(1, 2)).sub(x)],
    ["mul", (x, tape) => x.mul(tape.constant(matrix(1, 1)))],
    ["scale", (x) => x.scale(0)],
    ["tanh", (x) => x.tanh()],
    ["sigmoid", (x) => x.sigmoid()],
    ["sum", (x) => x.sum()],
    ["mean", (x) => x.mean()],
    ["meanSquaredError", (x) => x.meanSquaredError(matrix(1, 2))],
    ["binaryCrossEntropy", (x) => x.binaryCrossEntropy(matrix(1, 2))],
  ];
  test.each(programsOfOne)("%s", (_, build) => {
    const tape = new Tape();
    const result = build(tape.parameter(matrix(1, 2, [1, Number.NaN])), tape);
    expect(result.value.data.some(Number.isNaN)).toBe(true);
  });

  test("back from the seed to the parameter", () => {
    const tape = new Tape();
    const x = tape.parameter(matrix(1, 1, [1]));
    x.tanh()
      .scale(2)
      .backward(matrix(1, 1, [Number.NaN]));
    expect(x.gradient?.data[0]).toBeNaN();
  });
});

describe("an operation refuses shapes that do not fit", () => {
  const tape = new Tape();
  const of = (rows: number, columns: number) => tape.constant(matrix(rows, columns));
  const cases: [string, () => Tensor, string][] = [
    [
      "matmul",
      () => of(2, 3).matmul(of(2, 3)),
      "matmul: expected as many rows on the right as columns on the left (3), came 2×3 · 2×3. Likely fix: examples are rows: x (batch, fan-in) · w (fan-in, fan-out).",
    ],
    [
      "add",
      () => of(2, 3).add(of(3, 1)),
      "add: expected the same shape, a row 1×3, a column 2×1 or a scalar 1×1 beside 2×3, came 3×1. Likely fix: compare the sizes; a bias is one row, 1×fan-out.",
    ],
    ["sub", () => of(2, 3).sub(of(1, 2)), "sub: expected the same shape, a row 1×3"],
    ["mul, a row with a column", () => of(1, 3).mul(of(2, 1)), "mul: expected the same shape"],
    ["mean", () => of(0, 3).mean(), "mean: expected at least one entry to take the mean of, came 0×3"],
    [
      "meanSquaredError",
      () => of(2, 3).meanSquaredError(matrix(2, 1)),
      "meanSquaredError: expected a target of the shape of the prediction, 2×3, came 2×1",
    ],
    ["meanSquaredError", () => of(0, 1).meanSquaredError(matrix(0, 1)), "expected at least one entry"],
    [
      "binaryCrossEntropy",
      () => of(2, 2).binaryCrossEntropy(matrix(2, 2, [0, 1, 2, 0])),
      "binaryCrossEntropy: expected targets between 0 and 1, came 2 in row 1, column 0. Likely fix: code the classes as 0 and 1.",
    ],
  ];
  test.each(cases)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});
