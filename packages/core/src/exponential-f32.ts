// Float32 arithmetic: every sum, difference, product and quotient is rounded by fround before it is used, as vector instructions
// do. Constants are decimal numbers that are exactly float32 values, or whole numbers and powers of two. A choice between two
// values has no effect but the choice, so that vector instructions may compute both.
const fround = Math.fround;

/**
 * e^x in float32 arithmetic, within 1 unit in the last place, for a float32 x. Infinity from 88.72284 on, subnormal below −87.33,
 * 0 below −103.97, and NaN for NaN.
 */
export function expF32(x: number): number {
  return expOfSumF32(Math.min(Math.max(x, -104), 89), 0);
}

/**
 * e^(head + tail) in float32 arithmetic, within 1 unit in the last place, for an exponent that one float32 cannot hold: head + tail
 * from −106 to 89, |tail| up to 0.1.
 */
export function expOfSumF32(head: number, tail: number): number {
  return timesExpOfSumF32(1, head, tail);
}

/**
 * factor · e^(head + tail) in float32 arithmetic, for head + tail from −109 to 89, |tail| up to 0.1. The factor is 0 or from 2^−40 to 8 in
 * size; it may lift what would be subnormal, or infinite, without it.
 *
 * head + tail = n·ln 2 + r with |r| ≤ ln 2 / 2, so the result is 2^n · factor · e^r. With e^r = 1 + r + r²·q, where q is a polynomial
 * of r: q = (e^r − 1 − r) / r², fitted for the least relative error of e^r on |r| ≤ 0.3467, which is 3.2e-9. As
 * factor + factor · (r + r²·q), e^r itself is not rounded.
 */
export function timesExpOfSumF32(factor: number, head: number, tail: number): number {
  const n = nearestWhole(fround(fround(head + tail) * inverseOfLn2));
  // r = first − second. Taken from 1 + r + r²·q one after the other, they spare it what r loses when it is rounded.
  const first = fround(head - fround(n * ln2Head));
  const second = fround(fround(n * ln2Tail) - tail);
  const bend = bendOf(fround(first - second), second);
  // n | 0 is n as a 32-bit whole number. From NaN it makes 0, but then first is NaN.
  return timesPowerOfTwo(fround(factor + fround(factor * fround(first + bend))), n | 0);
}

/**
 * ln x in float32 arithmetic, within 1 unit in the last place, for a float32 x. −Infinity at 0, NaN below.
 *
 * x = 2^k · (1 + f) with 1 + f from √½ to √2. With s = f / (2 + f), ln(1 + f) = 2s + 2s³/3 + … is written as
 * f − (f²/2 − s·(f²/2 + R)), because f is exact and all that is added to it is small. The polynomial R of s² is fitted for the
 * least relative error of ln(1 + f), which is 8.2e-10.
 */
export function logF32(x: number): number {
  // Below 2^−126 the exponent is not in the bits.
  const subnormal = x < 1.1754943508222875e-38;
  float[0] = subnormal ? fround(x * 33554432) : x;
  const aboveRootHalf = ((word[0] as number) - bitsOfRootHalf) | 0;
  const k = ((aboveRootHalf >> 23) + (subnormal ? -25 : 0)) | 0;
  word[0] = ((aboveRootHalf & 0x007fffff) + bitsOfRootHalf) | 0;
  const f = fround((float[0] as number) - 1);
  const s = fround(f / fround(2 + f));
  const z = fround(s * s);
  let rest = 0.2987091839313507;
  rest = fround(fround(rest * z) + 0.39977580308914185);
  rest = fround(fround(rest * z) + 0.6666677594184875);
  rest = fround(rest * z);
  const half = fround(fround(0.5 * f) * f);
  const small = fround(fround(s * fround(half + rest)) + fround(k * ln2Tail));
  const value = fround(fround(k * ln2Head) + fround(f - fround(half - small)));
  return x > 0 ? (x < Infinity ? value : x) : x === 0 ? -Infinity : Number.NaN;
}

/**
 * Logistic sigmoid s(x) = 1 / (1 + e^−x) in float32 arithmetic, within 2 units in the last place, for a float32 x. Where s(x) is tiny
 * it is e^x, down to the subnormal numbers. s(−∞) = 0, s(∞) = 1, s(NaN) = NaN.
 */
export function sigmoidF32(x: number): number {
  const lower = lowerSigmoid(x);
  return x < 0 ? lower : fround(1 - lower);
}

