import { exp, expOfSum, ln2Head, ln2Tail, split, type TwoParts } from "./exponential.ts";

/**
 * x^p in float64, within 1.5 units in the last place, and exact where x^p is a float64, as 10²² is. x³ = x·x·x and 1/√x are within 2 units.
 *
 * Special values are as IEEE 754 and `x ** p` have them: x⁰ = 1 for every x, NaN included; NaN for x < 0 and a p that is not whole; 0 and
 * ±∞ by sign and by whether p is odd. `x ** p` may differ in the last digit from engine to engine; this does not.
 */
export function power(x: number, p: number): number {
  if (p === 0) return 1;
  if (p === 1) return x;
  if (p === 2) return x * x;
  if (p === 3) return x * x * x;
  if (p === -1) return 1 / x;
  if (p === 0.5 && x >= 0) return Math.sqrt(x) + 0;
  if (p === -0.5 && x > 0) return 1 / Math.sqrt(x);
  const magnitude = powerOfPositive(Math.abs(x), p);
  // A zero is as negative as 1/x.
  if (x > 0 || 1 / x > 0) return magnitude;
  if (Number.isInteger(p)) return p % 2 === 0 ? magnitude : -magnitude;
  return x < 0 && x !== -Infinity && Math.abs(p) !== Infinity ? Number.NaN : magnitude;
}

/** e^(p ln x) for x ≥ 0. */
function powerOfPositive(x: number, p: number): number {
  const { head, tail } = logInTwoParts(x);
  const exponent = p * head;
  const size = Math.abs(exponent);
  // Where the result is 1, 0 or ∞, p may be too small or too large for a float32.
  if (!(size > 1e-17 && size < 747)) return exp(exponent);
  // Rounding an exponent of 700 would cost 500 units in the last place. The product of the heads, of 24 bits each, is exact.
  const pHead = Math.fround(p);
  return expOfSum(pHead * head, (p - pHead) * head + p * tail);
}

/**
 * ln x for x ≥ 0 in two parts, the first a float32, with a relative error of 2⁻⁶³. With x = 2^k · m and s = (m − 1) / (m + 1), it is
 * k ln 2 + 2s · (1 + s²/3 + s⁴/5 + …). What is large is split too, so that its products are exact.
 */
function logInTwoParts(x: number): TwoParts {
  if (!(x > 0 && x < Infinity)) return { head: x === 0 ? -Infinity : x, tail: 0 };
  const { mantissa, exponent } = split(x);
  const s = (mantissa - 1) / (mantissa + 1);
  const sHead = Math.fround(s);
  const denominator = Math.fround(mantissa + 1);
  const sTail =
    (mantissa - 1 - sHead * denominator - sHead * (mantissa - (denominator - 1))) / (mantissa + 1);
  const z = s * s;
  let series = 0;
  for (let n = 25; n > 3; n -= 2) series = series * z + 1 / n;
  const third = Math.fround((sHead * sHead) / 3);
  const rest = (sHead * sHead - 3 * third + sTail * (s + sHead)) / 3 + z * z * series;
  const small = 2 * (sTail * (1 + third + rest) + sHead * rest) + exponent * ln2Tail;
  const whole = exponent * ln2Head;
  const head = Math.fround(whole + 2 * sHead + 2 * sHead * third + small);
  return { head, tail: whole - head + 2 * sHead + 2 * sHead * third + small };
}
