/** The next float64 above a finite x. */
export function nextUp(x: number): number {
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  // The bits of the positive numbers, read as integers, are in the order of the numbers; those of the negative ones in the reverse order.
  if (x === 0) return Number.MIN_VALUE;
  bits[0] = (bits[0] ?? 0n) + (x > 0 ? 1n : -1n);
  return new Float64Array(bits.buffer)[0] ?? Number.NaN;
}

/** The next float64 below a finite x. */
export function nextDown(x: number): number {
  return -nextUp(-x);
}

/** x with its `count` nearest neighbours on each side, in rising order. */
export function withNeighbours(x: number, count: number): number[] {
  const around = [x];
  for (let step = 0; step < count; step += 1) {
    around.unshift(nextDown(around[0] ?? x));
    around.push(nextUp(around.at(-1) ?? x));
  }
  return around;
}

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
