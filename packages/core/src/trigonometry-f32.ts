import { failure } from "./failure.ts";

// Float32 arithmetic in the same form as in exponential-f32.ts, and constants as there.
const fround = Math.fround;

/**
 * sin x for an angle x in radians, in float32 arithmetic, within 2 units in the last place, for a float32 x. Odd. sin(±∞) and sin(NaN)
 * are NaN, and sin(−0) is −0.
 *
 * @throws when |x| is above 2¹³, where the reduction would lose digits.
 */
export function sinF32(x: number): number {
  checkAngle("sinF32", x);
  const size = Math.abs(x);
  const n = nearestQuarterTurn(size);
  const r = withoutQuarterTurns(size, n);
  const value = (n & 1) === 0 ? sinNearZero(r) : cosNearZero(r);
  const ofSize = (n & 2) === 0 ? value : -value;
  return x > 0 ? ofSize : x < 0 ? -ofSize : x;
}

/** cos x for an angle x in radians. All that is said of `sinF32` holds, but that it is even; cos(−0) is 1. */
export function cosF32(x: number): number {
  checkAngle("cosF32", x);
  const size = Math.abs(x);
  const n = nearestQuarterTurn(size);
  const r = withoutQuarterTurns(size, n);
  const value = (n & 1) === 0 ? cosNearZero(r) : sinNearZero(r);
  return ((n + 1) & 2) === 0 ? value : -value;
}

function checkAngle(operation: string, x: number): void {
  if (Math.abs(x) > 8192 && Math.abs(x) < Infinity) {
    throw failure(
      operation,
      "an angle from −2¹³ to 2¹³",
      `${x}`,
      "take whole turns off before, where they are known exactly",
    );
  }
}

/** The whole number n for which x ≥ 0 is nearest to n·π/2, or the next one where x is about half-way between two. */
function nearestQuarterTurn(x: number): number {
  return Math.floor(fround(fround(x * 0.6366197466850281) + 0.5));
}

// π/2 in four parts: three of 11 bits, so that a whole number below 2¹³ times a part is exact, and what is left over.
const halfPi1 = 1.5703125;
const halfPi2 = 0.0004837512969970703;
const halfPi3 = 7.549533620476723e-8;
const halfPi4 = 2.5633440682570896e-12;

/**
 * x − n·π/2, at most π/4 and a little more in size, after Cody and Waite. Next to a multiple of π/2 the subtraction leaves only
 * digits that x itself does not have, as few as 2^−28 in size. The first two steps are exact; what the third loses when it is rounded
 * goes into the last.
 */
function withoutQuarterTurns(x: number, n: number): number {
  const first = fround(fround(x - fround(n * halfPi1)) - fround(n * halfPi2));
  const third = fround(n * halfPi3);
  const second = fround(first - third);
  const lost = fround(fround(first - second) - third);
  return fround(second - fround(fround(n * halfPi4) - lost));
}

/** sin x = x + x³·p for |x| up to π/4, with a polynomial p of x², fitted for the least relative error of sin x, which is 3.8e-9. */
function sinNearZero(x: number): number {
  const z = fround(x * x);
  let p = -0.0001951839221874252;
  p = fround(fround(p * z) + 0.008332190103828907);
  p = fround(fround(p * z) - 0.16666655242443085);
  return fround(x + fround(fround(x * z) * p));
}

/** cos x = 1 − x²/2 + x⁴·p for |x| up to π/4, with a polynomial p of x², fitted for the least relative error of cos x, 1.2e-10. */
function cosNearZero(x: number): number {
  const z = fround(x * x);
  let p = 0.000024432329155388288;
  p = fround(fround(p * z) - 0.0013887309469282627);
  p = fround(fround(p * z) + 0.04166664555668831);
  return fround(fround(1 - fround(0.5 * z)) + fround(fround(z * z) * p));
}
