import { describe, expect, test } from "vitest";
import { matchers } from "./matchers.ts";

expect.extend(matchers);

const why = "It matters.";
const rounding = { tolerance: 1e-14, toleranceFrom: "rounding" };
const zeroToOne = { lower: { value: 0, reached: false }, upper: { value: 1, reached: 0 } };
const gaussian = (x: number) => Math.exp(-x * x);
const slope = (x: number) => -2 * x * gaussian(x);
const draws = Array.from({ length: 2000 }, (_, i) => (i % 2 ? 1 : -1));
const coin = {
  mean: 0,
  variance: 1,
  distribution: { skewness: 0, kurtosis: 1.5, sixth: 2.5 },
  falseAlarm: 1e-9,
};

/** Every matcher through `expect`, with something that it takes. */
const holding: Record<keyof typeof matchers, (received?: unknown) => void> = {
  toAgreeWith: (f = gaussian) =>
    expect(f).toAgreeWith((x: number) => 1 / Math.exp(x * x), { why, inputs: [[1]], ...rounding }),
  toStayWithin: (f = gaussian) => expect(f).toStayWithin({ why, ...zeroToOne, inputs: [-1, 0, 2] }),
  toPassGradientCheck: (f = slope) =>
    expect(f).toPassGradientCheck({ why, of: gaussian, inputs: [[1], [0]] }),
  toDecayLike: (norms = [4, 2, 1]) =>
    expect(norms).toDecayLike({ why, law: "geometric", rate: 0.5, ...rounding }),
  toHaveMoments: (sample = draws) => expect(sample).toHaveMoments({ why, ...coin }),
  toBeFinite: (f = gaussian) => expect(f).toBeFinite({ why, inputs: [[1000]] }),
  toKeepShape: (f = gaussian) => expect(f).toKeepShape({ why, inputs: [[3]] }),
};
const names = Object.keys(matchers) as (keyof typeof matchers)[];

describe("expect takes the matchers up", () => {
  test.each(names)("%s", (name) => {
    holding[name]();
    expect(() => holding[name](0)).toThrow(/^It matters\.\n\n/);
  });
});

test("expect turns a matcher round, and says so where it holds after all", () => {
  expect(gaussian).not.toKeepShape({ why, inputs: [[[1, 2]]] });
  expect([1, 1, 1]).not.toDecayLike({ why, law: "geometric", rate: 0.5, ...rounding });
  expect(() => expect(gaussian).not.toKeepShape({ why, inputs: [[3]] })).toThrow(
    "The check holds, and the suite asked that it does not.",
  );
});

const cyclic: unknown[] = [];
cyclic.push(cyclic, cyclic);
const throwing = new Proxy([0.5], {
  get() {
    throw new Error("no");
  },
});
const { proxy: revoked, revoke } = Proxy.revocable([0.5], {});
revoke();

const hostile: [string, unknown][] = [
  ["undefined", undefined],
  ["null", null],
  ["NaN", Number.NaN],
  ["a string", "0.5"],
  ["a bigint", 1n],
  ["a symbol", Symbol("no")],
  ["a promise", Promise.resolve(0.5)],
  ["an empty list", []],
  ["a list of NaN", [Number.NaN, Number.NaN]],
  ["a very long list", new Array(2 ** 32 - 1)],
  ["a list in itself", cyclic],
  ["a map", new Map([[0, 1]])],
  ["an object", { length: "3" }],
  [
    "a getter that throws",
    {
      get a() {
        throw new Error("no");
      },
    },
  ],
  ["a proxy that throws", throwing],
  ["a revoked proxy", revoked],
];

const ofOutcomes: readonly string[] = ["toDecayLike", "toHaveMoments"];
const ofFunctions = names.filter((name) => !ofOutcomes.includes(name));

describe.each(names)("%s is not deceived", (name) => {
  test.each(hostile)("by %s", (_name, outcome) => {
    // `undefined` would be taken for what holds.
    const received = ofOutcomes.includes(name) ? (outcome ?? null) : () => outcome;
    expect(() => holding[name](received)).toThrow(/^It matters\.\n\n/);
  });
});

describe.each(ofFunctions)("%s is not deceived", (name) => {
  test("by what is thrown: no error, a revoked proxy, an error without a message", () => {
    for (const thrown of [
      undefined,
      null,
      "text",
      revoked,
      Object.assign(new Error("x"), { message: Symbol("no") }),
    ]) {
      const f = () => {
        throw thrown;
      };
      expect(() => holding[name](f)).toThrow(/^It matters\.\n\n/);
    }
  });

  test("by a function with a strange name", () => {
    for (const value of [Symbol("no"), 5, "", "x".repeat(1e5)]) {
      const f = Object.defineProperty(() => undefined, "name", { value });
      expect(() => holding[name](f)).toThrow(/^It matters\.\n\n/);
    }
  });

  test("by a promise that is rejected, which does not end the run", async () => {
    const f = async () => {
      throw new Error("late");
    };
    expect(() => holding[name](f)).toThrow(/^It matters\.\n\n/);
    await new Promise((resolve) => setTimeout(resolve, 1));
  });

  test("and lets a TODO pass through", () => {
    const gap = () => {
      throw new Error("TODO: gaussian");
    };
    expect(() => holding[name](gap)).toThrow(/^TODO: gaussian$/);
  });
});
