import { exp, log1p, polynomial } from "./exponential.ts";

/**
 * Logistic sigmoid s(x) = 1 / (1 + e^−x), in float64, within 2 units in the last place. Where s(x) is tiny it is e^x, down to the
 * subnormal numbers. s(−∞) = 0, s(∞) = 1, s(NaN) = NaN.
 */
export function sigmoid(x: number): number {
  const lower = lowerSigmoid(x);
  return x < 0 ? lower : 1 - lower;
}

/**
 * s′(x) = s(x) · s(−x) = e / (1 + e)² with e = e^−|x|, in float64, within 2.5 units in the last place. Even. Largest at 0: exactly
 * 1/4, which rounding alone would pass. Positive up to |x| = 745.13.
 *
 * Taken from the input: s·(1 − s) from a rounded s has a relative error of 1e-3 at x = 30 and is 0 from x = 37 on,
 * where the true value is still 1e-16.
 */
export function sigmoidDerivative(x: number): number {
  const e = exp(-Math.abs(x));
  return Math.min(e / (1 + e * (2 + e)), 0.25);
}

/**
 * Hyperbolic tangent in float64, within 1.5 units in the last place. Odd: tanh(−0) = −0. tanh(±∞) = ±1, tanh(NaN) = NaN.
 *
 * For |x| ≥ 0.55 it is 1 − 2 s(−2|x|) with the sign of x. Nearer to 0 that would lose digits.
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  const value = size < 0.55 ? size + size * tanhRatio(x * x) : 1 - 2 * lowerSigmoid(2 * x);
  return x > 0 ? value : x < 0 ? -value : x;
}

/**
 * tanh′(x) = 4 s′(2x), in float64, within 2.5 units in the last place, and 3 where s′ is subnormal. Even. Largest at 0: exactly 1.
 * Positive up to |x| = 372.56.
 *
 * Taken from the input: 1 − tanh² from a rounded tanh has lost every digit at x = 19, where the true value is 1e-16.
 */
export function tanhDerivative(x: number): number {
  return 4 * sigmoidDerivative(2 * x);
}

/** s(−|x|) = e / (1 + e) with e = e^−|x|, at most ½. In the form e − e²/(1 + e), rounding errors of the small quotient hardly count. */
function lowerSigmoid(x: number): number {
  const e = exp(-Math.abs(x));
  return e - (e * e) / (1 + e);
}

/** (tanh x − x) / x for |x| < 0.55, with z = x². Source: Cody and Waite, Software Manual for the Elementary Functions (1980). */
function tanhRatio(z: number): number {
  return (z * polynomial(z, tanhNumerator)) / polynomial(z, tanhDenominator);
}

const tanhNumerator = [-1613.4119023996227, -99.22592967223608, -0.9643749277722548];
const tanhDenominator = [4840.235707198869, 2233.7720718962314, 112.74474380534949, 1];

/**
 * Softplus ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|), in float64, within 2 units in the last place. Its derivative is `sigmoid`.
 * It neither overflows for large x nor rounds to 0 for very negative x.
 */
export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
}
