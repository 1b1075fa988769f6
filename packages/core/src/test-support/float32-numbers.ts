const float = new Float32Array(1);
const word = new Int32Array(float.buffer);

/** For the tests: the float32 value with these 32 bits. */
export function fromBits(bits: number): number {
  word[0] = bits;
  return float[0] as number;
}

/** For the tests: the 32 bits of a float32 value, as a whole number. Those of positive values are in the order of the values. */
export function bitsOf(x: number): number {
  float[0] = x;
  return word[0] as number;
}

/** For the tests: each 21,481st of all float32 values, infinities and NaN included, and the 4001 around each of the given ones. */
export function* manyFloats(around: readonly number[]): Generator<number> {
  for (let bits = 0; bits < 2 ** 32; bits += 21_481) yield fromBits(bits);
  for (const center of around.map(bitsOf)) {
    for (let bits = center - 2000; bits <= center + 2000; bits++) yield fromBits(bits);
  }
}
