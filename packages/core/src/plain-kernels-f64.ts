import type { HotKernels } from "./kernels.ts";

/** The kernels that take most of a step, for f64: the loops of plain-kernels-f32.ts, without its rounding. */
export const plainKernelsF64: HotKernels = {
  // Entry (i, k) of the left factor is at i · rowA + k · stepA, entry (k, j) of the right one at k · stepB + j · columnB.
  // Four entries of a row of T stay in variables while k runs: four sums side by side, each in increasing k.
  addProduct(a, transposeA, b, transposeB, target, fromZeros = false) {
    if (fromZeros) target.data.fill(0);
    const inner = transposeA ? a.rows : a.columns;
    const rowA = transposeA ? 1 : a.columns;
    const stepA = transposeA ? a.columns : 1;
    const stepB = transposeB ? 1 : b.columns;
    const columnB = transposeB ? b.columns : 1;
    const { data: left } = a;
    const { data: right } = b;
    const { data: to, columns } = target;
    for (let i = 0; i < target.rows; i++) {
      const row = i * columns;
      let j = 0;
      for (; j + 3 < columns; j += 4) {
        let sum0 = to[row + j] as number;
        let sum1 = to[row + j + 1] as number;
        let sum2 = to[row + j + 2] as number;
        let sum3 = to[row + j + 3] as number;
        let atA = i * rowA;
        let atB = j * columnB;
        for (let k = 0; k < inner; k++) {
          const factor = left[atA] as number;
          sum0 = sum0 + factor * (right[atB] as number);
          sum1 = sum1 + factor * (right[atB + columnB] as number);
          sum2 = sum2 + factor * (right[atB + 2 * columnB] as number);
          sum3 = sum3 + factor * (right[atB + 3 * columnB] as number);
          atA += stepA;
          atB += stepB;
        }
        to[row + j] = sum0;
        to[row + j + 1] = sum1;
        to[row + j + 2] = sum2;
        to[row + j + 3] = sum3;
      }
      for (; j < columns; j++) {
        let sum = to[row + j] as number;
        for (let k = 0; k < inner; k++) {
          const factor = left[i * rowA + k * stepA] as number;
          sum = sum + factor * (right[k * stepB + j * columnB] as number);
        }
        to[row + j] = sum;
      }
    }
  },

  affine(x, w, b, target) {
    plainKernelsF64.addProduct(x, false, w, false, target, true);
    plainKernelsF64.addScaled(b, 1, target);
  },

  addScaled(a, factor, target, fromZeros = false) {
    if (fromZeros) target.data.fill(0);
    const rows = a.rows === 1 ? target.rows : a.rows;
    const columns = a.columns === 1 ? target.columns : a.columns;
    const stepA = a.columns === 1 ? 0 : 1;
    const stepT = target.columns === 1 ? 0 : 1;
    const { data: from } = a;
    const { data: to } = target;
    for (let i = 0; i < rows; i++) {
      let atA = a.rows === 1 ? 0 : i * a.columns;
      let atT = target.rows === 1 ? 0 : i * target.columns;
      for (let j = 0; j < columns; j++) {
        to[atT] = (to[atT] as number) + factor * (from[atA] as number);
        atA += stepA;
        atT += stepT;
      }
    }
  },

  addEntrywiseProduct(a, b, target, fromZeros = false) {
    if (fromZeros) target.data.fill(0);
    const rows = a.rows === 1 ? b.rows : a.rows;
    const columns = a.columns === 1 ? b.columns : a.columns;
    const stepA = a.columns === 1 ? 0 : 1;
    const stepB = b.columns === 1 ? 0 : 1;
    const stepT = target.columns === 1 ? 0 : 1;
    const { data: left } = a;
    const { data: right } = b;
    const { data: to } = target;
    for (let i = 0; i < rows; i++) {
      let atA = a.rows === 1 ? 0 : i * a.columns;
      let atB = b.rows === 1 ? 0 : i * b.columns;
      let atT = target.rows === 1 ? 0 : i * target.columns;
      for (let j = 0; j < columns; j++) {
        to[atT] = (to[atT] as number) + (left[atA] as number) * (right[atB] as number);
        atA += stepA;
        atB += stepB;
        atT += stepT;
      }
    }
  },

  map(a, f, target) {
    const { data: from } = a;
    const { data: to } = target;
    for (let at = 0; at < from.length; at++) to[at] = f.value(from[at] as number);
  },

  mapWithSlopes(a, f, target, slopes) {
    const { data: from } = a;
    for (let at = 0; at < from.length; at++) {
      const x = from[at] as number;
      target.data[at] = f.value(x);
      slopes.data[at] = f.derivative(x);
    }
  },
};
