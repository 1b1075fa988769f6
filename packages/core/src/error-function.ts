import { expOfSum, polynomial, type TwoParts } from "./exponential.ts";

/**
 * Error function erf x = 2/√π ∫₀ˣ e^(−t²) dt in float64, within 1 unit in the last place. Odd; erf(±∞) = ±1; erf(−0) = −0.
 *
 * Source: fdlibm 5.3 by Sun Microsystems (s_erf.c; free to use, copy and change), whose pieces and rational
 * approximations are those of this file.
 *
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return size < 3.725290298461914e-9 ? smallErf(x) : x + x * ratioNearZero(x * x);
  const value =
    size < 1.25 ? atOne + ratioNearOne(size - 1) : size < 6 ? 1 - erfcBeyond(size, square(size)) : 1;
  return x > 0 ? value : x < 0 ? -value : Number.NaN;
}

/**
 * Complementary error function erfc x = 1 − erf x in float64, within 3 units in the last place. It keeps its digits where erf x
 * is nearly 1: erfc 26 is 5.66e-296. Below about 1e-308 its results are subnormal, from 27.23 on 0.
 */
export function erfc(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) {
    const change = x * ratioNearZero(x * x);
    return x < 0.25 ? 1 - (x + change) : 0.5 - (x - 0.5 + change);
  }
  if (size < 1.25) {
    const change = ratioNearOne(size - 1);
    return x > 0 ? 1 - atOne - change : 1 + (atOne + change);
  }
  if (x < -6) return 2;
  if (size < 28) return x > 0 ? erfcBeyond(size, square(size)) : 2 - erfcBeyond(size, square(size));
  return x > 0 ? 0 : Number.NaN;
}

/** erf′(x) = 2/√π · e^(−x²) in float64, within 2 units in the last place, down to where it underflows near |x| = 27.2. */
export function erfDerivative(x: number): number {
  const { head, tail } = square(x);
  return x > 28 || x < -28 ? 0 : twoOverRootPi * expOfSum(-head, -tail);
}

const twoOverRootPi = 1.1283791670955126;

// Coefficients from the lowest power on. Each is a decimal number that rounds to the very float64 that is meant.
const numeratorNearZero = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
  -0.000023763016656650163,
];
const denominatorNearZero = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
  -0.000003960228278775368,
];
const numeratorNearOne = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const denominatorNearOne = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const numeratorOfTail = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const denominatorOfTail = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const numeratorOfFarTail = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const denominatorOfFarTail = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];

/** x · 2/√π, in a form that neither under- nor overflows on the way. */
function smallErf(x: number): number {
  return Math.abs(x) < 2.848094538889218e-306
    ? 0.125 * (8 * x + 1.0270333367641007 * x)
    : x + 0.1283791670955126 * x;
}

/** (erf x − x) / x for |x| < 27/32, with z = x². */
function ratioNearZero(z: number): number {
  return polynomial(z, numeratorNearZero) / polynomial(z, denominatorNearZero);
}

/** erf 1, rounded to float32. */
const atOne = 0.8450629115104675;

/** erf(1 + s) − atOne for 27/32 ≤ 1 + s < 5/4. */
function ratioNearOne(s: number): number {
  return polynomial(s, numeratorNearOne) / polynomial(s, denominatorNearOne);
}

/** erfc x for 5/4 ≤ x < 28, from x and from x² in two parts: e^(−x² − 9/16 + ratio of polynomials in 1/x²) / x. */
export function erfcBeyond(x: number, { head, tail }: TwoParts): number {
  const s = 1 / (x * x);
  const ratio =
    x < 2.857142857142857
      ? polynomial(s, numeratorOfTail) / polynomial(s, denominatorOfTail)
      : polynomial(s, numeratorOfFarTail) / polynomial(s, denominatorOfFarTail);
  return expOfSum(-0.5625 - head, ratio - tail) / x;
}

/**
 * x² for |x| up to 1e38. Rounding it would cost e^(−x²) up to 400 units in the last place at x = 26. The square of x rounded to float32
 * is exact, and what is missing, (x − rounded)(x + rounded), is small.
 */
export function square(x: number): TwoParts {
  const rounded = Math.fround(x);
  return { head: rounded * rounded, tail: (x - rounded) * (x + rounded) };
}
