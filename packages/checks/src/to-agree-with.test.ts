import { describe, expect, test } from "vitest";
import type { Verdict } from "./check.ts";
import { toAgreeWith } from "./to-agree-with.ts";

const why = "It matters.";
const messageOf = (verdict: Verdict) => {
  expect(verdict.pass).toBe(false);
  return verdict.message();
};

describe("toAgreeWith", () => {
  const agreement = { why, inputs: [[2], [3]], tolerance: 1e-12, toleranceFrom: "rounding", seed: 42 };
  const double = (x: number) => 2 * x;

  test("passes a function that agrees, and a list of outcomes", () => {
    expect(toAgreeWith(double, (x: number) => x + x, agreement).pass).toBe(true);
    expect(toAgreeWith(double, [4, 6], agreement).pass).toBe(true);
  });

  test("says input, expected, received, relative error, tolerance and its source, and seed", () => {
    const triple = (x: number) => (x === 3 ? 9 : 2 * x);
    expect(messageOf(toAgreeWith(triple, double, agreement))).toBe(
      [
        "It matters.",
        "",
        "input           triple(3)",
        "expected        6",
        "received        9",
        "relative error  0.5",
        "tolerance       1.0e-12 (rounding)",
        "seed            42",
      ].join("\n"),
    );
  });

  test("shows a summary of the inputs, where one is given, and a table below its label", () => {
    const wrong = () => 0;
    const shown = (x: number) => `x  2x\n${x}   ${2 * x}`;
    expect(messageOf(toAgreeWith(wrong, double, { ...agreement, shown }))).toContain(
      ["", "input", "  x  2x", "  2   4", "expected        4", ""].join("\n"),
    );
  });

  test("can measure the error against the largest outcome of all calls", () => {
    const off = (x: number) => double(x) + 1e-10;
    const inputs = [[1e-3], [1000]];
    const strict = { ...agreement, inputs };
    expect(toAgreeWith(off, double, strict).pass).toBe(false);
    expect(toAgreeWith(off, double, { ...strict, relativeTo: "all calls" }).pass).toBe(true);
    expect(toAgreeWith(() => 0, double, { ...strict, relativeTo: "all calls" }).pass).toBe(false);
  });

  test.each([
    ["zero", () => 0, "relative error"],
    ["NaN", () => Number.NaN, "NaN means"],
    ["undefined", () => undefined, "is a return missing?"],
    ["a promise", async () => 4, "is the function async?"],
    [
      "a throw",
      () => {
        throw new RangeError("too far");
      },
      "an error: RangeError: too far",
    ],
    [
      "a strange throw",
      () => {
        throw null;
      },
      "an error: null",
    ],
    ["no function", undefined, "A function is needed here, and this is undefined"],
  ])("rejects %s", (_name, received, text) => {
    expect(messageOf(toAgreeWith(received, double, agreement))).toContain(text);
  });

  test("lets a TODO pass through, so that the course can name the gap", () => {
    const gap = () => {
      throw new Error("TODO: double");
    };
    expect(() => toAgreeWith(gap, double, agreement)).toThrow("TODO: double");
  });

  test("hands over copies, so that changed inputs harm no later check, and says that they were changed", () => {
    const inputs = [[[1, 2, 3]]];
    const greedy = (list: number[]) => list.splice(0).length;
    expect(messageOf(toAgreeWith(greedy, [3], { ...agreement, inputs }))).toContain(
      "changes the list that it is given",
    );
    expect(toAgreeWith((list: number[]) => list.length, greedy, { ...agreement, inputs }).pass).toBe(true);
    expect(inputs).toEqual([[[1, 2, 3]]]);
  });

  test("says what an error is relative to, where that is not the expected value", () => {
    const relativeTo = "all calls" as const;
    const off = (x: number) => (x === 2 ? 5 : 2 * x);
    expect(messageOf(toAgreeWith(off, double, { ...agreement, relativeTo }))).toContain(
      "relative error  0.17, relative to 6, the largest value of this check",
    );
    const list = { ...agreement, inputs: [[2]] };
    expect(messageOf(toAgreeWith(() => [-1, 4], [[-2, 4]], list))).toContain(
      "relative error  0.25, relative to 4, the largest value of this call",
    );
    expect(messageOf(toAgreeWith(() => [-3, 2], [[-4, 2]], list))).toContain("relative error  0.25\n");
  });

  test("names a recursion that is too deep", () => {
    const endless = (x: number): number => 1 + endless(x);
    expect(messageOf(toAgreeWith(endless, double, agreement))).toContain("a loop does not");
  });

  test("holds the entries of a matrix to its largest entry, however small, and its sizes to equality", () => {
    const gradient = (rows: number, columns: number, ...entries: number[]) => ({
      rows,
      columns,
      data: new Float64Array(entries),
    });
    const expected = [gradient(2, 1, 1e-20, 3e-20)];
    const check = { ...agreement, inputs: [[0]] };
    expect(toAgreeWith(() => gradient(2, 1, 1e-20, 3e-20), expected, check).pass).toBe(true);
    expect(toAgreeWith(() => gradient(2, 1, 0, 0), expected, check).pass).toBe(false);
    expect(
      messageOf(toAgreeWith(() => gradient(1, 2, 1e-20, 3e-20), expected, { ...check, tolerance: 0.9 })),
    ).toContain("expected        2 at .rows");
  });

  test("copies plain records among the inputs, and leaves what has a class as it is", () => {
    const record = { weight: [1, 2] };
    const greedy = (given: { weight: number[] }) => given.weight.splice(0).length;
    expect(messageOf(toAgreeWith(greedy, [2], { ...agreement, inputs: [[record]] }))).toContain(
      "changes the list",
    );
    expect(record).toEqual({ weight: [1, 2] });
    const map = new Map([["a", 1]]);
    const grow = (given: Map<string, number>) => given.set("b", 2).size;
    expect(toAgreeWith(grow, [2], { ...agreement, inputs: [[map]] }).pass).toBe(true);
  });

  test.each([1, 2, -1e-9, Number.NaN, Number.POSITIVE_INFINITY])("refuses the tolerance %d", (tolerance) => {
    expect(() => toAgreeWith(double, [4, 6], { ...agreement, tolerance })).toThrow("would pass whatever");
  });

  test.each([
    ["no inputs", { ...agreement, inputs: [] }, double],
    ["fewer outcomes than inputs", agreement, [2]],
    ["more outcomes than inputs", agreement, [2, 3, 4]],
    ["a reference without a result", agreement, () => undefined],
  ])("refuses %s", (_name, check, reference) => {
    expect(() => toAgreeWith(double, reference, check)).toThrow("Mend it in lesson.test.ts");
  });
});
