import { erfc } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Verdict } from "./check.ts";
import { toStayWithin } from "./to-stay-within.ts";

const why = "It matters.";
const messageOf = (verdict: Verdict) => {
  expect(verdict.pass).toBe(false);
  return verdict.message();
};

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
      "an error: Error: no",
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

  test("says input, bounds, received, what is wrong, relative error, tolerance, and seed", () => {
    const doubled = (x: number) => 2 * gaussian(x);
    expect(messageOf(toStayWithin(doubled, { ...within, inputs: [-0.5, 0], seed: 42 }))).toBe(
      [
        "It matters.",
        "",
        "input           doubled(-0.5)",
        "expected        0 < value < 1",
        "received        1.5576015661428098",
        "note            it is above the upper bound",
        "relative error  0.56",
        "tolerance       8.9e-16 (four units in the last place, for a right formula that rounds)",
        "seed            42",
      ].join("\n"),
    );
  });

  test("a bound that is reached somewhere must be reached on one of the inputs", () => {
    const upper = { value: 1, reached: true };
    expect(messageOf(toStayWithin(() => 0.5, { ...within, upper }))).toContain(
      "the upper bound is reached, and on none of the 5 inputs was it",
    );
  });

  describe("with the intervals of the table of activations", () => {
    const slopes = {
      why,
      lower: { value: 0, reached: true, where: [{ from: Number.NEGATIVE_INFINITY, to: 0 }] },
      upper: { value: 1, reached: true, where: [{ from: 0, to: Number.POSITIVE_INFINITY }] },
      inputs: [-2, -1e-300, 0, 1e-300, 3],
    };

    test.each([0, 0.5, 1])("takes the slope of ReLU with %d at the kink", (atKink) => {
      expect(toStayWithin((x: number) => (x > 0 ? 1 : x < 0 ? 0 : atKink), slopes).pass).toBe(true);
    });

    test.each([
      ["zero", () => 0, "the upper bound is reached here, and this falls short of it"],
      ["one", () => 1, "the lower bound is reached here, and this falls short of it"],
      ["a leak", (x: number) => (x > 0 ? 1 : 0.01), "the lower bound is reached here"],
      ["a wrong side", (x: number) => (x < 0 ? 1 : 0), "the lower bound is reached here"],
    ])("rejects %s", (_name, f, text) => {
      expect(messageOf(toStayWithin(f, slopes))).toContain(text);
    });

    test("names the interval where a bound is reached outside of it", () => {
      const lower = { value: -1, reached: false };
      expect(messageOf(toStayWithin(() => 1, { ...slopes, lower }))).toContain(
        "the upper bound is reached above 0 only",
      );
    });

    test("holds the sets {0, 1} and {0.01, 1}: a bound reached to the left, another to the right", () => {
      const leaky = { ...slopes, lower: { ...slopes.lower, value: 0.01 } };
      expect(toStayWithin((x: number) => (x > 0 ? 1 : 0.01), leaky).pass).toBe(true);
      expect(toStayWithin((x: number) => (x > 0 ? 1 : 0.02), leaky).pass).toBe(false);
    });
  });

  describe("with extremes at points that are given to rounding", () => {
    // x Φ(x) has the slope Φ(x) + x φ(x), with extremes at ∓√2.
    const slope = (x: number) =>
      erfc(-x / Math.SQRT2) / 2 + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    const nearRoot = Math.SQRT2 - 2 ** -52;
    const bounds = {
      why,
      lower: { value: -0.12890414518515478634, reached: -Math.SQRT2 },
      upper: {
        value: 1.1289041451851547863,
        reached: true,
        where: [{ from: nearRoot, to: nearRoot }],
      },
      inputs: [-30, -2, -Math.SQRT2, -1, 0, 1, Math.SQRT2, 2, 30],
      tolerance: 1e-14,
      toleranceFrom: "Φ and φ are rounded, and cancel a little",
    };

    test("takes the slope of GELU", () => {
      expect(toStayWithin(slope, bounds).pass).toBe(true);
    });

    test.each([
      ["without the second term", (x: number) => erfc(-x / Math.SQRT2) / 2, "lower bound is reached here"],
      ["a little above", (x: number) => slope(x) * (1 + 1e-13), "below the lower bound"],
      [
        "the bound elsewhere",
        (x: number) => (x === 0 ? 1.1289041451851547 : slope(x)),
        "at 1.414213562373095 only",
      ],
    ])("rejects it %s", (_name, f, text) => {
      const message = messageOf(toStayWithin(f, bounds));
      expect(message).toContain(text);
      expect(message).toContain("1.0e-14 (Φ and φ are rounded, and cancel a little)");
    });
  });

  test("a bound that is reached by convention may be met there, and only there", () => {
    const upper = { value: 1, reached: "by convention", where: [{ from: 0, to: 0 }] } as const;
    for (const atKink of [1, 0.5]) {
      const f = (x: number) => (x === 0 ? atKink : 0.5);
      expect(toStayWithin(f, { ...within, upper }).pass).toBe(true);
    }
    expect(messageOf(toStayWithin(() => 1, { ...within, upper }))).toContain(
      "the upper bound is reached at 0 only",
    );
  });

  test("bounds may be equal: the slope of a line", () => {
    const bound = { value: 1, reached: true };
    expect(toStayWithin(() => 1, { ...within, lower: bound, upper: bound }).pass).toBe(true);
    expect(toStayWithin(() => 0, { ...within, lower: bound, upper: bound }).pass).toBe(false);
  });

  test.each([
    ["no inputs", { inputs: [] }],
    ["a bound that is reached elsewhere", { inputs: [1, 2] }],
    ["an interval with no input inside", { upper: { value: 1, reached: true, where: [{ from: 3, to: 9 }] } }],
    ["bounds the wrong way round", { lower: { value: 2, reached: false } }],
    ["bounds that are not numbers", { lower: { value: Number.NaN, reached: false } }],
    ["a tolerance of 1", { tolerance: 1 }],
  ])("refuses %s", (_name, settings) => {
    expect(() => toStayWithin(gaussian, { ...within, ...settings })).toThrow("Mend it in lesson.test.ts");
  });
});
