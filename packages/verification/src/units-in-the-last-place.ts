import { type BigNumber, exactly, powerOfTwo } from "./sixty-four-digits.ts";

const smallestNormalExponent = -1022;
const largestExponent = 1023;
const significandBits = 52;

/**
 * The error of a float64 in units in the last place of what was expected:
 * |received − expected| / 2^(e − 52), where 2^e ≤ |expected| < 2^(e + 1).
 *
 * Correct rounding has an error of at most 1/2. Below 2^−1022 the unit is that of all subnormal numbers, 2^−1074. An infinite
 * `received` counts as 2^1024, the next float64 after the largest, if there were one. NaN is wrong by
 * infinitely many.
 *
 * @throws RangeError if `expected` is not finite.
 */
export function unitsInTheLastPlace(expected: BigNumber, received: number): number {
  if (!expected.isFinite()) throw new RangeError(`Expected a finite number; got ${expected}.`);
  if (Number.isNaN(received)) return Infinity;
  return exactlyOrOverflow(received).minus(expected).abs().div(unit(expected.abs())).toNumber();
}

function exactlyOrOverflow(x: number): BigNumber {
  if (Number.isFinite(x)) return exactly(x);
  return powerOfTwo(largestExponent + 1).times(Math.sign(x));
}

function unit(magnitude: BigNumber): BigNumber {
  // Math.log2 of a rounded number may miss by one, next to a power of two.
  let exponent = Math.floor(Math.log2(magnitude.toNumber()));
  if (exponent > largestExponent) exponent = largestExponent;
  else if (powerOfTwo(exponent).greaterThan(magnitude)) exponent -= 1;
  return powerOfTwo(Math.max(exponent, smallestNormalExponent) - significandBits);
}
