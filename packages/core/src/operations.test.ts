import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { checkGradient } from "./gradient-check.ts";
import type { Grouping } from "./grouping.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { type OperationName, operations } from "./operations.ts";
import { normalMatrix, random, uniformMatrix } from "./random.ts";
import type { Tape } from "./tape.ts";
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

/** For functions that are defined, or smooth, above 0 only. */
const ofPositive = (build: (x: Tensor) => Tensor): fc.Arbitrary<Program> =>
  fc.tuple(size, size, seed).map(([rows, columns, seed]) => ({
    build: (_, x) => build(x as Tensor),
    inputs: [uniformBetween(0.5, 2, rows, columns, seed)],
  }));

const uniformBetween = (low: number, high: number, rows: number, columns: number, seed: number) => {
  const m = uniformMatrix(random(seed), rows, columns, (high - low) / 2, "f64");
  return matrix(
    rows,
    columns,
    m.data.map((entry) => entry + (low + high) / 2),
    "f64",
  );
};

/** By row, by column and over all. `sizes` are those of the input. */
const grouped = (build: (x: Tensor, grouping: Grouping) => Tensor, sizes = size): fc.Arbitrary<Program> =>
  fc.constantFrom<Grouping[]>("byRow", "byColumn", "overAll").chain((grouping) => {
    return ofOne((x) => build(x, grouping), sizes);
  });

const withTarget = (build: (x: Tensor, target: Matrix) => Tensor): fc.Arbitrary<Program> =>
  fc.tuple(fullSize, fullSize, seed).map(([rows, columns, seed]) => {
    const target = uniformBetween(0, 1, rows, columns, seed + 1);
    return { build: (_, x) => build(x as Tensor, target), inputs: [normal(rows, columns, seed)] };
  });

const indicesBelow = (limit: number, count: { minLength: number; maxLength: number }) =>
  limit === 0 ? fc.constant([]) : fc.array(fc.integer({ min: 0, max: limit - 1 }), count);

const rangeWithin = (size: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: size }), fc.integer({ min: 0, max: size }))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

const matmuls = fc
  .tuple(size, size, size, fc.boolean(), fc.boolean(), seed)
  .map(([m, k, n, transposeLeft, transposeRight, seed]): Program => {
    const left = transposeLeft ? normal(k, m, seed) : normal(m, k, seed);
    const right = transposeRight ? normal(n, k, seed + 1) : normal(k, n, seed + 1);
    return {
      build: (_, a, b) => (a as Tensor).matmul(b as Tensor, { transposeLeft, transposeRight }),
      inputs: [left, right],
    };
  });

const linears = fc.tuple(size, size, size, seed).map(
  ([batch, fanIn, fanOut, seed]): Program => ({
    build: (_, x, w, b) => (x as Tensor).linear(w as Tensor, b as Tensor),
    inputs: [normal(batch, fanIn, seed), normal(fanIn, fanOut, seed + 1), normal(1, fanOut, seed + 2)],
  }),
);

const layers = fc.tuple(size, size, size, seed).map(
  ([batch, fanIn, fanOut, seed]): Program => ({
    build: (_, x, w, b) => (x as Tensor).linear(w as Tensor, b as Tensor, tanhElementwise),
    inputs: [normal(batch, fanIn, seed), normal(fanIn, fanOut, seed + 1), normal(1, fanOut, seed + 2)],
  }),
);

const quotients = fc
  .tuple(
    ofTwo((a, b) => a.div(b)),
    seed,
  )
  .map(([program, seed]): Program => {
    const [a, b] = program.inputs as [Matrix, Matrix];
    return { ...program, inputs: [a, uniformBetween(0.5, 2, b.rows, b.columns, seed)] };
  });

const slices = fc
  .tuple(size, size)
  .chain(([rows, columns]) =>
    fc.tuple(fc.constant([rows, columns]), rangeWithin(rows), rangeWithin(columns), seed),
  )
  .map(
    ([[rows = 0, columns = 0], rowRange, columnRange, seed]): Program => ({
      build: (_, x) => (x as Tensor).slice({ rows: rowRange, columns: columnRange }),
      inputs: [normal(rows, columns, seed)],
    }),
  );

const concats = fc
  .tuple(fc.array(size, { minLength: 1, maxLength: 3 }), size, fc.constantFrom("rows", "columns"), seed)
  .map(
    ([sizes, across, along, seed]): Program => ({
      build: (_, first, ...others) => (first as Tensor).concat(others, along as "rows" | "columns"),
      inputs: sizes.map((size, place) =>
        along === "rows" ? normal(size, across, seed + place) : normal(across, size, seed + place),
      ),
    }),
  );

