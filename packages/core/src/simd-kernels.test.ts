import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Elementwise,
  erfElementwise,
  expElementwise,
  logElementwise,
  sigmoidElementwise,
  tanhElementwise,
} from "./elementwise.ts";
import type { Grouping } from "./grouping.ts";
import type { Kernels, LstmGradients, GradientPlace as Place } from "./kernels.ts";
import { preActivationIn, shapeKeptByLayer, slopesIn } from "./layer-kernels.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { plainKernels } from "./plain-kernels.ts";
import { type Random, random } from "./random.ts";
import { residentKernels } from "./resident-kernels.ts";
import { ResidentMatrix, residentBytes, type SimdSite } from "./resident-matrix.ts";
import { productScratch, simdKernels } from "./simd-kernels.ts";
import { firstAddress, SimdMemory } from "./simd-memory.ts";
import { geluForm, reluForm } from "./test-support/simd-forms.ts";

const { f32: plain } = plainKernels;
const always = { products: 0, entries: 0, copiedEntries: 0 };
const roomForMatrices = 400_000;
const roomForCopies = 2_000_000;

/** Kernels in a memory with room for some matrices, which do their own work however small it is. */
function site(): SimdSite & { put(m: Matrix): Matrix } {
  const memory = SimdMemory.create(roomForMatrices + roomForCopies);
  if (memory === undefined) throw new Error("This Node has no WebAssembly SIMD.");
  const refused = () => {
    throw new Error("a kernel left its work to others");
  };
  const whenFull = Object.fromEntries(Object.keys(plain).map((name) => [name, refused])) as never;
  const [freeFrom, leastWork] = [firstAddress + roomForMatrices, always];
  const otherwise = simdKernels(memory, { freeFrom, whenFull, leastWork });
  const kernels = residentKernels(memory, { freeFrom, otherwise, leastWork });
  let next = firstAddress;
  const put = (m: Matrix) => {
    if (next + residentBytes(m.data.length) > firstAddress + roomForMatrices) next = firstAddress;
    const resident = ResidentMatrix.at({ memory, kernels }, next, m.rows, m.columns);
    next += residentBytes(m.data.length);
    resident.data.set(m.data);
    return resident;
  };
  return { memory, kernels, put };
}

/** A finite float32: a common one, or one of those where arithmetic has its edges. */
function finite(draw: Random): number {
  const kind = draw.integer(12);
  if (kind === 0) return 0;
  if (kind === 1) return -0;
  if (kind === 2) return Math.fround(draw.normal() * 1e-39);
  if (kind === 3) return Math.fround(draw.normal() * 1e4);
  return Math.fround(draw.normal() * (kind < 8 ? 1 : 20));
}

/** What a kernel is called with: matrices, each of them kept wherever `keep` puts it. */
interface Call {
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
  readonly flag: boolean;
  readonly otherFlag: boolean;
  readonly number: number;
  matrix(rows: number, columns: number, entry?: (draw: Random) => number): Matrix;
}

type Result = Matrix | number | boolean;
const groupings: readonly Grouping[] = ["byRow", "byColumn", "overAll"];
const forms = [
  sigmoidElementwise,
  tanhElementwise,
  erfElementwise,
  expElementwise,
  logElementwise,
  reluForm,
  geluForm,
];
/** A function that has no compiled form. */
const squareElementwise: Elementwise = { name: "square", value: (x) => x * x, derivative: (x) => 2 * x };
const share = (draw: Random) => draw.next();
const classesOf = ({ rows, columns }: Call) => Array.from({ length: rows }, (_, row) => row % columns);

/** The shapes that may stand beside (rows, columns) where one of two is repeated. */
const besides = ({ rows, columns }: Call) => [
  [rows, columns],
  [1, columns],
  [rows, 1],
  [1, 1],
];

