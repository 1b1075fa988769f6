// The constants are decimal numbers that round to the very float64 that is meant.

/**
 * e^x in float64, within 1 unit in the last place. Infinity above 709.78, 0 below −745.13, and NaN for NaN.
 *
 * `Math.exp` may differ in the last digit from engine to engine. This one, as all functions of this file, uses only +, −, ·, ÷
 * and floor, which the standard fixes to the last bit.
 *
 * x = k·ln 2 + r with |r| ≤ ln 2 / 2, so e^x = 2^k · e^r, and e^r = 1 + 2r / (2 − c) with a polynomial c of r.
 *
 * Source: fdlibm 5.3 by Sun Microsystems (e_exp.c, s_expm1.c, e_log.c, s_log1p.c; free to use, copy and change), whose
 * reductions and polynomials are those of this file.
 *
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
export function exp(x: number): number {
  // Here the formula is off by one unit in the last place, in a number that everyone knows.
  return x === 1 ? Math.E : expOfSum(x, 0);
}

/**
 * e^(head + tail) in float64, within 1 unit in the last place, for an exponent that one float64 cannot hold: a unit in the last
 * place of 700 is 1e-13, and changes the result by 512 of its own. |tail| up to 0.3.
 */
export function expOfSum(head: number, tail: number): number {
  const x = head + tail;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const k = x > -halfLn2 && x < halfLn2 ? 0 : Math.floor(x / Math.LN2 + 0.5);
  // r = first − second. Taken from 1 + r + … one after the other, they spare it what r loses when it is rounded.
  const first = head - k * ln2Head;
  const second = k * ln2Tail - tail;
  const r = first - second;
  const z = r * r;
  const c = r - z * polynomial(z, expCoefficients);
  return timesPowerOfTwo(1 - (second - (r * c) / (2 - c) - first), k);
}

/** A number that is the sum of two: the first one holds most of it, the second one what the first lacks. */
export interface TwoParts {
  readonly head: number;
  readonly tail: number;
}

/** e^x − 1 in float64, within 1 unit in the last place: it keeps the digits that the subtraction loses near x = 0. */
export function expm1(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -40) return -1;
  const k = x > -halfLn2 && x < halfLn2 ? 0 : Math.floor(x / Math.LN2 + 0.5);
  const head = x - k * ln2Head;
  const r = head - k * ln2Tail;
  // What r lost when it was rounded.
  const lost = head - r - k * ln2Tail;
  const half = 0.5 * r;
  const z = r * half;
  const q = 1 + z * polynomial(z, expm1Coefficients);
  const t = 3 - q * half;
  // e^r − 1 = r − (r·e − z)
  const e = z * ((q - t) / (6 - r * t));
  if (k === 0) return r - (r * e - z);
  const small = r * (e - lost) - lost - z;
  if (k === -1) return 0.5 * (r - small) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (small - (r + 0.5)) : 1 + 2 * (r - small);
  if (k <= -2 || k > 56) return timesPowerOfTwo(1 - (small - r), k) - 1;
  const inverse = timesPowerOfTwo(1, -k);
  // 2^k (e^r − 2^−k), with the larger of 1 and 2^−k taken first.
  return timesPowerOfTwo(k < 20 ? 1 - inverse - (small - r) : r - (small + inverse) + 1, k);
}

/** ln x in float64, within 1 unit in the last place. −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0 && x < Infinity)) return x > 0 ? x : Number.NaN;
  const { mantissa, exponent } = split(x);
  return logOfSplit(mantissa - 1, exponent, 0);
}

/** ln(1 + x) in float64, within 1 unit in the last place: it keeps the digits of x that 1 + x loses. −Infinity at −1, NaN below. */
export function log1p(x: number): number {
  if (x === -1) return -Infinity;
  if (!(x > -1 && x < Infinity)) return x > -1 ? x : Number.NaN;
  if (x > -0.2928932188134524 && x < 0.41421356237309503) {
    return x > -1.1102230246251565e-16 && x < 1.1102230246251565e-16 ? x : logOfSplit(x, 0, 0);
  }
  const u = 1 + x;
  const { mantissa, exponent } = split(u);
  // What 1 + x lost when it was rounded, relative to it; beyond 2⁵⁴ it is too small to count.
  const lost = exponent >= 54 ? 0 : (exponent >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
  return logOfSplit(mantissa - 1, exponent, lost);
}

const halfLn2 = 0.34657359027997264;
// ln 2 in two parts, the first of 33 bits, so that a whole number up to 1100 times it is exact.
export const ln2Head = 0.6931471803691238;
export const ln2Tail = 1.9082149292705877e-10;

const expCoefficients = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
  4.1381367970572385e-8,
];
const expm1Coefficients = [
  -0.03333333333333313, 0.0015873015872548146, -0.0000793650757867488, 0.000004008217827329362,
  -2.0109921818362437e-7,
];
const logCoefficients = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
];

/** c₀ + c₁x + c₂x² + …, by Horner's rule from the last coefficient on. */
export function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (let power = coefficients.length - 1; power >= 0; power--)
    sum = sum * x + (coefficients[power] as number);
  return sum;
}

/**
 * ln((1 + f)·(1 + lost)) + k ln 2 for 1 + f from √½ to √2. With s = f / (2 + f), ln(1 + f) = 2s + 2s³/3 + … is written as
 * f − f²/2 + s·(f²/2 + R), because f is exact and all that is added to it is small.
 */
function logOfSplit(f: number, k: number, lost: number): number {
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const rest = z * polynomial(z, logCoefficients);
  return s * (half + rest) + (k * ln2Tail + lost) - half + f + k * ln2Head;
}

/** All powers of two of float64, from 2^−1074 to 2¹⁰²³. Doubling is exact. */
const powersOfTwo = new Float64Array(1074 + 1024);
powersOfTwo[0] = 5e-324;
for (let place = 1; place < powersOfTwo.length; place++) {
  powersOfTwo[place] = 2 * (powersOfTwo[place - 1] as number);
}

/** x · 2^k for x near 1, rounded once, for k from −1075 to 1024. */
function timesPowerOfTwo(x: number, k: number): number {
  if (k > 1023) return x * 2 * (powersOfTwo[1074 + k - 1] as number);
  // A subnormal factor would have lost nothing yet, but the product would be rounded to few bits before the last step.
  if (k < -1021) return x * (powersOfTwo[1074 + k + 1000] as number) * (powersOfTwo[1074 - 1000] as number);
  return x * (powersOfTwo[1074 + k] as number);
}

const bits = new DataView(new ArrayBuffer(8));

/** x = mantissa · 2^exponent with a mantissa from √½ to √2, exactly, for finite x > 0. */
export function split(x: number): { mantissa: number; exponent: number } {
  // Below 2^−1022 the exponent is not in the bits.
  if (x < 2.2250738585072014e-308) {
    const { mantissa, exponent } = split(x * 18014398509481984);
    return { mantissa, exponent: exponent - 54 };
  }
  bits.setFloat64(0, x);
  const high = bits.getInt32(0);
  const exponent = (high >>> 20) - 1023;
  bits.setInt32(0, high - (exponent << 20));
  const mantissa = bits.getFloat64(0);
  return mantissa > Math.SQRT2 ? { mantissa: mantissa / 2, exponent: exponent + 1 } : { mantissa, exponent };
}
