import type { GradientPlace, Kernels, LstmGradients } from "./kernels.ts";
import { type LayerKernels, layerKernels } from "./layer-kernels.ts";
import type { Matrix } from "./matrix.ts";
import { plainKernels } from "./plain-kernels.ts";
import { ResidentMatrix, residentBytes } from "./resident-matrix.ts";
import {
  firstAddress,
  type SimdForm,
  type SimdFunctions,
  type SimdMemory,
  simdForms,
} from "./simd-memory.ts";

const { f32: plain } = plainKernels;

const formNumbers: ReadonlyMap<string, number> = new Map(Object.entries(simdForms));

/** How much work a kernel must have to be worth copies of its operands, or a call where none is needed. */
export interface LeastWork {
  readonly products: number;
  readonly entries: number;
  /** The same for kernels that do little with an entry, where copies are needed. */
  readonly copiedEntries: number;
}

/** Measured on a machine with SSE4.1: less is done sooner in place by plain loops. */
export const leastWorth: LeastWork = { products: 500, entries: 48, copiedEntries: 1000 };

/**
 * The kernels for f32 in WebAssembly SIMD: the same bits as the plain ones, several times as fast. Matrices that lie in `memory` are
 * used where they are. Others are copied into its free part, from `freeFrom` on, and the result is copied back: that pays for
 * products and functions, not for sums, which are left to the plain kernels. So is what is too small to gain from a call.
 */
