import type { Variant } from "@vanishing/grader";

interface Activation {
  value(x: number): number;
  derivative(x: number): number;
}

type Rows = readonly (readonly number[])[];

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const dot = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, entry, i) => sum + entry * (y[i] ?? 0), 0);
const transposed = (rows: Rows): number[][] => rows.map((_, j) => rows.map((row) => row[j] ?? 0));

/** Simpson's rule on each side of 0 by itself, so that a jump there does no harm. The ends at ±1e-300 stand for 0 from either side. */
function simpsonMean(g: (z: number) => number): number {
  const [cells, end] = [256, 12];
  const half = (side: 1 | -1) => {
    let sum = 0;
    for (let k = 0; k <= cells; k++) {
      const z = side * Math.max((k * end) / cells, 1e-300);
      const weight = k === 0 || k === cells ? 1 : k % 2 === 1 ? 4 : 2;
      sum += weight * g(z) * density(z);
    }
    return (sum * end) / cells / 3;
  };
  return half(1) + half(-1);
}

/** Double exponential substitution z = exp(π/2 sinh t) on each half-line: nodes crowd at both ends. */
function doubleExponentialMean(g: (z: number) => number): number {
  const step = 1 / 32;
  let sum = 0;
  for (let k = -160; k <= 60; k++) {
    const t = k * step;
    const z = Math.exp((Math.PI / 2) * Math.sinh(t));
    if (z > 13) break;
    sum += (g(z) + g(-z)) * density(z) * z * (Math.PI / 2) * Math.cosh(t);
  }
  return sum * step;
}

/** Gauss–Legendre with three nodes in each of many cells. */
function threePointMean(g: (z: number) => number): number {
  const width = 1 / 8;
  const outer = Math.sqrt(3 / 5) / 2;
  let sum = 0;
  for (let middle = -12 + width / 2; middle < 12; middle += width) {
    for (const [at, weight] of [
      [-outer, 5],
      [0, 8],
      [outer, 5],
    ] as const) {
      const z = middle + at * width;
      sum += (weight / 18) * width * g(z) * density(z);
    }
  }
  return sum;
}

const lengthMap = (mean: typeof simpsonMean, f: Activation, sigmaW: number, sigmaB: number) => (q: number) =>
  sigmaW ** 2 * mean((z) => f.value(Math.sqrt(q) * z) ** 2) + sigmaB ** 2;

