import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { type Generator, integers, lists, matrices, numbers } from "./generators.ts";

const drawMany = <Value>(generator: Generator<Value>, count = 2000, seed = 1) => {
  const stream = random(seed);
  return Array.from({ length: count }, () => generator.draw(stream));
};

describe("numbers", () => {
  test.each([
    [-5, 5],
    [0, 1],
    [2, 3],
    [-1e-3, 0],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
    [7, 7],
  ])("from %d to %d stay there, reach the ends, and fill what is between", (from, to) => {
    const drawn = drawMany(numbers(from, to));
    expect(drawn.every((x) => x >= from && x <= to)).toBe(true);
    expect(drawn).toContain(from);
    expect(drawn).toContain(to);
    for (let tenth = 0; tenth < 10 && from < to; tenth++) {
      const [low, high] = [tenth, tenth + 1].map((k) => from * (1 - k / 10) + to * (k / 10));
      expect(drawn.some((x) => x >= (low as number) && x <= (high as number))).toBe(true);
    }
  });

  test("come with 0, ±1, the size of a rounding and the smallest number with all its digits", () => {
    const drawn = drawMany(numbers(-5, 5));
    for (const edge of [0, 1, -1, 2 ** -53, -(2 ** -53), 2 ** -1022, -(2 ** -1022)])
      expect(drawn).toContain(edge);
    const large = drawMany(numbers(0.5, 5));
    expect(Math.min(...large)).toBe(0.5);
  });

  test("become simpler towards 0, or the end next to it", () => {
    expect([...numbers(-5, 5).simpler(3.25)].slice(0, 4)).toEqual([0, 3, 1.625, 2.4375]);
    expect([...numbers(2, 5).simpler(3.25)].slice(0, 2)).toEqual([2, 3]);
    expect([...numbers(-5, -2).simpler(-4)][0]).toBe(-2);
    expect([...numbers(-5, 5).simpler(0)]).toEqual([]);
    for (const x of drawMany(numbers(-5, 5))) {
      for (const simpler of numbers(-5, 5).simpler(x)) expect(Math.abs(simpler)).toBeLessThan(Math.abs(x));
    }
  });
});

describe("integers", () => {
  test("are each of the range, and whole", () => {
    expect([...new Set(drawMany(integers(-2, 3)))].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  });

  test("become simpler by halves, down to one less", () => {
    expect([...integers(0, 100).simpler(20)]).toEqual([0, 10, 15, 18, 19]);
    expect([...integers(-9, 9).simpler(-5)]).toEqual([0, -3, -4]);
    expect([...integers(3, 9).simpler(3)]).toEqual([]);
  });

  test("refuses more numbers than a word has", () => {
    expect(() => integers(0, 2 ** 33)).toThrow("integers: expected at most 2³² numbers to draw from");
  });
});

describe("lists", () => {
  const short = lists(integers(0, 9), 2, 5);

  test("have every length that is allowed", () => {
    expect([...new Set(drawMany(short).map((list) => list.length))].sort()).toEqual([2, 3, 4, 5]);
  });

  test("become shorter first, then simpler, and never too short", () => {
    const simpler = [...short.simpler([7, 0, 8])];
    expect(simpler.slice(0, 5)).toEqual([
      [7, 0],
      [0, 8],
      [0, 8],
      [7, 8],
      [7, 0],
    ]);
    expect(simpler[5]).toEqual([0, 0, 0]);
    expect(simpler.every((list) => list.length >= 2)).toBe(true);
    expect([...short.simpler([0, 0])]).toEqual([]);
  });

  test("may be empty, and may hold lists", () => {
    const nested = drawMany(lists(lists(numbers(0, 1), 0, 2), 0, 2));
    expect(nested).toContainEqual([]);
    expect(nested).toContainEqual([[], []]);
  });
});

describe("matrices", () => {
  test("are rows of one length", () => {
    for (const rows of drawMany(matrices(numbers(0, 1), 3, 4), 200)) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(4);
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      expect(rows[0]?.length).toBeLessThan(5);
    }
  });

  test("lose rows, columns, and size", () => {
    const simpler = [
      ...matrices(integers(0, 9), 3, 3).simpler([
        [7, 8],
        [1, 2],
      ]),
    ];
    expect(simpler.slice(0, 3)).toEqual([
      [[7, 8]],
      [[7], [1]],
      [
        [0, 0],
        [0, 0],
      ],
    ]);
    expect(simpler).toContainEqual([
      [7, 8],
      [0, 2],
    ]);
    expect([...matrices(integers(0, 9), 3, 3).simpler([[0]])]).toEqual([]);
  });
});

test.each([
  ["numbers", () => numbers(1, 0)],
  ["numbers to infinity", () => numbers(0, Number.POSITIVE_INFINITY)],
  ["numbers from NaN", () => numbers(Number.NaN, 1)],
  ["broken integers", () => integers(0.5, 2)],
  ["lists shorter than nothing", () => lists(numbers(0, 1), -1, 2)],
  ["lists of nothing at most", () => lists(numbers(0, 1), 3, 2)],
  ["matrices without rows", () => matrices(numbers(0, 1), 0, 2)],
])("refuses %s", (_name, make) => {
  expect(make).toThrow("has nothing to draw from");
});

test("the same seed draws the same", () => {
  const generator = matrices(numbers(-1, 1), 5, 5);
  expect(drawMany(generator, 20, 3)).toEqual(drawMany(generator, 20, 3));
  expect(drawMany(generator, 20, 3)).not.toEqual(drawMany(generator, 20, 4));
});
