import { log } from "./exponential.ts";
import { describeValue, failure } from "./failure.ts";
import { type Matrix, matrix, type Precision } from "./matrix.ts";
import { Xoshiro128PlusPlus } from "./xoshiro.ts";

/** A stream of random numbers. The same seed gives the same stream. */
export interface Random {
  /** Uniform in [0, 1): a multiple of 2^−53. */
  next(): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
  /** A whole number from 0 to below − 1, each equally likely. `below` is from 1 to 2³². */
  integer(below: number): number;
}

/**
 * A stream of random numbers from any safe integer, by xoshiro128++ (see xoshiro.ts).
 *
 * `normal` is the ratio of uniforms with quadratic bounds: J. L. Leva, "A fast normal random number generator",
 * ACM Transactions on Mathematical Software 18(4), 1992, and Algorithm 712 in the same issue. Its deviates are
 * quotients of two uniform numbers, so they do not depend on how an engine rounds its logarithm, as those of Box and
 * Muller or of Marsaglia do.
 *
 * @throws when the seed is not a safe integer.
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) {
    throw failure(
      "random",
      "a whole number from −(2⁵³ − 1) to 2⁵³ − 1 as seed",
      describeValue(seed),
      "write the seed down as a number, such as random(1)",
    );
  }
  const bits = Xoshiro128PlusPlus.fromSeed(BigInt(seed));
  // 27 and 26 high bits of two words make one 53-bit whole number.
  const next = () => ((bits.next() >>> 5) * 2 ** 26 + (bits.next() >>> 6)) / 2 ** 53;
  return { next, normal: () => normalFrom(next), integer: (below) => integerFrom(() => bits.next(), below) };
}

/**
 * A `(rows, columns)` matrix with independent entries, uniform on [−limit, limit]; variance limit²/3.
 *
 * @throws when limit is negative or not finite.
 */
export function uniformMatrix(
  random: Random,
  rows: number,
  columns: number,
  limit: number,
  precision: Precision = "f32",
): Matrix {
  checkSpread("uniformMatrix", "limit", limit);
  return filled(rows, columns, precision, () => limit * (2 * random.next() - 1));
}

/**
 * A `(rows, columns)` matrix with independent normal entries of mean 0 and the given standard deviation.
 *
 * @throws when standardDeviation is negative or not finite.
 */
export function normalMatrix(
  random: Random,
  rows: number,
  columns: number,
  standardDeviation: number,
  precision: Precision = "f32",
): Matrix {
  checkSpread("normalMatrix", "standardDeviation", standardDeviation);
  return filled(rows, columns, precision, () => standardDeviation * random.normal());
}

// A point (u, v) uniform in a box is kept when it lies in the region v² ≤ −4u² ln u; then v/u is standard normal.
// Two curves of constant q, inside and outside the region's edge, decide all but 1 % of the points without the logarithm.
function normalFrom(next: () => number): number {
  for (;;) {
    const u = 1 - next();
    const v = 1.7156 * (next() - 0.5);
    const x = u - 0.449871;
    const y = Math.abs(v) + 0.386595;
    const q = x * x + y * (0.196 * y - 0.25472 * x);
    if (q < 0.27597) return v / u;
    if (q <= 0.27846 && v * v <= -4 * u * u * log(u)) return v / u;
  }
}

// Words at or above the largest multiple of `below` are drawn again; without that, small numbers would be likelier.
function integerFrom(nextWord: () => number, below: number): number {
  if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) {
    throw failure(
      "integer",
      "a whole number from 1 to 2³²",
      describeValue(below),
      "pass the number of choices",
    );
  }
  const end = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const word = nextWord();
    if (word < end) return word % below;
  }
}

function filled(rows: number, columns: number, precision: Precision, draw: () => number): Matrix {
  const result = matrix(rows, columns, undefined, precision);
  for (let at = 0; at < result.data.length; at++) result.data[at] = draw();
  return result;
}

function checkSpread(operation: string, name: string, spread: unknown): void {
  if (typeof spread === "number" && spread >= 0 && Number.isFinite(spread)) return;
  throw failure(
    operation,
    `${name} to be a finite number from 0 on`,
    describeValue(spread),
    "check its formula",
  );
}
