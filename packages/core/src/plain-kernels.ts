import { sigmoid, softplus } from "./elementary.ts";
import type { HotKernels, Kernels } from "./kernels.ts";
import { sumInLanes } from "./lanes.ts";
import { type LayerKernels, layerKernels } from "./layer-kernels.ts";
import type { Matrix, Precision } from "./matrix.ts";
import { plainGateKernels } from "./plain-gate-kernels.ts";
import { plainGroupKernels } from "./plain-group-kernels.ts";
import { plainKernelsF32 } from "./plain-kernels-f32.ts";
import { plainKernelsF64 } from "./plain-kernels-f64.ts";
import { plainOptimizerKernels } from "./plain-optimizer-kernels.ts";

/** The kernels that serve both precisions: float64 arithmetic, rounded once when an entry is stored. */
const shared: Omit<Kernels, keyof HotKernels | keyof LayerKernels | keyof typeof plainGateKernels.f32> = {
  ...plainGroupKernels,
  ...plainOptimizerKernels,

  fill(target, value) {
    target.data.fill(value);
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

  sumOfSquares(a, unit) {
    return sumInLanes(a.data.length, (at) => {
      const share = entry(a, at) / unit;
      return share * share;
    });
  },

  addScaledQuotient(a, divisor, factor, target) {
    for (let at = 0; at < a.data.length; at++) {
      target.data[at] = entry(target, at) + factor * (entry(a, at) / divisor);
    }
  },

  allFinite({ data }) {
    for (let at = 0; at < data.length; at++) if (!Number.isFinite(data[at])) return false;
    return true;
  },

  squaredErrors(x, t) {
    return sumInLanes(x.data.length, (at) => {
      const error = entry(x, at) - entry(t, at);
      return error * error;
    });
  },

  addSquaredErrorGradient(x, t, factor, target, fromZeros = false) {
    if (fromZeros) target.data.fill(0);
    for (let at = 0; at < x.data.length; at++) {
      target.data[at] = entry(target, at) + factor * (entry(x, at) - entry(t, at));
    }
  },

  // The logarithm of a rounded s(z) would be −∞. ln s(z) = −softplus(−z) never is.
  binaryCrossEntropies(z, t) {
    return sumInLanes(z.data.length, (at) => {
      const logit = entry(z, at);
      return Math.max(logit, 0) - logit * entry(t, at) + softplus(-Math.abs(logit));
    });
  },

  // s(z) − t in a form that has digits left where the loss is small.
  addBinaryCrossEntropyGradient(z, t, factor, target, fromZeros = false) {
    if (fromZeros) target.data.fill(0);
    for (let at = 0; at < z.data.length; at++) {
      const [logit, share] = [entry(z, at), entry(t, at)];
      const residual = (1 - share) * sigmoid(logit) - share * sigmoid(-logit);
      target.data[at] = entry(target, at) + factor * residual;
    }
  },

  addChosen(a, mask, target) {
    for (let at = 0; at < a.data.length; at++) {
      target.data[at] = entry(target, at) + (mask.data[at] === 0 ? 0 : entry(a, at));
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
      addRow(a, start, target, targetStart, columns);
    }
  },

  addGatheredRows(a, indices, target) {
    const n = a.columns;
    for (let i = 0; i < indices.length; i++) {
      addRow(a, (indices[i] as number) * n, target, i * n, n);
    }
  },

  addScatteredRows(a, indices, target) {
    const n = a.columns;
    for (let i = 0; i < indices.length; i++) {
      addRow(a, i * n, target, (indices[i] as number) * n, n);
    }
  },
};

/** The kernels as plain loops: the reference that defines the answer. */
export const plainKernels: Readonly<Record<Precision, Kernels>> = {
  f32: { ...shared, ...plainKernelsF32, ...layerKernels(plainKernelsF32), ...plainGateKernels.f32 },
  f64: { ...shared, ...plainKernelsF64, ...layerKernels(plainKernelsF64), ...plainGateKernels.f64 },
};

/** An entry inside the bounds that the loops keep. TypeScript cannot see the bounds, hence the assertion. */
function entry(m: Matrix, at: number): number {
  return m.data[at] as number;
}

/** Adds n entries of the source, from one place on, to n entries of the target. */
function addRow(source: Matrix, from: number, target: Matrix, to: number, n: number): void {
  for (let j = 0; j < n; j++) target.data[to + j] = entry(target, to + j) + entry(source, from + j);
}

/** The common size of two sizes of which one may be 1. The other may be 0. */
function broadcastSize(one: number, other: number): number {
  return one === 1 ? other : one;
}

/** Place of entry (i, j) in a matrix whose single row or column stands for all of them. */
function broadcastIndex(m: Matrix, i: number, j: number): number {
  return (m.rows === 1 ? 0 : i * m.columns) + (m.columns === 1 ? 0 : j);
}
