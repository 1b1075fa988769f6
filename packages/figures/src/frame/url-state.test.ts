import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choice, initialState, largestSeed, number, type StateOf, seed, toggle } from "./controls.ts";
import { parseState, serialiseState } from "./url-state.ts";

const controls = {
  gain: number({ label: "Gain", min: 0.05, max: 2, step: 0.01, initial: 0.25 }),
  exponent: number({ label: "Exponent", min: -12, max: -1, step: 0.5, initial: -3 }),
  activation: choice({
    label: "Activation",
    options: { sigmoid: "sigmoid", tanh: "tanh" },
    initial: "sigmoid",
  }),
  oneSided: toggle({ label: "One-sided", initial: false }),
  seed: seed(),
};
const defaults = initialState(controls);
const parse = (search: string) => parseState("figure", controls, defaults, search);
const serialise = (state: StateOf<typeof controls>, search = "") =>
  serialiseState("figure", controls, defaults, state, search);

// What a range input reports: the nearest decimal, without the noise of 0.05 + 17 · 0.01.
const onGrid = (min: number, step: number, steps: number) =>
  fc.integer({ min: 0, max: steps }).map((place) => Number((min + place * step).toFixed(2)));
const states: fc.Arbitrary<StateOf<typeof controls>> = fc.record({
  gain: onGrid(0.05, 0.01, 195),
  exponent: onGrid(-12, 0.5, 22),
  activation: fc.constantFrom("sigmoid" as const, "tanh" as const),
  oneSided: fc.boolean(),
  seed: fc.integer({ min: 0, max: largestSeed }),
});
const text = fc.string({ unit: "binary", maxLength: 60 });
const run = { seed: 1, numRuns: 500 };

describe("parseState and serialiseState", () => {
  test("what was serialised is read back, without a notice", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(parse(serialise(state))).toEqual({ state, notices: [] });
      }),
      run,
    );
  });

  test("whatever the URL holds, each value is one that its control accepts", () => {
    const keys = fc.oneof(fc.constantFrom(...Object.keys(controls).map((name) => `figure.${name}`)), text);
    const pairs = fc.array(fc.tuple(keys, fc.oneof(text, fc.double().map(String))), { maxLength: 8 });
    fc.assert(
      fc.property(pairs, (entries) => {
        const { state } = parse(`?${new URLSearchParams(entries)}`);
        expect(parse(serialise(state))).toEqual({ state, notices: [] });
      }),
      run,
    );
  });

  test("broken percent-encoding and stray separators are read without an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."%&=?+#.figure9"), maxLength: 40 }), (search) => {
        const { state } = parse(`?figure.gain=%E0%A4%A&${search}`);
        expect(parse(serialise(state, `?${search}`)).state).toEqual(state);
      }),
      run,
    );
  });

  test("every key of others stays, byte for byte and in order", () => {
    const others = fc
      .array(fc.string({ unit: fc.constantFrom(..."%=?+.products1"), maxLength: 20 }), { maxLength: 6 })
      .map((pairs) => pairs.join("&"));
    fc.assert(
      fc.property(states, others, (state, before) => {
        const search = before === "" ? "" : `?${before}`;
        const written = serialise(state, search);
        expect(written.startsWith(search)).toBe(true);
        expect(serialise(defaults, written)).toBe(search);
      }),
      run,
    );
  });

  test("the defaults leave no trace", () => {
    expect(serialise(defaults)).toBe("");
    expect(serialise(defaults, "?figure.gain=0.5&tab=2")).toBe("?tab=2");
  });

  test("one changed value makes one key", () => {
    expect(serialise({ ...defaults, oneSided: true }, "?products.gain=1")).toBe(
      "?products.gain=1&figure.oneSided=on",
    );
  });

  test("a figure reads its own keys only", () => {
    expect(parse("?gain=1&other.gain=1&figure2.gain=1").state).toEqual(defaults);
  });

  test("the first of two values counts", () => {
    expect(parse("?figure.gain=0.5&figure.gain=0.7").state.gain).toBe(0.5);
  });

  test.each([
    ["empty", "gain", ""],
    ["a word", "gain", "banana"],
    ["too large", "gain", "2.01"],
    ["too small", "gain", "0"],
    ["negative", "gain", "-0.25"],
    ["between two steps", "gain", "0.255"],
    ["not a number", "gain", "NaN"],
    ["infinite", "gain", "Infinity"],
    ["overflowing", "gain", "1e999"],
    ["hexadecimal", "gain", "0x1"],
    ["with a space", "gain", " 0.5"],
    ["huge", "gain", "9".repeat(100_000)],
    ["another case", "activation", "Sigmoid"],
    ["a property of every object", "activation", "constructor"],
    ["markup", "activation", "<img src=x onerror=alert(1)>"],
    ["true for on", "oneSided", "true"],
    ["a fraction", "seed", "1.5"],
    ["beyond 32 bits", "seed", String(largestSeed + 1)],
  ] as const)("%s: default, and a notice that names the control and what came", (_, name, value) => {
    const { state, notices } = parse(`?${new URLSearchParams([[`figure.${name}`, value]])}`);
    expect(state).toEqual(defaults);
    expect(notices).toHaveLength(1);
    const shown = value === "" ? "nothing" : `“${value.slice(0, 40)}${value.length > 40 ? "…" : ""}”`;
    expect(notices[0]).toContain(`${controls[name].label}: expected `);
    expect(notices[0]).toContain(`got ${shown}.`);
    expect(notices[0]?.length).toBeLessThan(200);
  });

  test("characters that cannot be seen or turn the text around are made visible", () => {
    const { notices } = parse(`?figure.gain=${encodeURIComponent("a\u202Eb\u0000c\nd")}`);
    expect(notices[0]).toContain("“a\u{FFFD}b\u{FFFD}c\u{FFFD}d”");
  });

  test("an unknown control is named once, with those that exist", () => {
    const { state, notices } = parse("?figure.gian=0.5&figure.x=1&figure.__proto__=2");
    expect(state).toEqual(defaults);
    expect(notices).toEqual([
      "The address names “gian”, which this figure does not have. " +
        "It has gain, exponent, activation, oneSided, seed.",
    ]);
  });
});
