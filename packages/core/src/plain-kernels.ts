import type { Kernels } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";
import { plainGroupKernels } from "./plain-group-kernels.ts";

/**
 * The kernels as plain loops, for f32 and f64 alike: the reference that defines the answer.
 * Arithmetic is float64; each value is rounded to the target's precision when it is stored.
 */
export const plainKernels: Kernels = {
  ...plainGroupKernels,

  fill(target, value) {
    target.data.fill(value);
  },

  addProduct(a, b, target) {
    const n = b.columns;
    for (let i = 0; i < a.rows; i++) {
      for (let k = 0; k < a.columns; k++) {
        addMultipleOfRow(entry(a, i * a.columns + k), b, k * n, target, i * n, n);
      }
    }
  },

  addLeftTransposedProduct(a, b, target) {
    const n = b.columns;
    for (let k = 0; k < a.rows; k++) {
      for (let i = 0; i < a.columns; i++) {
        addMultipleOfRow(entry(a, k * a.columns + i), b, k * n, target, i * n, n);
      }
    }
  },

  // Row i of A meets every row of B. Transposing B first lets the inner loop run along rows, which is the quick way.
  addRightTransposedProduct(a, b, target) {
    plainKernels.addProduct(a, transposed(b), target);
  },

  addBothTransposedProduct(a, b, target) {
    plainKernels.addLeftTransposedProduct(a, transposed(b), target);
  },

  addScaled(a, factor, target) {
    const rows = broadcastSize(a.rows, target.rows);
    const columns = broadcastSize(a.columns, target.columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const at = broadcastIndex(target, i, j);
        target.data[at] = entry(target, at) + factor * entry(a, broadcastIndex(a, i, j));
      }
    }
  },

  addEntrywiseProduct(a, b, target) {
    const rows = broadcastSize(a.rows, b.rows);
    const columns = broadcastSize(a.columns, b.columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const at = broadcastIndex(target, i, j);
        const product = entry(a, broadcastIndex(a, i, j)) * entry(b, broadcastIndex(b, i, j));
        target.data[at] = entry(target, at) + product;
      }
    }
  },

  addEntrywiseQuotient(a, b, target) {
    const rows = broadcastSize(a.rows, b.rows);
    const columns = broadcastSize(a.columns, b.columns);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const at = broadcastIndex(target, i, j);
        const quotient = entry(a, broadcastIndex(a, i, j)) / entry(b, broadcastIndex(b, i, j));
        target.data[at] = entry(target, at) + quotient;
      }
    }
  },

  // (g / b) · (a / b), because b² leaves the range of float64 long before the result does.
  addDivisorGradient(g, a, b, target) {
    for (let i = 0; i < g.rows; i++) {
      for (let j = 0; j < g.columns; j++) {
        const at = broadcastIndex(target, i, j);
        const divisor = entry(b, broadcastIndex(b, i, j));
        const quotient = entry(a, broadcastIndex(a, i, j)) / divisor;
        target.data[at] = entry(target, at) - (entry(g, i * g.columns + j) / divisor) * quotient;
      }
    }
  },

  map(a, f, target) {
    for (let at = 0; at < a.data.length; at++) target.data[at] = f(entry(a, at));
  },

  addMapProduct(g, a, f, target) {
    for (let at = 0; at < a.data.length; at++) {
      target.data[at] = entry(target, at) + entry(g, at) * f(entry(a, at));
    }
  },

  total(a) {
    let sum = 0;
    for (let at = 0; at < a.data.length; at++) sum += entry(a, at);
    return sum;
  },

  totalOfPairs(a, b, f) {
    let sum = 0;
    for (let at = 0; at < a.data.length; at++) sum += f(entry(a, at), entry(b, at));
    return sum;
  },

  addMappedPairs(a, b, f, factor, target) {
    for (let at = 0; at < a.data.length; at++) {
      target.data[at] = entry(target, at) + factor * f(entry(a, at), entry(b, at));
    }
  },

  addTransposed(a, target) {
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < a.columns; j++) {
        const at = j * a.rows + i;
        target.data[at] = entry(target, at) + entry(a, i * a.columns + j);
      }
    }
  },

  addBlock(a, [row, column], target, [targetRow, targetColumn], [rows, columns]) {
    for (let i = 0; i < rows; i++) {
      const start = (row + i) * a.columns + column;
      const targetStart = (targetRow + i) * target.columns + targetColumn;
      addMultipleOfRow(1, a, start, target, targetStart, columns);
    }
  },

  addGatheredRows(a, indices, target) {
    const n = a.columns;
    for (let i = 0; i < indices.length; i++) {
      addMultipleOfRow(1, a, (indices[i] as number) * n, target, i * n, n);
    }
  },

  addScatteredRows(a, indices, target) {
    const n = a.columns;
    for (let i = 0; i < indices.length; i++) {
      addMultipleOfRow(1, a, i * n, target, (indices[i] as number) * n, n);
    }
  },
};

/** An entry inside the bounds that the loops keep. TypeScript cannot see the bounds, hence the assertion. */
function entry(m: Matrix, at: number): number {
  return m.data[at] as number;
}

/** target[start … start + n) += factor · source[start … start + n), each at its own start. */
function addMultipleOfRow(
  factor: number,
  source: Matrix,
  sourceStart: number,
  target: Matrix,
  targetStart: number,
  n: number,
): void {
  const from = source.data;
  const to = target.data;
  for (let j = 0; j < n; j++) {
    to[targetStart + j] = (to[targetStart + j] as number) + factor * (from[sourceStart + j] as number);
  }
}

function transposed(m: Matrix): Matrix {
  const data =
    m.data instanceof Float32Array ? new Float32Array(m.data.length) : new Float64Array(m.data.length);
  for (let i = 0; i < m.rows; i++) {
    for (let j = 0; j < m.columns; j++) data[j * m.rows + i] = entry(m, i * m.columns + j);
  }
  return { rows: m.columns, columns: m.rows, data };
}

/** The common size of two sizes of which one may be 1. The other may be 0. */
function broadcastSize(one: number, other: number): number {
  return one === 1 ? other : one;
}

/** Place of entry (i, j) in a matrix whose single row or column stands for all of them. */
function broadcastIndex(m: Matrix, i: number, j: number): number {
  return (m.rows === 1 ? 0 : i * m.columns) + (m.columns === 1 ? 0 : j);
}
