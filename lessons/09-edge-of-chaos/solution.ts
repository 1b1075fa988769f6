type Rows = readonly (readonly number[])[];

interface Activation {
  value(x: number): number;
  derivative(x: number): number;
}

export function chi(f: Activation, sigmaW: number, q: number): number {
  return sigmaW ** 2 * gaussianMean((z) => f.derivative(Math.sqrt(q) * z) ** 2);
}

export function fixedPoint(f: Activation, sigmaW: number, sigmaB: number): number {
  let q = 1;
  for (let step = 0; step < 1000; step++) {
    const root = Math.sqrt(q);
    const next = sigmaW ** 2 * gaussianMean((z) => f.value(root * z) ** 2) + sigmaB ** 2;
    if (Math.abs(next - q) <= 1e-12) return next;
    q = next;
  }
  return q;
}

export function depthScale(chi1: number): number {
  return chi1 === 1 ? Number.POSITIVE_INFINITY : -1 / Math.log(chi1);
}

export function orthogonal(gaussian: Rows): number[][] {
  const { q, r } = qr(gaussian);
  const signs = r.map((row, j) => Math.sign(row[j] ?? 0));
  return q.map((row) => row.map((entry, j) => entry * (signs[j] ?? 1)));
}

/** E[g(z)] for standard normal z, by the midpoint rule: cells of width 1/16 from -12 to 12, one of whose edges is 0. */
function gaussianMean(g: (z: number) => number): number {
  const width = 1 / 16;
  let sum = 0;
  for (let z = -12 + width / 2; z < 12; z += width) sum += g(z) * Math.exp((-z * z) / 2);
  return (sum * width) / Math.sqrt(2 * Math.PI);
}

/** A = QR by Householder's reflections, all in rows: QᵀQ = I, R is 0 below its diagonal. The diagonal of R has signs of either kind. */
function qr(a: Rows): { q: number[][]; r: number[][] } {
  let q: number[][] = a.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  let columns = a.map((_, j) => a.map((row) => row[j] ?? 0));
  for (let k = 0; k < a.length; k++) {
    const v = (columns[k] ?? []).map((x, i) => (i < k ? 0 : x));
    const [head, length] = [v[k] ?? 0, Math.hypot(...v)];
    v[k] = head < 0 ? head - length : head + length;
    const half = dot(v, v) / 2;
    const mirrored = (x: readonly number[]) => {
      const share = dot(x, v) / half;
      return x.map((entry, i) => entry - share * (v[i] ?? 0));
    };
    columns = columns.map(mirrored);
    q = q.map(mirrored);
  }
  return { q, r: a.map((_, i) => columns.map((column) => column[i] ?? 0)) };
}

/** x₁y₁ + x₂y₂ + … */
function dot(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, entry, i) => sum + entry * (y[i] ?? 0), 0);
}
