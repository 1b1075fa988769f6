const { LN2 } = Math;

/**
 * Where some way to compute an activation or its derivatives changes its kind in float64: where a sum rounds to 1, or an exponential or a
 * square becomes subnormal, underflows or overflows.
 */
export const floatThresholds: readonly number[] = [
  // tanh rounds to 1 when 1 − tanh x ≤ 2^−54.
  Math.log(2 ** 55 - 1) / 2,
  // 1 + e^−x rounds to 1: e^−x ≤ 2^−53. And e^−x − 1 rounds to −1, with it α + ELU from a rounded ELU to 0.
  53 * LN2,
  54 * LN2,
  // The same for e^−2x.
  (53 / 2) * LN2,
  // e^−x becomes subnormal, is the last that does not round to 0, and (for e^x) overflows.
  1022 * LN2,
  1075 * LN2,
  1024 * LN2,
  // The same for e^−2x, for 4 e^−2x, and for e^x (e^x + 2).
  (1022 / 2) * LN2,
  (1075 / 2) * LN2,
  (1024 / 2) * LN2,
  (1077 / 2) * LN2,
  354.89135644669204,
  // The fourth power of e^x overflows.
  (1024 / 4) * LN2,
  // cosh² x overflows.
  513 * LN2,
  // erf(x) and erf(x/√2) round to 1; erfc(x), erfc(x/√2) and e^(−x²/2) become subnormal and underflow.
  5.921587195794507,
  8.374388923067457,
  26.543258454250985,
  27.226017111108366,
  37.51937934714449,
  38.48540820480427,
  38.50389341487504,
  38.6039692027113,
  // tanh u of GELU-tanh rounds to −1, and e^2u becomes subnormal and underflows.
  7.200040557303352,
  21.11,
  21.516628908114907,
  // x² and (1 + |x|)² overflow; 1/x² becomes subnormal and underflows.
  2 ** 511,
  2 ** 512,
  2 ** 537.5,
];