export function simdKernels(
  memory: SimdMemory,
  {
    freeFrom = firstAddress,
    mayGrow = false,
    whenFull = plain,
    leastWork = leastWorth,
  }: {
    readonly freeFrom?: number;
    /** Whether the memory may grow. Only where nobody holds a view of it: growing empties them. */
    readonly mayGrow?: boolean;
    /** What serves where the free part is too small. */
    readonly whenFull?: Kernels;
    readonly leastWork?: LeastWork;
  } = {},
): Kernels {
  const { functions } = memory;
  let free = freeFrom;

  /** Room in the free part, for the time of one kernel. */
  const take = (bytes: number) => {
    const address = free;
    free += bytes;
    return address;
  };
  const fits = (bytes: number) => {
    free = freeFrom;
    const end = freeFrom + bytes;
    return memory.holds(end) || (mayGrow && memory.reserve(end - firstAddress));
  };
  const addressOf = (m: Matrix) => ResidentMatrix.addressIn(memory, m);
  const bytesIfCopied = (m: Matrix) => (addressOf(m) === 0 ? residentBytes(m.data.length) : 0);
  const copyIn = (m: Matrix) => {
    const address = take(residentBytes(m.data.length));
    memory.floats.set(m.data, address / 4);
    return address;
  };
  const read = (m: Matrix) => addressOf(m) || copyIn(m);
  const room = (m: Matrix, fromZeros: boolean) =>
    addressOf(m) || (fromZeros ? take(residentBytes(m.data.length)) : copyIn(m));
  const copyOut = (m: Matrix, address: number) => {
    if (addressOf(m) !== 0) return;
    m.data.set(memory.floats.subarray(address / 4, address / 4 + m.data.length));
  };

  const product = (
    a: Matrix,
    transposeA: boolean,
    b: Matrix,
    transposeB: boolean,
    target: Matrix,
    fromZeros: boolean,
    bias: Matrix | undefined,
  ): boolean => {
    const { rows, columns } = target;
    const inner = transposeA ? a.rows : a.columns;
    const scratch = productScratch(rows, columns, inner);
    const copies = bytesIfCopied(a) + bytesIfCopied(b) + bytesIfCopied(target);
    if (!fits(scratch + copies + (bias === undefined ? 0 : bytesIfCopied(bias)))) return false;
    const [left, right, result] = [read(a), read(b), room(target, fromZeros)];
    const added = bias === undefined ? 0 : read(bias);
    functions.addProduct(
      left,
      bit(transposeA),
      right,
      bit(transposeB),
      result,
      rows,
      columns,
      inner,
      bit(fromZeros),
      added,
      free,
    );
    copyOut(target, result);
    return true;
  };

  const bytesIfAllCopied = (matrices: readonly (Matrix | undefined)[]) =>
    matrices.reduce((sum, m) => sum + (m === undefined ? 0 : bytesIfCopied(m)), 0);
  const roomIfAny = ({ target, fromZeros }: GradientPlace) =>
    target === undefined ? 0 : room(target, fromZeros);
  const copyBack = ({ target }: GradientPlace, address: number) => {
    if (target !== undefined) copyOut(target, address);
  };

  const lstmStep = (
    run: SimdFunctions["lstmCell"],
    z: Matrix,
    c: Matrix,
    result: Matrix,
    kept: Matrix | undefined,
  ): boolean => {
    if (c.data.length < leastWork.entries || !fits(bytesIfAllCopied([z, c, result, kept]))) return false;
    const [from, cell, to] = [read(z), read(c), room(result, true)];
    const keeping = kept === undefined ? 0 : room(kept, true);
    run(from, cell, to, keeping, c.rows, c.columns);
    copyOut(result, to);
    if (kept !== undefined) copyOut(kept, keeping);
    return true;
  };

  const addLstmGradients = (
    run: SimdFunctions["addLstmCellGradients"],
    { kept, gradient, toZ, toC }: LstmGradients,
  ): boolean => {
    const { rows, columns: hidden } = gradient;
    const copies = bytesIfAllCopied([kept, gradient, toZ.target, toC.target]);
    if (gradient.data.length < leastWork.entries || !fits(copies)) return false;
    const [keeping, received, ofZ, ofC] = [read(kept), read(gradient), roomIfAny(toZ), roomIfAny(toC)];
    run(keeping, received, ofZ, bit(toZ.fromZeros), ofC, bit(toC.fromZeros), rows, hidden);
    copyBack(toZ, ofZ);
    copyBack(toC, ofC);
    return true;
  };

  const tooSmallToUpdate = (w: Matrix) => w.data.length < leastWork.copiedEntries;

  const hot: Omit<Kernels, keyof LayerKernels> = {
    ...plain,

    addProduct(a, transposeA, b, transposeB, target, fromZeros = false) {
      const inner = transposeA ? a.rows : a.columns;
      if (target.data.length * inner < leastWork.products) {
        return plain.addProduct(a, transposeA, b, transposeB, target, fromZeros);
      }
      if (product(a, transposeA, b, transposeB, target, fromZeros, undefined)) return;
      whenFull.addProduct(a, transposeA, b, transposeB, target, fromZeros);
    },

    affine(x, w, b, target) {
      if (target.data.length * x.columns < leastWork.products) return plain.affine(x, w, b, target);
      if (product(x, false, w, false, target, true, b)) return;
      whenFull.affine(x, w, b, target);
    },

    map(a, f, target) {
      const form = f.f32?.simd;
      const entries = a.data.length;
      if (form === undefined || entries < leastWork.entries) return plain.map(a, f, target);
      if (!fits(bytesIfCopied(a) + bytesIfCopied(target))) return whenFull.map(a, f, target);
      const [from, result] = [read(a), room(target, true)];
      functions.map(formNumber(form), from, result, entries);
      copyOut(target, result);
    },

    mapWithSlopes(a, f, target, slopes) {
      const form = f.f32?.simd;
      const entries = a.data.length;
      if (form === undefined || entries < leastWork.entries) {
        return plain.mapWithSlopes(a, f, target, slopes);
      }
      if (!fits(bytesIfAllCopied([a, target, slopes]))) return whenFull.mapWithSlopes(a, f, target, slopes);
      const [from, value, slope] = [read(a), room(target, true), room(slopes, true)];
      functions.mapWithSlopes(formNumber(form), from, value, slope, entries);
      copyOut(target, value);
      copyOut(slopes, slope);
    },

    sumOfSquares(a, unit) {
      const least = addressOf(a) === 0 ? leastWork.copiedEntries : leastWork.entries;
      if (a.data.length < least || !fits(bytesIfCopied(a))) return whenFull.sumOfSquares(a, unit);
      return functions.sumOfSquares(read(a), unit, a.data.length);
    },

    sgd(w, g, learningRate) {
      if (tooSmallToUpdate(w)) return plain.sgd(w, g, learningRate);
      if (!fits(bytesIfAllCopied([w, g]))) return whenFull.sgd(w, g, learningRate);
      const [to, gradient] = [room(w, false), read(g)];
      functions.sgd(to, gradient, learningRate, w.data.length);
      copyOut(w, to);
    },

    momentum(w, g, v, settings) {
      if (tooSmallToUpdate(w)) return plain.momentum(w, g, v, settings);
      if (!fits(bytesIfAllCopied([w, g, v]))) return whenFull.momentum(w, g, v, settings);
      const { mu, learningRate, nesterov } = settings;
      const [to, gradient, velocity] = [room(w, false), read(g), room(v, false)];
      functions.momentum(to, gradient, velocity, mu, learningRate, bit(nesterov), w.data.length);
      copyOut(w, to);
      copyOut(v, velocity);
    },

    rmsProp(w, g, v, settings) {
      if (tooSmallToUpdate(w)) return plain.rmsProp(w, g, v, settings);
      if (!fits(bytesIfAllCopied([w, g, v]))) return whenFull.rmsProp(w, g, v, settings);
      const { alpha, epsilon, learningRate } = settings;
      const [to, gradient, meanSquare] = [room(w, false), read(g), room(v, false)];
      functions.rmsProp(to, gradient, meanSquare, alpha, epsilon, learningRate, w.data.length);
      copyOut(w, to);
      copyOut(v, meanSquare);
    },

    adam(w, g, m, v, settings) {
      if (tooSmallToUpdate(w)) return plain.adam(w, g, m, v, settings);
      if (!fits(bytesIfAllCopied([w, g, m, v]))) return whenFull.adam(w, g, m, v, settings);
      const { beta1, beta2, correction1, correction2, epsilon, learningRate } = settings;
      const [to, gradient, mean, meanSquare] = [room(w, false), read(g), room(m, false), room(v, false)];
      functions.adam(
        to,
        gradient,
        mean,
        meanSquare,
        beta1,
        beta2,
        correction1,
        correction2,
        epsilon,
        learningRate,
        w.data.length,
      );
      copyOut(w, to);
      copyOut(m, mean);
      copyOut(v, meanSquare);
    },

    lstmCell(z, c, c2, kept) {
      if (!lstmStep(functions.lstmCell, z, c, c2, kept)) whenFull.lstmCell(z, c, c2, kept);
    },

    addLstmCellGradients(step) {
      if (!addLstmGradients(functions.addLstmCellGradients, step)) whenFull.addLstmCellGradients(step);
    },

    lstmOutput(z, c2, h2, kept) {
      if (!lstmStep(functions.lstmOutput, z, c2, h2, kept)) whenFull.lstmOutput(z, c2, h2, kept);
    },

    addLstmOutputGradients(step) {
      if (!addLstmGradients(functions.addLstmOutputGradients, step)) whenFull.addLstmOutputGradients(step);
    },

    gruStep(p, q, a, h, h2, kept) {
      if (h.data.length < leastWork.entries || !fits(bytesIfAllCopied([p, q, a, h, h2, kept]))) {
        return whenFull.gruStep(p, q, a, h, h2, kept);
      }
      const places = [read(p), read(q), read(a), read(h)] as const;
      const [next, keeping] = [room(h2, true), kept === undefined ? 0 : room(kept, true)];
      functions.gruStep(...places, next, keeping, h.rows, h.columns);
      copyOut(h2, next);
      if (kept !== undefined) copyOut(kept, keeping);
    },

    addGruGradients(step) {
      const { kept, gradient, toP, toQ, toA, toH } = step;
      const all = [kept, gradient, toP.target, toQ.target, toA.target, toH.target];
      if (gradient.data.length < leastWork.entries || !fits(bytesIfAllCopied(all))) {
        return whenFull.addGruGradients(step);
      }
      const [keeping, received] = [read(kept), read(gradient)];
      const [ofP, ofQ, ofA, ofH] = [roomIfAny(toP), roomIfAny(toQ), roomIfAny(toA), roomIfAny(toH)];
      functions.addGruGradients(
        keeping,
        received,
        ofP,
        bit(toP.fromZeros),
        ofQ,
        bit(toQ.fromZeros),
        ofA,
        bit(toA.fromZeros),
        ofH,
        bit(toH.fromZeros),
        gradient.rows,
        gradient.columns,
      );
      copyBack(toP, ofP);
      copyBack(toQ, ofQ);
      copyBack(toA, ofA);
      copyBack(toH, ofH);
    },

    squaredErrors(x, t) {
      const least = addressOf(x) === 0 ? leastWork.copiedEntries : leastWork.entries;
      if (x.data.length < least || !fits(bytesIfCopied(x) + bytesIfCopied(t))) {
        return whenFull.squaredErrors(x, t);
      }
      return functions.sumOfSquaredDifferences(read(x), read(t), x.data.length);
    },

    addSquaredErrorGradient(x, t, factor, target, fromZeros = false) {
      const least = addressOf(x) === 0 ? leastWork.copiedEntries : leastWork.entries;
      const copies = bytesIfCopied(x) + bytesIfCopied(t) + bytesIfCopied(target);
      if (x.data.length < least || !fits(copies)) {
        return whenFull.addSquaredErrorGradient(x, t, factor, target, fromZeros);
      }
      const [from, targets, result] = [read(x), read(t), room(target, fromZeros)];
      functions.addScaledDifference(from, targets, factor, result, x.data.length, bit(fromZeros));
      copyOut(target, result);
    },

    binaryCrossEntropies(z, t) {
      if (z.data.length < leastWork.entries || !fits(bytesIfCopied(z) + bytesIfCopied(t))) {
        return whenFull.binaryCrossEntropies(z, t);
      }
      return functions.binaryCrossEntropy(read(z), read(t), z.data.length);
    },

    addBinaryCrossEntropyGradient(z, t, factor, target, fromZeros = false) {
      const copies = bytesIfCopied(z) + bytesIfCopied(t) + bytesIfCopied(target);
      if (z.data.length < leastWork.entries || !fits(copies)) {
        return whenFull.addBinaryCrossEntropyGradient(z, t, factor, target, fromZeros);
      }
      const [from, targets, result] = [read(z), read(t), room(target, fromZeros)];
      functions.addBinaryCrossEntropyGradient(from, targets, factor, result, z.data.length, bit(fromZeros));
      copyOut(target, result);
    },
  };
  return { ...hot, ...layerKernels(hot) };
}

/** The number by which compiled kernels know a function. */
export function formNumber(form: SimdForm): number {
  return formNumbers.get(form) as number;
}

/** 1 for true: what compiled functions take for a boolean. */
export function bit(flag: boolean): number {
  return flag ? 1 : 0;
}

/** Bytes that the compiled product needs beside its operands. See `packages/core/assembly/product.ts`. */
export function productScratch(rows: number, columns: number, inner: number): number {
  const blocksAtATime = Math.max(1, Math.floor(131_072 / Math.max(16 * inner, 16)));
  const blocks = Math.min(Math.ceil(rows / 4), blocksAtATime);
  return 160 + Math.ceil(columns / 8) * 32 * inner + blocks * 16 * inner;
}
