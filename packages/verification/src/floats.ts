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
