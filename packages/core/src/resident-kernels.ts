import type { GradientPlace, Kernels } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";
import { ResidentMatrix } from "./resident-matrix.ts";
import { bit, formNumber, type LeastWork, leastWorth, productScratch } from "./simd-kernels.ts";
import type { SimdMemory } from "./simd-memory.ts";

/**
 * Compiled kernels for matrices that lie in `memory`, whose part from `freeFrom` on is theirs to use. What they cannot do, since a matrix
 * lies elsewhere or there is too little to do, `otherwise` does.
 *
 * These are the calls that make up most of a step, so they do nothing but look up addresses. They stand apart from the kernels
 * that copy for a reason: an engine makes a call into WebAssembly cheap where the same function has always been called at this place in
 * the program, and the kernels that copy are used by every tape before it has a memory of its own.
 */
export function residentKernels(
  memory: SimdMemory,
  {
    freeFrom,
    otherwise,
    leastWork = leastWorth,
  }: { readonly freeFrom: number; readonly otherwise: Kernels; readonly leastWork?: LeastWork },
): Kernels {
  const { functions } = memory;
  const addressOf = (m: Matrix) => ResidentMatrix.addressIn(memory, m);
  /** The address of a place for a gradient, 0 where none is wanted. */
  const addressIn = ({ target }: GradientPlace) => (target === undefined ? 0 : addressOf(target));
  const sameShape = (a: Matrix, b: Matrix) => a.rows === b.rows && a.columns === b.columns;

  return {
    ...otherwise,

    addProduct(a, transposeA, b, transposeB, target, fromZeros = false) {
      const { rows, columns } = target;
      const inner = transposeA ? a.rows : a.columns;
      const left = addressOf(a);
      const right = addressOf(b);
      const result = addressOf(target);
      const reached = left !== 0 && right !== 0 && result !== 0;
      const enough = rows * columns * inner >= leastWork.products;
      if (!reached || !enough || !memory.holds(freeFrom + productScratch(rows, columns, inner))) {
        return otherwise.addProduct(a, transposeA, b, transposeB, target, fromZeros);
      }
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
        0,
        freeFrom,
      );
    },

    affine(x, w, b, target) {
      const { rows, columns } = target;
      const inner = x.columns;
      const left = addressOf(x);
      const right = addressOf(w);
      const bias = addressOf(b);
      const result = addressOf(target);
      const reached = left !== 0 && right !== 0 && bias !== 0 && result !== 0;
      const enough = rows * columns * inner >= leastWork.products;
      if (!reached || !enough || !memory.holds(freeFrom + productScratch(rows, columns, inner))) {
        return otherwise.affine(x, w, b, target);
      }
      functions.addProduct(left, 0, right, 0, result, rows, columns, inner, 1, bias, freeFrom);
    },

    map(a, f, target) {
      const form = f.f32?.simd;
      const entries = a.data.length;
      const from = addressOf(a);
      const result = addressOf(target);
      if (form === undefined || from === 0 || result === 0 || entries < leastWork.entries) {
        return otherwise.map(a, f, target);
      }
      functions.map(formNumber(form), from, result, entries);
    },

    mapWithSlopes(a, f, target, slopes) {
      const form = f.f32?.simd;
      const entries = a.data.length;
      const from = addressOf(a);
      const value = addressOf(target);
      const slope = addressOf(slopes);
      const reached = from !== 0 && value !== 0 && slope !== 0;
      if (form === undefined || !reached || entries < leastWork.entries) {
        return otherwise.mapWithSlopes(a, f, target, slopes);
      }
      functions.mapWithSlopes(formNumber(form), from, value, slope, entries);
    },

    layer(x, w, b, f, target, kept) {
      const form = f.f32?.simd;
      const { rows, columns } = target;
      const inner = x.columns;
      const entries = rows * columns;
      const input = addressOf(x);
      const weight = addressOf(w);
      const bias = addressOf(b);
      const result = addressOf(target);
      const z = kept === undefined ? 0 : addressOf(kept);
      const reached = input !== 0 && weight !== 0 && bias !== 0 && result !== 0 && z !== 0;
      const enough = entries * inner >= leastWork.products && entries >= leastWork.entries;
      if (form === undefined || kept === undefined || !reached || !enough) {
        return otherwise.layer(x, w, b, f, target, kept);
      }
      if (!memory.holds(freeFrom + productScratch(rows, columns, inner))) {
        return otherwise.layer(x, w, b, f, target, kept);
      }
      const number = formNumber(form);
      const slopes = z + 4 * kept.columns;
      functions.layer(input, weight, bias, number, z, result, slopes, rows, columns, inner, freeFrom);
    },

    addLayerGradients(step) {
      const { x, w, kept, gradient, toX, toW, toB } = step;
      const { rows, columns } = gradient;
      const inner = w.rows;
      const entries = rows * columns;
      const received = addressOf(gradient);
      const input = addressOf(x);
      const weight = addressOf(w);
      const start = addressOf(kept);
      const ofX = addressIn(toX);
      const ofW = addressIn(toW);
      const ofB = addressIn(toB);
      const reached = received !== 0 && input !== 0 && weight !== 0 && start !== 0;
      const placed = (ofX !== 0 || !toX.target) && (ofW !== 0 || !toW.target) && (ofB !== 0 || !toB.target);
      const enough = entries * inner >= leastWork.products && entries >= leastWork.entries;
      const scratch = Math.max(productScratch(rows, inner, columns), productScratch(inner, columns, rows));
      if (!reached || !placed || !enough || !memory.holds(freeFrom + scratch)) {
        return otherwise.addLayerGradients(step);
      }
      const bytes = 4 * kept.columns;
      functions.addLayerGradients(
        input,
        weight,
        start + bytes,
        received,
        start + 2 * bytes,
        ofX,
        bit(toX.fromZeros),
        ofW,
        bit(toW.fromZeros),
        ofB,
        bit(toB.fromZeros),
        rows,
        columns,
        inner,
        freeFrom,
      );
    },

    addScaled(a, factor, target, fromZeros = false) {
      const entries = Math.max(a.data.length, target.data.length);
      const from = addressOf(a);
      const to = addressOf(target);
      if (from === 0 || to === 0 || entries < leastWork.entries) {
        return otherwise.addScaled(a, factor, target, fromZeros);
      }
      const scale = Math.fround(factor);
      if (sameShape(a, target)) functions.addScaled(from, scale, to, entries, bit(fromZeros));
      else if (a.rows === 1 && a.columns === target.columns && !fromZeros) {
        functions.addScaledRow(from, scale, to, target.rows, target.columns);
      } else if (target.rows === 1 && a.columns === target.columns) {
        functions.addScaledToRow(from, scale, to, a.rows, a.columns, bit(fromZeros));
      } else otherwise.addScaled(a, factor, target, fromZeros);
    },

    addEntrywiseProduct(a, b, target, fromZeros = false) {
      const left = addressOf(a);
      const right = addressOf(b);
      const to = addressOf(target);
      const entries = target.data.length;
      const plainly = left === 0 || right === 0 || to === 0 || entries < leastWork.entries;
      if (plainly || !sameShape(a, b) || !sameShape(a, target)) {
        return otherwise.addEntrywiseProduct(a, b, target, fromZeros);
      }
      functions.addEntrywiseProduct(left, right, to, entries, bit(fromZeros));
    },

    allFinite(a) {
      const from = addressOf(a);
      if (from === 0 || a.data.length < leastWork.entries) return otherwise.allFinite(a);
      return functions.allFinite(from, a.data.length) !== 0;
    },
  };
}
