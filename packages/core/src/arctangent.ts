import { polynomial } from "./exponential.ts";

/**
 * arctan x in float64, within 1 unit in the last place. Odd; arctan(±∞) = ±π/2; arctan(−0) = −0; arctan(NaN) = NaN.
 *
 * With the point c nearest of 0, ½, 1, 1½ and ∞, arctan x = arctan c + arctan t for t = (x − c) / (1 + c·x), which is small.
 *
 * Source: fdlibm 5.3 by Sun Microsystems (s_atan.c; free to use, copy and change), whose points and polynomial are those of
 * this file.
 *
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
export function arctan(x: number): number {
  const size = Math.abs(x);
  const { point, head, tail } = points.find(({ upTo }) => size < upTo) ?? atInfinity;
  const t = point === Infinity ? -1 / size : (size - point) / (1 + point * size);
  const z = t * t;
  const value = head - (t * z * polynomial(z, coefficients) - tail - t);
  return x > 0 ? value : x < 0 ? -value : x;
}

// arctan c in two parts: a float64 and what it lacks.
const points = [
  { upTo: 0.4375, point: 0, head: 0, tail: 0 },
  { upTo: 0.6875, point: 0.5, head: 0.4636476090008061, tail: 2.2698777452961687e-17 },
  { upTo: 1.1875, point: 1, head: Math.PI / 4, tail: 3.061616997868383e-17 },
  { upTo: 2.4375, point: 1.5, head: 0.982793723247329, tail: 1.3903311031230998e-17 },
];
const atInfinity = { point: Infinity, head: Math.PI / 2, tail: 6.123233995736766e-17 };

/** 1/3 − z/5 + z²/7 − …, fitted by fdlibm for |t| ≤ 7/16, from the lowest power on. */
const coefficients = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324,
  -0.036531572744216916, 0.016285820115365782,
];
