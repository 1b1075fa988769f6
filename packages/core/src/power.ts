import { exp, log } from "./exponential.ts";

/** Whole exponents up to this size are taken by multiplication. */
const largestByMultiplication = 1024;

/**
 * x^p in float64, for special values as IEEE 754 and `x ** p` have it: x⁰ = 1 for every x, NaN included; NaN for x < 0 and a p
 * that is not whole; 0 and ±∞ by sign and by whether p is odd.
 *
 * Whole p up to ±1024 by repeated squaring, within |p| units in the last place, and p = ±1/2 by the square root, within 2. All
 * others as e^(p ln x), within |p ln x| + 2 units. `x ** p` may differ in the last digit from engine to engine; this does not.
 */
export function power(x: number, p: number): number {
  if (p === 0) return 1;
  if (Number.isNaN(p) || (Math.abs(x) === 1 && Math.abs(p) === Infinity)) return Number.NaN;
  if (Number.isInteger(p) && Math.abs(p) <= largestByMultiplication) {
    return p > 0 ? byMultiplication(x, p) : inverseByMultiplication(x, -p);
  }
  if (p === 0.5 && x >= 0) return Math.sqrt(x) + 0;
  if (p === -0.5 && x >= 0) return x === 0 ? Infinity : 1 / Math.sqrt(x);
  const size = Math.abs(x);
  const magnitude = size === 1 ? 1 : exp(p * log(size));
  if (x > 0 || (x === 0 && !isOdd(p))) return magnitude;
  if (x < 0 && Number.isFinite(p) && !Number.isInteger(p) && size !== Infinity) return Number.NaN;
  const negative = isOdd(p) && (x < 0 || Object.is(x, -0));
  return Number.isNaN(x) ? Number.NaN : negative ? -magnitude : magnitude;
}

/** x · x · … · x by repeated squaring, for a whole number of factors from 1 on. */
function byMultiplication(x: number, factors: number): number {
  let product = 1;
  let square = x;
  for (let rest = factors; ; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product *= square;
    if (rest === 1) return product;
    square *= square;
  }
}

/** 1 / xⁿ. Where xⁿ leaves the range of float64, the powers of 1/x may still be in it. */
function inverseByMultiplication(x: number, factors: number): number {
  const whole = byMultiplication(x, factors);
  return whole === 0 || Math.abs(whole) === Infinity || Math.abs(whole) < 2.3e-308
    ? byMultiplication(1 / x, factors)
    : 1 / whole;
}

function isOdd(p: number): boolean {
  return Number.isInteger(p) && Math.abs(p % 2) === 1;
}
