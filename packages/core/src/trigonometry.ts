import { failure } from "./failure.ts";

/**
 * sin x for an angle x in radians, in float64, within 1 unit in the last place.
 *
 * `Math.sin` may differ in the last digit from engine to engine. This one uses only +, −, · and floor, which the
 * standard fixes to the last bit: the same seed gives the same data everywhere. sin(±∞) and sin(NaN) are NaN, and
 * sin(−0) is −0.
 *
 * Source: fdlibm 5.3 by Sun Microsystems (e_rem_pio2.c, k_sin.c, k_cos.c; free to use, copy and change), whose
 * reduction and polynomials these are.
 *
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 *
 * @throws when |x| is above 2²⁰, where the reduction would lose digits.
 */
export function sin(x: number): number {
  const { quarterTurns, head, tail } = reduced("sin", x);
  const value = quarterTurns % 2 === 0 ? sinNearZero(head, tail) : cosNearZero(head, tail);
  return quarterTurns < 2 ? value : -value;
}

/** cos x for an angle x in radians. All that is said of `sin` holds; cos(−0) is 1. */
export function cos(x: number): number {
  const { quarterTurns, head, tail } = reduced("cos", x);
  const value = quarterTurns % 2 === 0 ? cosNearZero(head, tail) : sinNearZero(head, tail);
  return quarterTurns === 0 || quarterTurns === 3 ? value : -value;
}

// π/2 in three parts: two of 33 bits, so that a whole number below 2²⁰ times a part is exact, and what is left over.
const halfPi1 = 1.5707963267341256;
const halfPi2 = 6.077100506303966e-11;
const halfPi3 = 2.0222662487959506e-21;

/**
 * x = n·π/2 + head + tail with |head| ≤ π/4 (and a rounding more), where n is `quarterTurns` plus a multiple of 4.
 * The tail is what a float64 head cannot hold: next to a multiple of π/2 the subtraction leaves only digits that x
 * itself does not have.
 */
function reduced(operation: string, x: number): { quarterTurns: number; head: number; tail: number } {
  if (x > 2 ** 20 || x < -(2 ** 20)) {
    if (Math.abs(x) === Infinity) return { quarterTurns: 0, head: Number.NaN, tail: 0 };
    throw failure(
      operation,
      "an angle from −2²⁰ to 2²⁰",
      `${x}`,
      "take whole turns off before, where they are known exactly",
    );
  }
  const n = Math.floor(x * (2 / Math.PI) + 0.5);
  // −0 minus 0 is −0, but the steps below would make it 0.
  if (n === 0) return { quarterTurns: 0, head: x, tail: 0 };
  const first = x - n * halfPi1;
  const second = first - n * halfPi2;
  const rest = n * halfPi3 - (first - second - n * halfPi2);
  const head = second - rest;
  return { quarterTurns: n - 4 * Math.floor(n / 4), head, tail: second - head - rest };
}

/** sin(x + tail) = x + s₁x³ + s₂x⁵ + … + tail·(1 − x²/2), for |x| up to π/4. */
function sinNearZero(x: number, tail: number): number {
  const z = x * x;
  const cube = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * tail - cube * r) - tail + cube * 0.16666666666666632);
}

/** cos(x + tail) = 1 − x²/2 + c₁x⁴ + c₂x⁶ + … − x·tail, for |x| up to π/4. */
function cosNearZero(x: number, tail: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const rounded = 1 - half;
  // What 1 − x²/2 lost when it was rounded is added to the small terms.
  return rounded + (1 - rounded - half + (z * r - x * tail));
}