/** One call of every kernel: what it changes, and what it gives. */
const calls: { [Name in keyof Kernels]: (kernels: Kernels, call: Call) => Result[] } = {
  fill(kernels, call) {
    const target = call.matrix(call.rows, call.columns);
    kernels.fill(target, call.number);
    return [target];
  },
  addProduct(kernels, { rows, columns, inner, flag, otherFlag, matrix }) {
    const a = flag ? matrix(inner, rows) : matrix(rows, inner);
    const b = otherFlag ? matrix(columns, inner) : matrix(inner, columns);
    const [target, fresh] = [matrix(rows, columns), matrix(rows, columns)];
    kernels.addProduct(a, flag, b, otherFlag, target);
    kernels.addProduct(a, flag, b, otherFlag, fresh, true);
    return [target, fresh];
  },
  affine(kernels, { rows, columns, inner, matrix }) {
    const target = matrix(rows, columns);
    kernels.affine(matrix(rows, inner), matrix(inner, columns), matrix(1, columns), target);
    return [target];
  },
  layer(kernels, { rows, columns, inner, matrix }) {
    const [x, w, b] = [matrix(rows, inner), matrix(inner, columns), matrix(1, columns)];
    return [tanhElementwise, squareElementwise].flatMap((f) => {
      const [target, alone] = [matrix(rows, columns), matrix(rows, columns)];
      const kept = matrix(...shapeKeptByLayer(rows, columns));
      kernels.layer(x, w, b, f, target, kept);
      kernels.layer(x, w, b, f, alone, undefined);
      return [target, preActivationIn(kept, target), slopesIn(kept, target), alone];
    });
  },
  addLayerGradients(kernels, { rows, columns, inner, flag, otherFlag, matrix }) {
    const [x, w, gradient] = [matrix(rows, inner), matrix(inner, columns), matrix(rows, columns)];
    const kept = matrix(...shapeKeptByLayer(rows, columns));
    const targets = [matrix(rows, inner), matrix(inner, columns), matrix(1, columns)] as const;
    const [toX, toW, toB] = targets.map((target) => ({ target, fromZeros: flag })) as [Place, Place, Place];
    kernels.addLayerGradients({ x, w, kept, gradient, toX, toW, toB });
    const nowhere = { target: undefined, fromZeros: false };
    const onlyB = matrix(1, columns);
    kernels.addLayerGradients({
      x,
      w,
      kept,
      gradient,
      toX: nowhere,
      toW: nowhere,
      toB: { target: onlyB, fromZeros: otherFlag },
    });
    return [...targets, onlyB];
  },
  addScaled(kernels, call) {
    return besides(call).flatMap(([rows = 0, columns = 0]) => {
      const [whole, part] = [call.matrix(call.rows, call.columns), call.matrix(rows, columns)];
      const [ofWhole, ofPart] = [call.matrix(rows, columns), call.matrix(call.rows, call.columns)];
      kernels.addScaled(whole, call.number, ofWhole, call.flag);
      kernels.addScaled(part, call.number, ofPart, call.flag);
      return [ofWhole, ofPart];
    });
  },
  addEntrywiseProduct(kernels, call) {
    return besides(call).flatMap(([rows = 0, columns = 0]) => {
      const [whole, part] = [call.matrix(call.rows, call.columns), call.matrix(rows, columns)];
      const [target, summed] = [call.matrix(call.rows, call.columns), call.matrix(rows, columns)];
      kernels.addEntrywiseProduct(whole, part, target, call.flag);
      kernels.addEntrywiseProduct(whole, target, summed, call.flag);
      return [target, summed];
    });
  },
  map(kernels, { rows, columns, matrix }) {
    return forms.map((f) => {
      const target = matrix(rows, columns);
      kernels.map(matrix(rows, columns), f, target);
      return target;
    });
  },
  mapWithSlopes(kernels, { rows, columns, matrix }) {
    return forms.flatMap((f) => {
      const [target, slopes] = [matrix(rows, columns), matrix(rows, columns)];
      kernels.mapWithSlopes(matrix(rows, columns), f, target, slopes);
      return [target, slopes];
    });
  },
  addEntrywiseQuotient(kernels, { rows, columns, matrix }) {
    const target = matrix(rows, columns);
    kernels.addEntrywiseQuotient(matrix(rows, columns), matrix(1, columns, share), target);
    return [target];
  },
  addDivisorGradient(kernels, { rows, columns, matrix }) {
    const target = matrix(1, columns);
    kernels.addDivisorGradient(
      matrix(rows, columns),
      matrix(rows, columns),
      matrix(1, columns, share),
      target,
    );
    return [target];
  },
  sumOfSquares(kernels, { rows, columns, number, matrix }) {
    const a = matrix(rows, columns);
    return [kernels.sumOfSquares(a, 1), kernels.sumOfSquares(a, Math.abs(number) + 1e-30)];
  },
  addScaledQuotient(kernels, { rows, columns, number, matrix }) {
    const target = matrix(rows, columns);
    kernels.addScaledQuotient(matrix(rows, columns), Math.abs(number) + 1e-30, number, target);
    return [target];
  },
  allFinite(kernels, { rows, columns, matrix }) {
    const broken = [Number.NaN, Infinity, -Infinity].map((entry) =>
      matrix(rows, columns, (draw) => (draw.integer(rows * columns) === 0 ? entry : 1)),
    );
    return [matrix(rows, columns), ...broken].map((m) => kernels.allFinite(m));
  },
  squaredErrors: (kernels, { rows, columns, matrix }) => [
    kernels.squaredErrors(matrix(rows, columns), matrix(rows, columns)),
  ],
  addSquaredErrorGradient(kernels, { rows, columns, number, flag, matrix }) {
    const target = matrix(rows, columns);
    kernels.addSquaredErrorGradient(matrix(rows, columns), matrix(rows, columns), number, target, flag);
    return [target];
  },
  binaryCrossEntropies: (kernels, { rows, columns, matrix }) => [
    kernels.binaryCrossEntropies(matrix(rows, columns), matrix(rows, columns, share)),
  ],
  addBinaryCrossEntropyGradient(kernels, { rows, columns, number, flag, matrix }) {
    const target = matrix(rows, columns);
    const [z, t] = [matrix(rows, columns), matrix(rows, columns, share)];
    kernels.addBinaryCrossEntropyGradient(z, t, number, target, flag);
    return [target];
  },
  lstmCell: lstmStep(4, (kernels, z, c, c2, kept) => kernels.lstmCell(z, c, c2, kept)),
  addLstmCellGradients: lstmGradients(4, (kernels, step) => kernels.addLstmCellGradients(step)),
  lstmOutput: lstmStep(2, (kernels, z, c2, h2, kept) => kernels.lstmOutput(z, c2, h2, kept)),
  addLstmOutputGradients: lstmGradients(2, (kernels, step) => kernels.addLstmOutputGradients(step)),
  gruStep(kernels, { rows, columns, matrix }) {
    const [target, alone, kept] = [matrix(rows, columns), matrix(rows, columns), matrix(rows, 5 * columns)];
    const [p, q, a, h] = [
      matrix(rows, 3 * columns),
      matrix(rows, 3 * columns),
      matrix(1, columns),
      matrix(rows, columns),
    ];
    kernels.gruStep(p, q, a, h, target, kept);
    kernels.gruStep(p, q, a, h, alone, undefined);
    return [target, alone, kept];
  },
  addGruGradients(kernels, { rows, columns, flag, otherFlag, matrix }) {
    const step = { kept: matrix(rows, 5 * columns), gradient: matrix(rows, columns) };
    const blocks = () => matrix(rows, 3 * columns);
    const targets = [blocks(), blocks(), matrix(1, columns), matrix(rows, columns)] as const;
    const [toP, toQ, toA, toH] = targets;
    const nowhere = { target: undefined, fromZeros: false };
    kernels.addGruGradients({
      ...step,
      toP: { target: toP, fromZeros: flag },
      toQ: { target: toQ, fromZeros: otherFlag },
      toA: { target: toA, fromZeros: flag },
      toH: { target: toH, fromZeros: otherFlag },
    });
    const places = { toP: nowhere, toQ: nowhere, toA: nowhere, toH: nowhere };
    targets.forEach((target, place) => {
      const name = (["toP", "toQ", "toA", "toH"] as const)[place] as "toP";
      kernels.addGruGradients({ ...step, ...places, [name]: { target, fromZeros: false } });
    });
    return [...targets];
  },
  sgd(kernels, { rows, columns, number, matrix }) {
    const w = matrix(rows, columns);
    kernels.sgd(w, matrix(rows, columns), Math.abs(number));
    return [w];
  },
  momentum(kernels, { rows, columns, number, flag, matrix }) {
    const [w, v] = [matrix(rows, columns), matrix(rows, columns)];
    const settings = { mu: 0.9, learningRate: Math.abs(number), nesterov: flag };
    kernels.momentum(w, matrix(rows, columns), v, settings);
    return [w, v];
  },
  rmsProp(kernels, { rows, columns, number, matrix }) {
    const [w, v] = [matrix(rows, columns), matrix(rows, columns, share)];
    const settings = { alpha: 0.99, epsilon: 1e-8, learningRate: Math.abs(number) };
    kernels.rmsProp(w, matrix(rows, columns), v, settings);
    return [w, v];
  },
  adam(kernels, { rows, columns, number, matrix }) {
    const [w, m, v] = [matrix(rows, columns), matrix(rows, columns), matrix(rows, columns, share)];
    kernels.adam(w, matrix(rows, columns), m, v, {
      beta1: 0.9,
      beta2: 0.999,
      correction1: 0.19,
      correction2: 0.001999,
      epsilon: 1e-8,
      learningRate: Math.abs(number),
    });
    return [w, m, v];
  },
  addChosen(kernels, { rows, columns, matrix }) {
    const target = matrix(rows, columns);
    const mask = matrix(rows, columns, (draw) => draw.integer(2));
    kernels.addChosen(matrix(rows, columns), mask, target);
    return [target];
  },
  addTransposed(kernels, { rows, columns, matrix }) {
    const target = matrix(columns, rows);
    kernels.addTransposed(matrix(rows, columns), target);
    return [target];
  },
  addBlock(kernels, { rows, columns, matrix }) {
    const target = matrix(rows + 1, columns + 2);
    kernels.addBlock(matrix(rows, columns), [0, 0], target, [1, 2], [rows, columns]);
    return [target];
  },
  addGatheredRows(kernels, { rows, columns, matrix }) {
    const target = matrix(2, columns);
    kernels.addGatheredRows(matrix(rows, columns), [rows - 1, 0], target);
    return [target];
  },
  addScatteredRows(kernels, { rows, columns, matrix }) {
    const target = matrix(rows, columns);
    kernels.addScatteredRows(matrix(2, columns), [rows - 1, 0], target);
    return [target];
  },
  totals: overGroups((kernels, { number }, a, grouping, target) =>
    kernels.totals(a, grouping, Math.abs(number) + 1e-30, target),
  ),
  maxima: overGroups((kernels, _, a, grouping, target) => kernels.maxima(a, grouping, target)),
  addAtMaxima: backFromGroups((kernels, g, a, grouping, target) =>
    kernels.addAtMaxima(g, a, grouping, target),
  ),
  logSumExps: overGroups((kernels, _, a, grouping, target) => kernels.logSumExps(a, grouping, target)),
  softmax: withinGroups((kernels, a, grouping, target) => kernels.softmax(a, grouping, target)),
  logSoftmax: withinGroups((kernels, a, grouping, target) => kernels.logSoftmax(a, grouping, target)),
  addSoftmaxProduct: backFromGroups((kernels, g, a, grouping, target) =>
    kernels.addSoftmaxProduct(g, a, grouping, target),
  ),
  addSoftmaxGradient: withinGroups((kernels, a, grouping, target) =>
    kernels.addSoftmaxGradient(a, a, grouping, target),
  ),
  addLogSoftmaxGradient: withinGroups((kernels, a, grouping, target) =>
    kernels.addLogSoftmaxGradient(a, a, grouping, target),
  ),
  totalCrossEntropy: (kernels, call) => [
    kernels.totalCrossEntropy(call.matrix(call.rows, call.columns), classesOf(call)),
  ],
  addCrossEntropyGradient(kernels, call) {
    const target = call.matrix(call.rows, call.columns);
    const a = call.matrix(call.rows, call.columns);
    kernels.addCrossEntropyGradient(a, classesOf(call), call.number, target);
    return [target];
  },
};

