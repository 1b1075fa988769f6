import { describe, expect, test } from "vitest";
import { splitMix64, Xoshiro128PlusPlus } from "./xoshiro.ts";

const take = <Word>(count: number, next: () => Word) => Array.from({ length: count }, next);

// Printed by the authors' reference C code, as recorded in the tests of rand_xoshiro, rand and php-src.
describe("reference outputs", () => {
  test("xoshiro128++ from the state 1, 2, 3, 4", () => {
    const generator = new Xoshiro128PlusPlus([1, 2, 3, 4]);
    expect(take(10, () => generator.next())).toEqual([
      641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011,
      621204420,
    ]);
  });

  test("its output number 102401", () => {
    const generator = new Xoshiro128PlusPlus([1, 2, 3, 4]);
    expect(take(102_401, () => generator.next()).at(-1)).toBe(0x2c873cfa);
  });

  test("SplitMix64 from the seed 1477776061723855037", () => {
    expect(take(5, splitMix64(1477776061723855037n))).toEqual([
      1985237415132408290n,
      2979275885539914483n,
      13511426838097143398n,
      8488337342461049707n,
      15141737807933549159n,
    ]);
  });

  test("xoshiro128++ seeded with 0 through SplitMix64", () => {
    const generator = Xoshiro128PlusPlus.fromSeed(0n);
    expect(take(10, () => generator.next())).toEqual([
      1179900579, 1938959192, 3089844957, 3657088315, 1015453891, 479942911, 3433842246, 669252886,
      3985671746, 2737205563,
    ]);
  });
});

test("a negative seed is its 64-bit pattern", () => {
  expect(take(3, splitMix64(-1n))).toEqual(take(3, splitMix64(2n ** 64n - 1n)));
});
