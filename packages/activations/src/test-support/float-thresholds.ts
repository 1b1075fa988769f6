const { LN2 } = Math;

/**
 * Where some way to compute a sigmoid, a hyperbolic tangent or their derivatives changes its kind in float64: where a
 * sum rounds to 1, an exponential becomes subnormal, underflows or overflows.
 */
export const floatThresholds: readonly number[] = [
  // tanh rounds to 1 when 1 − tanh x ≤ 2^−54.
  Math.log(2 ** 55 - 1) / 2,
  // 1 + e^−x rounds to 1: e^−x ≤ 2^−53.
  53 * LN2,
  // The same for e^−2x.
  (53 / 2) * LN2,
  // e^−x becomes subnormal, is the last that does not round to 0, and (for e^x) overflows.
  1022 * LN2,
  1075 * LN2,
  1024 * LN2,
  // The same for e^−2x, and for 4 e^−2x.
  (1022 / 2) * LN2,
  (1075 / 2) * LN2,
  (1024 / 2) * LN2,
  (1077 / 2) * LN2,
  // cosh² x overflows.
  513 * LN2,
];
