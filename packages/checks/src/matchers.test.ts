import { describe, expect, test } from "vitest";
import type { Verdict } from "./check.ts";
import { matchers } from "./matchers.ts";

const { toAgreeWith, toStayWithin, toDecayLike } = matchers;
const why = "It matters.";
const messageOf = (verdict: Verdict) => {
  expect(verdict.pass).toBe(false);
  return verdict.message();
};

test("expect takes the matchers up", () => {
  expect.extend(matchers);
  expect(Math.cosh).toAgreeWith((x: number) => (Math.exp(x) + Math.exp(-x)) / 2, {
    why,
    inputs: [[0], [1.5]],
    tolerance: 1e-14,
    toleranceFrom: "rounding",
  });
  expect(() =>
    expect([1, 0]).toDecayLike({ why, law: "geometric", rate: 0.5, tolerance: 0, toleranceFrom: "exact" }),
  ).toThrow("first layer out of bounds");
});

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
  });

  test("names a recursion that is too deep", () => {
    const endless = (x: number): number => 1 + endless(x);
    expect(messageOf(toAgreeWith(endless, double, agreement))).toContain("a loop does not");
  });
});

describe("a check that would pass whatever comes is refused", () => {
  const agreement = { why, inputs: [[2], [3]], tolerance: 0, toleranceFrom: "exact" };
  const bounds = { why, lower: { value: 0, reached: false }, upper: { value: 1, reached: 0 } };
  const decay = { why, law: "geometric", rate: 0.5, tolerance: 0, toleranceFrom: "exact" } as const;

  test.each([
    ["no inputs to agree on", () => toAgreeWith(Math.abs, Math.abs, { ...agreement, inputs: [] })],
    ["fewer outcomes than inputs", () => toAgreeWith(Math.abs, [2], agreement)],
    ["more outcomes than inputs", () => toAgreeWith(Math.abs, [2, 3, 4], agreement)],
    [
      "a reference without a result",
      () =>
        toAgreeWith(
          () => undefined,
          () => undefined,
          agreement,
        ),
    ],
    ["no inputs to stay within bounds on", () => toStayWithin(Math.cos, { ...bounds, inputs: [] })],
    ["a bound reached elsewhere", () => toStayWithin(() => 0.1, { ...bounds, inputs: [1, 2] })],
    ["a law beyond the numbers", () => toDecayLike([1e-300, 5e-301, 0], { ...decay, rate: 1e-10 })],
  ])("%s", (_name, check) => {
    expect(check).toThrow("Mend it in lesson.test.ts");
  });
});

describe("toStayWithin", () => {
  const gaussian = (x: number) => Math.exp(-x * x);
  const within = {
    why,
    lower: { value: 0, reached: false },
    upper: { value: 1, reached: 0 },
    inputs: [-3, -1, 0, 1, 3],
  };

  test("passes a function that keeps its bounds and reaches the one that it should", () => {
    expect(toStayWithin(gaussian, within).pass).toBe(true);
  });

  test.each([
    ["above", (x: number) => 2 * gaussian(x), "above the upper bound"],
    ["below", (x: number) => -gaussian(x), "below the lower bound"],
    ["zero everywhere", () => 0, "approached and never reached"],
    ["the upper bound everywhere", () => 1, "reached at 0 only"],
    ["short of the bound", (x: number) => 0.9 * gaussian(x), "falls short of it"],
    ["NaN", () => Number.NaN, "NaN means"],
    ["undefined", () => undefined, "is a return missing?"],
    [
      "a throw",
      () => {
        throw new Error("no");
      },
      "threw",
    ],
  ])("rejects %s", (_name, f, text) => {
    expect(messageOf(toStayWithin(f, within))).toContain(text);
  });

  test("allows four units in the last place at a bound, and none at 0", () => {
    const rounded = (x: number) => (x === 0 ? 1 + Number.EPSILON : gaussian(x));
    expect(toStayWithin(rounded, within).pass).toBe(true);
    const below = (x: number) => (x === 3 ? -Number.MIN_VALUE : gaussian(x));
    expect(toStayWithin(below, within).pass).toBe(false);
  });

  test("a bound that is reached in many places may be reached everywhere", () => {
    const upper = { value: 1, reached: true };
    expect(toStayWithin(() => 1, { ...within, upper }).pass).toBe(true);
  });
});

describe("toDecayLike", () => {
  const halves = Array.from({ length: 11 }, (_, layer) => 0.5 ** layer);
  const tolerance = { why, tolerance: 1e-12, toleranceFrom: "rounding" };

  test("passes geometric decay, power laws and bounds", () => {
    expect(toDecayLike(halves, { ...tolerance, law: "geometric", rate: 0.5 }).pass).toBe(true);
    expect(toDecayLike(halves, { ...tolerance, law: "at most", rate: 0.6 }).pass).toBe(true);
    const power = Array.from({ length: 100 }, (_, layer) => 3 * layer ** -1.5);
    expect(
      toDecayLike(power, { ...tolerance, law: "power", exponent: -1.5, coefficient: 3, from: 1 }).pass,
    ).toBe(true);
  });

  test("names the first layer where the norm leaves its bounds", () => {
    const kink = halves.map((norm, layer) => (layer >= 7 ? norm * 2 : norm));
    expect(messageOf(toDecayLike(kink, { ...tolerance, law: "geometric", rate: 0.5 }))).toContain(
      "first layer out of bounds  7",
    );
  });

  test("works where gradients are tiny: zeros do not pass for decay", () => {
    const tiny = halves.map((norm) => norm * 1e-280);
    const gone = tiny.map((norm, layer) => (layer > 5 ? 0 : norm));
    const law = { ...tolerance, law: "geometric", rate: 0.5 } as const;
    expect(toDecayLike(tiny, law).pass).toBe(true);
    expect(messageOf(toDecayLike(gone, law))).toContain("out of bounds  6");
  });

  test.each([[[]], [undefined], [[Number.NaN, 1]], [[1, undefined]], [[1, -0.5]], [[0, 0, 0]], [[7]], [7]])(
    "rejects %j",
    (norms) => {
      expect(toDecayLike(norms, { ...tolerance, law: "geometric", rate: 0.5 }).pass).toBe(false);
    },
  );
});