function lstmStep(
  keptBlocks: number,
  run: (kernels: Kernels, z: Matrix, c: Matrix, result: Matrix, kept: Matrix | undefined) => void,
): (kernels: Kernels, call: Call) => Result[] {
  return (kernels, { rows, columns, matrix }) => {
    const [z, c] = [matrix(rows, 4 * columns), matrix(rows, columns)];
    const [result, alone] = [matrix(rows, columns), matrix(rows, columns)];
    const kept = matrix(rows, keptBlocks * columns);
    run(kernels, z, c, result, kept);
    run(kernels, z, c, alone, undefined);
    return [result, alone, kept];
  };
}

function lstmGradients(
  keptBlocks: number,
  run: (kernels: Kernels, step: LstmGradients) => void,
): (kernels: Kernels, call: Call) => Result[] {
  return (kernels, { rows, columns, flag, otherFlag, matrix }) => {
    const step = { kept: matrix(rows, keptBlocks * columns), gradient: matrix(rows, columns) };
    const [z, c] = [matrix(rows, 4 * columns), matrix(rows, columns)];
    const nowhere = { target: undefined, fromZeros: false };
    run(kernels, { ...step, toZ: { target: z, fromZeros: flag }, toC: nowhere });
    run(kernels, { ...step, toZ: nowhere, toC: { target: c, fromZeros: otherFlag } });
    const both = { toZ: { target: z, fromZeros: false }, toC: { target: c, fromZeros: false } };
    run(kernels, { ...step, ...both });
    return [z, c];
  };
}

