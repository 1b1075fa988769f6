import { expOfSumF32 } from "./exponential-f32.ts";

// Float32 arithmetic in the same form as in exponential-f32.ts, and constants as there.
const fround = Math.fround;

/**
 * Error function erf x = 2/√π ∫₀ˣ e^(−t²) dt in float32 arithmetic, within 2 units in the last place, for a float32 x. Odd;
 * erf(±∞) = ±1; erf(−0) = −0.
 */
export function erfF32(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return erfNearZero(x);
  const value = fround(1 - erfcBeyond(size));
  return x < 0 ? -value : value;
}

/**
 * Complementary error function erfc x = 1 − erf x in float32 arithmetic, within 5 units in the last place, for a float32 x. It keeps its
 * digits where erf x is 1: erfc 9 is 4.1e-37. Below 1.2e-38 its results are subnormal, from 10.06 on 0.
 */
export function erfcF32(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return fround(1 - erfNearZero(x));
  const value = erfcBeyond(size);
  return x < 0 ? fround(2 - value) : value;
}

/**
 * erf′(x) = 2/√π · e^(−x²) in float32 arithmetic, within 3 units in the last place, for a float32 x, down to where it underflows near
 * |x| = 10.2. Even.
 */
export function erfDerivativeF32(x: number): number {
  return fround(1.128379225730896 * expOfMinusSquare(Math.abs(x)));
}

/** erf x = x + x·p for |x| < 27/32 with a polynomial p of x², fitted for the least relative error of erf x, which is 6.3e-9. */
function erfNearZero(x: number): number {
  const z = fround(x * x);
  let p = -0.0006391101633198559;
  p = fround(fround(p * z) + 0.00506469514220953);
  p = fround(fround(p * z) - 0.026811229065060616);
  p = fround(fround(p * z) + 0.11282952129840851);
  p = fround(fround(p * z) - 0.3761259615421295);
  p = fround(fround(p * z) + 0.12837916612625122);
  return fround(x + fround(x * p));
}

/**
 * erfc x for x ≥ 27/32: e^(−x²) · t · p with t = 1/(x + 5/4) and a polynomial p of t. It is fitted for the least relative error up
 * to 10.25, which is 3.9e-9; from there on the result is 0.
 */
function erfcBeyond(x: number): number {
  const t = fround(1 / fround(Math.min(x, 10.25) + 1.25));
  let p = 3.6509296894073486;
  p = fround(fround(p * t) - 10.405747413635254);
  p = fround(fround(p * t) + 11.454202651977539);
  p = fround(fround(p * t) - 5.10711145401001);
  p = fround(fround(p * t) + 0.03820507228374481);
  p = fround(fround(p * t) - 0.07951278239488602);
  p = fround(fround(p * t) + 0.6100932359695435);
  p = fround(fround(p * t) + 0.7047237157821655);
  p = fround(fround(p * t) + 0.5642001628875732);
  return fround(expOfMinusSquare(x) * fround(t * p));
}

/**
 * e^(−x²) for x ≥ 0. Rounding x² would cost up to 64 units in the last place from x = 8 on. What its head's square is missing,
 * (x − head)(x + head), is small.
 */
function expOfMinusSquare(x: number): number {
  const size = Math.min(x, 10.25);
  const head = headWithExactSquare(size);
  const missing = fround(fround(size - head) * fround(size + head));
  return expOfSumF32(-fround(head * head), -missing);
}

/** x rounded down to a multiple of 1/256. For x from 0 to 16 its square has 24 bits at most and is exact. */
export function headWithExactSquare(x: number): number {
  return fround(Math.floor(fround(x * 256)) * 0.00390625);
}