const gathers = size
  .chain((rows) =>
    fc.tuple(fc.constant(rows), size, indicesBelow(rows, { minLength: 0, maxLength: 6 }), seed),
  )
  .map(
    ([rows, columns, indices, seed]): Program => ({
      build: (_, x) => (x as Tensor).gather(indices),
      inputs: [normal(rows, columns, seed)],
    }),
  );

const masks = fc.tuple(size, size, seed).map(([rows, columns, seed]): Program => {
  const mask = matrix(
    rows,
    columns,
    normal(rows, columns, seed + 1).data.map((entry) => Number(entry > 0)),
    "f64",
  );
  return { build: (_, x) => (x as Tensor).mask(mask), inputs: [normal(rows, columns, seed)] };
});

const classifications = fc
  .tuple(fullSize, fullSize)
  .chain(([rows, columns]) =>
    fc.tuple(fc.constant(columns), indicesBelow(columns, { minLength: rows, maxLength: rows }), seed),
  )
  .map(
    ([columns, classes, seed]): Program => ({
      build: (_, z) => (z as Tensor).softmaxCrossEntropy(classes),
      inputs: [normal(classes.length, columns, seed)],
    }),
  );

const programs = {
  matmul: matmuls,
  linear: linears,
  layer: layers,
  add: ofTwo((a, b) => a.add(b)),
  sub: ofTwo((a, b) => a.sub(b)),
  mul: ofTwo((a, b) => a.mul(b)),
  div: quotients,
  neg: ofOne((x) => x.neg()),
  scale: ofOne((x) => x.scale(-2.5)),
  apply: ofOne((x) => x.apply({ name: "cube", value: (x) => x ** 3, derivative: (x) => 3 * x ** 2 })),
  exp: ofOne((x) => x.exp()),
  log: ofPositive((x) => x.log()),
  sqrt: ofPositive((x) => x.sqrt()),
  pow: fc.oneof(
    ...[-2, -0.5, 0, 1, 2.5].map((exponent) => ofPositive((x) => x.pow(exponent))),
    ofOne((x) => x.pow(3)),
  ),
  sum: grouped((x, grouping) => x.sum(grouping)),
  mean: grouped((x, grouping) => x.mean(grouping), fullSize),
  max: grouped((x, grouping) => x.max(grouping), fullSize),
  norm: ofOne((x) => x.norm()),
  logSumExp: grouped((x, grouping) => x.logSumExp(grouping)),
  softmax: grouped((x, grouping) => x.softmax(grouping)),
  logSoftmax: grouped((x, grouping) => x.logSoftmax(grouping)),
  transpose: ofOne((x) => x.transpose()),
  slice: slices,
  concat: concats,
  gather: gathers,
  mask: masks,
  meanSquaredError: withTarget((x, target) => x.meanSquaredError(target)),
  binaryCrossEntropy: withTarget((z, target) => z.binaryCrossEntropy(target)),
  softmaxCrossEntropy: classifications,
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

  // Each step keeps the shape and a moderate size, so that any order of them is a program.
  const stepsOfAShape: ((x: Tensor) => Tensor)[] = [
    (x) => x.softmax("byColumn").add(x),
    (x) => x.logSoftmax().mul(x.softmax("overAll")),
    (x) => x.div(x.norm().add(x.mul(x).exp())),
    (x) => x.sub(x.mean("byColumn")).neg(),
    (x) => x.div(x.pow(2).add(x.exp().sum("byRow")).sqrt()),
    (x) => x.exp().sum("byColumn").log().sub(x),
    (x) => x.sub(x.logSumExp("byRow")).add(x.max("byColumn")).tanh(),
    (x) =>
      x.transpose().matmul(x, { transposeLeft: true, transposeRight: true }).transpose().tanh().matmul(x),
    (x) => x.slice({ rows: [1, x.rows] }).concat([x.slice({ rows: [0, 1] })], "rows"),
    (x) => x.gather(Array.from({ length: x.rows }, (_, i) => Math.floor(i / 2))).add(x),
  ];

  test("and so do chains of them in any order", () => {
    const steps = fc.array(fc.constantFrom(...stepsOfAShape), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(steps, fullSize, fullSize, seed, (steps, rows, columns, seed) => {
        // Adding x keeps the gradient away from 0: some chains are constant, as ln Σ e^x − x is for a single entry.
        const build = (_: Tape, x: Tensor) => steps.reduce((value, step) => step(value), x).add(x);
        const report = checkGradient(build, [normal(rows, columns, seed)]);
        expect(report).toMatchObject({ passed: true });
      }),
      { seed: 1, numRuns: 300 },
    );
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
