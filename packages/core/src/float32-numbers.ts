const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

/** The float32 value with these 32 bits. */
export function fromBits(bits: number): number {
  word[0] = bits;
  return float[0] as number;
}

/** For the tests: every `stride`-th of all 2³² float32 values, NaN among them, and all within 500 places of the given ones. */
export function* float32Numbers(stride: number, near: readonly number[]): Generator<number> {
  for (let bits = 0; bits < 2 ** 32; bits += stride) yield fromBits(bits | 0);
  for (const x of near) {
    float[0] = x;
    const [middle] = word as unknown as [number];
    for (let bits = middle - 500; bits <= middle + 500; bits++) yield fromBits(bits | 0);
  }
}

/** For the tests: |value − exact| in units in the last place of `exact` in float32: 2⁻¹⁴⁹ for subnormal numbers. 0 where both are the same. */
export function float32UnitsOff(value: number, exact: number): number {
  if (Object.is(value, exact) || Object.is(value, Math.fround(exact))) return 0;
  float[0] = Math.abs(exact);
  const [bits] = word as unknown as [number];
  const rounded = fromBits(bits);
  return Math.abs(value - exact) / (fromBits(bits + 1) - rounded);
}
