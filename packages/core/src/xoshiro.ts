/**
 * xoshiro128++ 1.0 by David Blackman and Sebastiano Vigna: 32 bits a call, period 2¹²⁸ − 1.
 *
 * Source: "Scrambled linear pseudorandom number generators", ACM Transactions on Mathematical Software 47(4), 2021,
 * and the authors' reference code at https://prng.di.unimi.it/xoshiro128plusplus.c (public domain).
 * Only 32-bit whole numbers are used, so that every machine gives the same bits.
 */
export class Xoshiro128PlusPlus {
  readonly #state: Uint32Array;

  /** @param state four 32-bit words, not all zero. */
  constructor(state: readonly [number, number, number, number]) {
    this.#state = Uint32Array.from(state);
  }

  /** The state filled from a 64-bit seed by SplitMix64, as the authors advise: alike seeds give unlike streams. */
  static fromSeed(seed: bigint): Xoshiro128PlusPlus {
    const nextWord = splitMix64(seed);
    const [first, second] = [nextWord(), nextWord()];
    return new Xoshiro128PlusPlus([low(first), high(first), low(second), high(second)]);
  }

  /** The next whole number from 0 to 2³² − 1. */
  next(): number {
    // By index: taking the four apart in one pattern goes through an iterator, which made a draw six times as slow.
    const state = this.#state;
    const s0 = state[0] as number;
    const s1 = state[1] as number;
    const s2 = state[2] as number;
    const s3 = state[3] as number;
    const result = (rotateLeft((s0 + s3) | 0, 7) + s0) >>> 0;
    const mixed2 = s2 ^ s0;
    const mixed3 = s3 ^ s1;
    state[0] = s0 ^ mixed3;
    state[1] = s1 ^ mixed2;
    state[2] = mixed2 ^ (s1 << 9);
    state[3] = rotateLeft(mixed3, 11);
    return result;
  }
}

/**
 * SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014;
 * reference code at https://prng.di.unimi.it/splitmix64.c (public domain). Each call gives the next 64-bit word.
 */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  };
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function low(word: bigint): number {
  return Number(word & 0xffffffffn);
}

function high(word: bigint): number {
  return Number(word >> 32n);
}
