// The edge of chaos. Replace each line that throws, then run:  pnpm test edge-of-chaos

type Rows = readonly (readonly number[])[];

/** An activation: f.value(x) is φ(x), f.derivative(x) is its slope φ′(x). */
interface Activation {
  value(x: number): number;
  derivative(x: number): number;
}

/**
 * The factor by which a wide layer multiplies the squared norm of the gradient. It is given σ_w, not its square.
 *
 *   χ(q) = σ_w^2 · E[φ′(√q z)^2]        z standard normal; gaussianMean below is E
 *
 * Worked example: φ = tanh, σ_w = 2, q = 1 gives 1.8576116098 (ten digits).
 */
export function chi(f: Activation, sigmaW: number, q: number): number {
  throw new Error("TODO: chi");
}

/**
 * The mean square of the pre-activations far from the input. Start at q = 1 and repeat the step from layer to layer,
 *
 *   q ← σ_w^2 · E[φ(√q z)^2] + σ_b^2
 *
 * until a step changes q by at most 1e-12, or 1000 steps are done: not every length comes to rest.
 *
 * Worked example: φ = tanh, σ_w = 2, σ_b = 0.5 gives 2.4797104611 (ten digits).
 */
export function fixedPoint(f: Activation, sigmaW: number, sigmaB: number): number {
  throw new Error("TODO: fixedPoint");
}

/**
 * How many layers it takes until the squared norm has changed by a factor e. Positive: it falls. Negative: it grows.
 *
 *   ξ = -1 / ln χ₁        and Infinity for χ₁ = 1
 *
 * Worked example: χ₁ = 0.5 gives 1.4426950409 (ten digits).
 */
export function depthScale(chi1: number): number {
  throw new Error("TODO: depthScale");
}

/**
 * An orthogonal matrix, drawn evenly from all that there are. The input is square, in rows, its entries independent normal numbers.
 *
 * One way: A = QR by the function below, and then the columns of Q get the signs that make the diagonal of R positive.
 *
 * Worked example, made that way: [[3, 1], [4, 2]] gives [[0.6, -0.8], [0.8, 0.6]].
 */
export function orthogonal(gaussian: Rows): number[][] {
  throw new Error("TODO: orthogonal");
}

// Given: what follows is ready for use.

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
