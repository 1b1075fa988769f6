import { describe, expect, test } from "vitest";
import { countOf, everyFloat, inBlocks, type Run, sampleOfFloats } from "./inputs.ts";

function bitsIn(runs: readonly Run[], atATime = 1000): number[] {
  const block = new Uint32Array(atATime);
  const bits: number[] = [];
  inBlocks(runs, block, (count) => bits.push(...block.subarray(0, count)));
  return bits;
}

test("every float32 value is in exactly one of the parts, in order", () => {
  let next = 0;
  for (const { first, step, count } of everyFloat().flat()) {
    expect([first, step]).toEqual([next, 1]);
    next += count;
  }
  expect(next).toBe(2 ** 32);
});

describe("sampleOfFloats", () => {
  const parts = sampleOfFloats(1_000_003);
  const bits = new Set(bitsIn(parts.flat()));

  test("holds every so many-th value up to the last", () => {
    const expected = Array.from({ length: Math.ceil(2 ** 32 / 1_000_003) }, (_, i) => i * 1_000_003);
    expect(expected.filter((each) => !bits.has(each))).toEqual([]);
  });

  const floats = new Float32Array(Uint32Array.from(bits).buffer);

  test.each([
    0,
    -0,
    2 ** -149,
    2 ** -126 - 2 ** -149,
    2 ** -126,
    1,
    -2,
    2 ** 128 - 2 ** 104,
    -Infinity,
    Infinity,
    Number.NaN,
  ])("holds %o", (x) => {
    expect(floats.some((each) => Object.is(each, x))).toBe(true);
  });

  test("holds the numbers on both sides of every power of two", () => {
    const powers = Array.from({ length: 254 }, (_, i) => 2 ** (i - 126));
    const has = new Set(floats);
    expect(powers.filter((x) => !(has.has(x) && has.has(x * (1 + 2 ** -23))))).toEqual([]);
    expect(powers.slice(1).filter((x) => !has.has(x * (1 - 2 ** -24)))).toEqual([]);
  });

  test("with step 1 it is every value, and the edges twice", () => {
    const [edges, ...rest] = sampleOfFloats(1);
    expect(rest).toEqual(everyFloat());
    expect(countOf(edges ?? [])).toBe(512 * 32);
  });
});

test.each([1, 2, 3, 7, 8])("blocks of %d hold the values one after the other", (atATime) => {
  const runs = [
    { first: 5, step: 10, count: 3 },
    { first: 2 ** 32 - 2, step: 1, count: 4 },
    { first: 9, step: 1, count: 0 },
  ];
  expect(bitsIn(runs, atATime)).toEqual([5, 15, 25, 2 ** 32 - 2, 2 ** 32 - 1, 0, 1]);
  expect(countOf(runs)).toBe(7);
});