/**
 * s′(x) = s(x) · s(−x) = t − t² with t = s(−|x|), in float32 arithmetic, within 3 units in the last place, for a float32 x. Even. Largest
 * at 0: exactly 1/4. Positive up to |x| = 103.97.
 *
 * t is the smaller one of s(x) and s(−x), which has kept its digits: 1 − s from an s that is rounded to 1 would be 0.
 */
export function sigmoidDerivativeF32(x: number): number {
  const lower = lowerSigmoid(x);
  return fround(lower - fround(lower * lower));
}

/**
 * Hyperbolic tangent in float32 arithmetic, within 2.5 units in the last place, for a float32 x. Odd: tanh(−0) = −0. tanh(±∞) = ±1,
 * tanh(NaN) = NaN.
 *
 * With h = (1 − e^(−2|x|)) / 2, at most ½, it is h / (1 − h) with the sign of x, in the form h + h²/(1 − h). From −2|x| = n·ln 2 + r
 * comes e^(−2|x|) − 1 = (e^r − 1)·2^n + (2^n − 1), which is e^r − 1 with all its digits near 0. From |x| = 10 on the result is ±1.
 */
export function tanhF32(x: number): number {
  const exponent = fround(-2 * Math.min(Math.abs(x), 10));
  const n = nearestWhole(fround(exponent * inverseOfLn2));
  const first = fround(exponent - fround(n * ln2Head));
  const second = fround(n * ln2Tail);
  const bend = bendOf(fround(first - second), second);
  const power = powerOfTwo(n | 0);
  const h = fround(-0.5 * fround(fround(fround(first + bend) * power) + fround(power - 1)));
  const size = fround(h + fround(fround(h * h) / fround(1 - h)));
  return x < 0 || Object.is(x, -0) ? -size : size;
}

/**
 * tanh′(x) = 4 s′(2x) in float32 arithmetic, within 3 units in the last place, for a float32 x. Even. Largest at 0: exactly 1. Positive
 * up to |x| = 51.98.
 */
export function tanhDerivativeF32(x: number): number {
  return fround(4 * sigmoidDerivativeF32(fround(2 * x)));
}

/**
 * s(−|x|) = e / (1 + e) with e = e^−|x|, at most ½. In the form e − e²/(1 + e), rounding errors of the small quotient hardly count. As
 * one quotient it would be 2.4 units in the last place off.
 */
function lowerSigmoid(x: number): number {
  const e = expF32(-Math.abs(x));
  return fround(e - fround(fround(e * e) / fround(1 + e)));
}

/**
 * What e^r is above 1 + first, for r = first − second: r²·q − second. See timesExpOfSumF32. q is put together from two halves, so that vector
 * instructions need not wait for one another as long as in Horner's form.
 */
function bendOf(r: number, second: number): number {
  const z = fround(r * r);
  const high = fround(fround(0.008368674665689468 * r) + 0.04166826233267784);
  const low = fround(fround(0.1666652113199234 * r) + 0.4999999403953552);
  const q = fround(fround(fround(fround(0.00138210563454777 * z) + high) * z) + low);
  return fround(fround(z * q) - second);
}

/** The nearest whole number, the even one of two, for |x| up to 2²²: from 2²³ to 2²⁴ all float32 are whole. */
function nearestWhole(x: number): number {
  return fround(fround(x + 12582912) - 12582912);
}

const inverseOfLn2 = 1.4426950216293335;
// ln 2 in two parts, the first of 9 bits, so that a whole number below 2¹⁵ times it is exact.
const ln2Head = 0.693359375;
const ln2Tail = -0.00021219444170128554;

/** One place in memory, seen as a float32 value and as the whole number with the same 32 bits. */
const float = new Float32Array(1);
const word = new Int32Array(float.buffer);
/** The bits of √½ in float32. The bits of positive float32 values are in the order of the values. */
const bitsOfRootHalf = 0x3f3504f3;

/** x · 2^n for |x| from 2^−41 to 12 and n from −158 to 128. In two steps: 2^n itself may be out of range. Only the second one may round. */
function timesPowerOfTwo(x: number, n: number): number {
  const half = n >> 1;
  return fround(fround(x * powerOfTwo(half)) * powerOfTwo((n - half) | 0));
}

/** 2^n for whole n from −126 to 127: the exponent goes straight into its bits. */
function powerOfTwo(n: number): number {
  word[0] = (n + 127) << 23;
  return float[0] as number;
}
