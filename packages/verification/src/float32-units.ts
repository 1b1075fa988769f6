const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** What follows the largest float32, if there were one. */
const beyondLargest = 2 ** 128;
const bitsOfMantissa = 23;

/** By the exponent as it stands in the bits, how many units in the last place 1 is. */
const unitsInOne = Float64Array.from({ length: 256 }, (_, exponent) => {
  const ofNormal = Math.min(Math.max(exponent, 1), 254);
  return 2 ** (127 + bitsOfMantissa - ofNormal);
});

/**
 * The error of a float32 in units in the last place of what was expected, a float64: what `unitsInTheLastPlace` is for float64.
 *
 * The unit is 2^(e − 23), where 2^e ≤ |expected| < 2^(e + 1); below 2^−126 it is that of all subnormal numbers, 2^−149. What is infinite, or
 * too large for float32, counts as 2^128. NaN is right where NaN was expected, else wrong by infinitely many.
 */
export function float32UnitsInTheLastPlace(expected: number, received: number): number {
  const error = Math.abs(withinRange(received) - withinRange(expected));
  if (error === 0) return 0;
  if (Number.isNaN(error)) return Number.isNaN(received) && Number.isNaN(expected) ? 0 : Infinity;
  const size = Math.abs(expected);
  float[0] = size;
  const bits = word[0] as number;
  // Rounded up to a power of two, it has the exponent of that power, one too large.
  const roundedUp = (float[0] as number) > size ? 1 : 0;
  return error * (unitsInOne[(bits - roundedUp) >>> bitsOfMantissa] as number);
}

function withinRange(x: number): number {
  return Math.min(Math.max(x, -beyondLargest), beyondLargest);
}
