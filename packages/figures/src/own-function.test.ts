import { describe, expect, test } from "vitest";
import { ownFunction, ownList, ownRows } from "./own-function.ts";

describe("a function of the learner's", () => {
  test("is called with what the figure gives, and gives its numbers", () => {
    const half = ownFunction<[number]>({ half: (x: number) => x / 2 }, "half");
    expect(half(3)).toBe(1.5);
    expect(ownFunction<[number]>({ f: () => Number.POSITIVE_INFINITY }, "f")(1)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test.each([
    [Number.NaN, "f gave NaN where the figure needs a number."],
    [undefined, "f gave undefined"],
    ["1", 'f gave "1"'],
    [{}, "f gave an object"],
    [null, "f gave null"],
    [10n, "f gave 10"],
  ])("that gives %s is refused, with what came", (value, message) => {
    expect(() => ownFunction<[]>({ f: () => value }, "f")()).toThrow(message);
  });

  test("that is not there is refused by name", () => {
    expect(() => ownFunction({ f: 3 }, "f")).toThrow("It exports no function f.");
    expect(() => ownFunction({}, "toString2")).toThrow("It exports no function toString2.");
  });

  test("cannot change the figure's own lists", () => {
    const factors = [1, 2, 3];
    ownFunction<[number[]]>({ f: (list: number[]) => list.splice(0).length }, "f")(factors);
    expect(factors).toEqual([1, 2, 3]);
  });
});

describe("a function of the learner's that gives rows", () => {
  const taken = (value: unknown) => ownRows<[]>({ f: () => value }, "f", 2, 1)();

  test("gives them", () => {
    expect(taken([[1], [Number.POSITIVE_INFINITY]])).toEqual([[1], [Number.POSITIVE_INFINITY]]);
  });

  test.each([
    ["undefined", undefined],
    ["a number", 3],
    ["a row too few", [[1]]],
    ["a column too many", [[1], [1, 2]]],
    ["a hole", [[1], Array(1)]],
    ["NaN", [[1], [Number.NaN]]],
  ])("and is refused with %s", (_, value) => {
    expect(() => taken(value)).toThrow("where the figure needs 2 rows of 1 numbers.");
  });

  test("and is refused by name where it is not there", () => {
    expect(() => ownRows({}, "f", 2, 2)).toThrow("It exports no function f.");
  });
});

describe("a function of the learner's that gives a list", () => {
  test("gives it as plain numbers", () => {
    expect(ownList<[number]>({ f: (x: number) => [x, 2 * x] }, "f", 2)(3)).toEqual([3, 6]);
    expect(ownList<[]>({ f: () => new Float64Array([1]) }, "f", 1)()).toStrictEqual([1]);
  });

  test.each([
    [[1, 2, 3], "f gave an object where the figure needs a list of 2 numbers."],
    [[1, Number.NaN], "f gave an object"],
    [[1, "2"], "f gave an object"],
    [7, "f gave 7"],
    [undefined, "f gave undefined"],
  ])("that gives %s for two numbers is refused", (value, message) => {
    expect(() => ownList<[]>({ f: () => value }, "f", 2)()).toThrow(message);
  });
});