/** The shape that has one entry for each group. */
function shapeOfGroups({ rows, columns }: Call, grouping: Grouping): [number, number] {
  if (grouping === "byRow") return [rows, 1];
  return grouping === "byColumn" ? [1, columns] : [1, 1];
}

function overGroups(
  run: (kernels: Kernels, call: Call, a: Matrix, grouping: Grouping, target: Matrix) => void,
): (kernels: Kernels, call: Call) => Result[] {
  return (kernels, call) =>
    groupings.map((grouping) => {
      const target = call.matrix(...shapeOfGroups(call, grouping));
      run(kernels, call, call.matrix(call.rows, call.columns), grouping, target);
      return target;
    });
}

function backFromGroups(
  run: (kernels: Kernels, g: Matrix, a: Matrix, grouping: Grouping, target: Matrix) => void,
): (kernels: Kernels, call: Call) => Result[] {
  return (kernels, call) =>
    groupings.map((grouping) => {
      const g = call.matrix(...shapeOfGroups(call, grouping));
      const [a, target] = [call.matrix(call.rows, call.columns), call.matrix(call.rows, call.columns)];
      run(kernels, g, a, grouping, target);
      return target;
    });
}

function withinGroups(
  run: (kernels: Kernels, a: Matrix, grouping: Grouping, target: Matrix) => void,
): (kernels: Kernels, call: Call) => Result[] {
  return (kernels, call) =>
    groupings.map((grouping) => {
      const [a, target] = [call.matrix(call.rows, call.columns), call.matrix(call.rows, call.columns)];
      run(kernels, a, grouping, target);
      return target;
    });
}