export const variants: readonly Variant[] = [
  {
    algorithm: "Gram–Schmidt by columns; Simpson's rule on both sides of 0; a step that calls itself",
    exports: {
      chi: (f: Activation, sigmaW: number, q: number) =>
        simpsonMean((z) => (sigmaW * f.derivative(z * Math.sqrt(q))) ** 2),
      fixedPoint: (f: Activation, sigmaW: number, sigmaB: number) => {
        const map = lengthMap(simpsonMean, f, sigmaW, sigmaB);
        const from = (q: number, left: number): number => {
          const next = map(q);
          return left === 0 || Math.abs(next - q) < 1e-12 ? next : from(next, left - 1);
        };
        return from(1, 999);
      },
      depthScale: (chi1: number) => -1 / (Math.log(chi1) || -0),
      orthogonal: (gaussian: Rows) => {
        const units: number[][] = [];
        for (let column of transposed(gaussian)) {
          for (let pass = 0; pass < 2; pass++) {
            for (const unit of units) {
              const along = dot(column, unit);
              column = column.map((x, i) => x - along * (unit[i] ?? 0));
            }
          }
          const length = Math.sqrt(dot(column, column));
          units.push(column.map((x) => x / length));
        }
        return transposed(units);
      },
    },
  },
  {
    algorithm: "the polar factor by Newton's iteration; double exponential rule; Steffensen's acceleration",
    exports: {
      chi: (f: Activation, sigmaW: number, q: number) =>
        doubleExponentialMean((z) => f.derivative(z * Math.sqrt(q)) ** 2) * sigmaW * sigmaW,
      fixedPoint: (f: Activation, sigmaW: number, sigmaB: number) => {
        const map = lengthMap(doubleExponentialMean, f, sigmaW, sigmaB);
        let q = 1;
        for (let step = 0; step < 100; step++) {
          const once = map(q);
          const twice = map(once);
          const bend = twice - 2 * once + q;
          const jump = bend === 0 ? twice : q - (once - q) ** 2 / bend;
          const next = jump > 0 ? jump : twice;
          if (Math.abs(next - q) <= 1e-12) return next;
          q = next;
        }
        return q;
      },
      depthScale: (chi1: number) => {
        const layersToHalf = 1 / Math.abs(Math.log2(chi1));
        return (chi1 > 1 ? -1 : 1) * layersToHalf * Math.LOG2E;
      },
      orthogonal: (gaussian: Rows) => {
        let x = gaussian.map((row) => [...row]);
        for (let step = 0; step < 60; step++) {
          const inverse = transposed(inverseOf(x));
          x = x.map((row, i) => row.map((entry, j) => (entry + (inverse[i]?.[j] ?? 0)) / 2));
        }
        return x;
      },
    },
  },
  {
    algorithm:
      "Givens rotations of the rows; Gauss–Legendre in cells; bisection between two lengths after the first steps",
    exports: {
      chi: (f: Activation, sigmaW: number, q: number) => {
        const root = Math.sqrt(q);
        return sigmaW ** 2 * threePointMean((z) => f.derivative(z * root) * f.derivative(z * root));
      },
      fixedPoint: (f: Activation, sigmaW: number, sigmaB: number) => {
        const map = lengthMap(threePointMean, f, sigmaW, sigmaB);
        const rises = map(1) > 1;
        let [low, high] = rises ? [1, 2] : [0, 1];
        while (rises && map(high) > high && high < 1e6) [low, high] = [high, 2 * high];
        if (!rises) {
          low = 1 / 2;
          while (map(low) < low && low > 1e-6) [high, low] = [low, low / 2];
        }
        for (let i = 0; i < 60; i++) {
          const middle = (low + high) / 2;
          if (map(middle) > middle) low = middle;
          else high = middle;
        }
        return (low + high) / 2;
      },
      depthScale: (chi1: number) => {
        const logarithm = Math.log1p(chi1 - 1);
        return logarithm === 0 ? Number.POSITIVE_INFINITY : -(logarithm ** -1);
      },
      orthogonal: (gaussian: Rows) => {
        // Each rotation clears one entry below the diagonal of R; together they are the transpose of Q.
        const n = gaussian.length;
        const r = gaussian.map((row) => [...row]);
        const turned: number[][] = gaussian.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
        for (let j = 0; j < n; j++) {
          for (let i = n - 1; i > j; i--) {
            const [a, b] = [r[i - 1]?.[j] ?? 0, r[i]?.[j] ?? 0];
            const length = Math.hypot(a, b);
            for (const rows of [r, turned]) {
              const [upper, lower] = [rows[i - 1] ?? [], rows[i] ?? []];
              rows[i - 1] = upper.map((x, k) => (a * x + b * (lower[k] ?? 0)) / length);
              rows[i] = upper.map((x, k) => (a * (lower[k] ?? 0) - b * x) / length);
            }
          }
        }
        const positive = turned.map((row, j) => ((r[j]?.[j] ?? 0) < 0 ? row.map((x) => -x) : row));
        return transposed(positive);
      },
    },
  },
];

/** The inverse by Gauss and Jordan, with the largest pivot of each column. */
function inverseOf(matrix: Rows): number[][] {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const order = rows.slice(k).toSorted((a, b) => Math.abs(b[k] ?? 0) - Math.abs(a[k] ?? 0));
    rows.splice(k, n - k, ...order);
    const pivot = rows[k] ?? [];
    const scaled = pivot.map((x) => x / (pivot[k] ?? 1));
    for (const [i, row] of rows.entries()) {
      rows[i] = i === k ? scaled : row.map((x, j) => x - (row[k] ?? 0) * (scaled[j] ?? 0));
    }
  }
  return rows.map((row) => row.slice(n));
}