/** The bits of a result. All NaN count as the same: which of them comes out is left to the engine. */
function bitsOf(result: Result): readonly (number | string)[] {
  if (typeof result === "boolean") return [String(result)];
  const numbers = typeof result === "number" ? [result] : [...result.data];
  return numbers.map((x) => (Object.is(x, -0) ? "-0" : Number.isNaN(x) ? "NaN" : x));
}

// Around the edges of a vector of 4, a tile of 4 × 8, and of what is packed at a time.
const size = fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 23, 33, 64, 65);
const shapes = fc.tuple(size, size, fc.constantFrom(0, 1, 2, 3, 4, 5, 8, 17, 64, 150), fc.nat());
const drawn = { seed: 8, numRuns: 60 };

/** Runs one kernel on the same draws, with each matrix kept as `keep` says. */
function run(
  name: keyof Kernels,
  kernels: Kernels,
  [rows, columns, inner, seed]: readonly [number, number, number, number],
  keep: (m: Matrix) => Matrix,
) {
  const draw = random(seed);
  const call: Call = {
    rows,
    columns,
    inner,
    flag: draw.integer(2) === 0,
    otherFlag: draw.integer(2) === 0,
    number: draw.normal(),
    matrix: (rows, columns, entry = finite) =>
      keep(
        matrix(
          rows,
          columns,
          Array.from({ length: rows * columns }, () => entry(draw)),
        ),
      ),
  };
  return calls[name](kernels, call).map(bitsOf);
}

describe("the same bits as the plain kernels, whatever the shape", () => {
  const { kernels, put } = site();
  let turn = 0;
  const placements: [string, (m: Matrix) => Matrix][] = [
    ["where all matrices lie in the memory", put],
    ["where all are copied", (m) => m],
    ["where some are copied", (m) => (turn++ % 3 === 0 ? m : put(m))],
  ];
  describe.each(placements)("%s", (_, keep) => {
    test.each(Object.keys(calls) as (keyof Kernels)[])("%s", (name) => {
      fc.assert(
        fc.property(shapes, (shape) => {
          expect(run(name, kernels, shape, keep)).toEqual(run(name, plain, shape, (m) => m));
        }),
        drawn,
      );
    });
  });
});

test("a product of sizes beyond what is packed at a time", () => {
  const { kernels } = site();
  for (const shape of [
    [70, 24, 600, 1],
    [9, 20, 2500, 2],
    [260, 9, 130, 3],
  ] as const) {
    expect(run("addProduct", kernels, shape, (m) => m)).toEqual(run("addProduct", plain, shape, (m) => m));
  }
});

test("nothing is written beside a target", () => {
  const { kernels, put, memory } = site();
  const [rows, columns] = [5, 7];
  const guard = () => put(matrix(1, 4, [1, 2, 3, 4]));
  const before = guard();
  const target = put(matrix(rows, columns));
  const after = guard();
  kernels.addProduct(matrix(rows, 3), false, matrix(3, columns), false, target);
  kernels.addScaled(matrix(rows, columns), 2, target);
  kernels.addScaled(put(matrix(1, columns)), 2, target);
  kernels.map(target, tanhElementwise, target);
  expect([...before.data, ...after.data]).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  expect(memory.floats).toHaveLength(memory.bytes / 4);
});

test("what needs more room than there is left is done by others, and nothing has changed before", () => {
  const memory = SimdMemory.create(0);
  if (memory === undefined) throw new Error("This Node has no WebAssembly SIMD.");
  const kernels = simdKernels(memory, { leastWork: always });
  const inner = Math.ceil(memory.bytes / 4);
  const [a, b, target] = [matrix(1, inner, new Array(inner).fill(1)), matrix(inner, 1), matrix(1, 1, [7])];
  kernels.addProduct(a, false, b, false, target);
  expect(target.data[0]).toBe(7);
  expect(productScratch(1, 1, inner)).toBeGreaterThan(memory.bytes);
});
