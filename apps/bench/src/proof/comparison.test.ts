import { type Elementwise, type Kernels, kernelsOf, sigmoidElementwise } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { compare, nothingCompared, together } from "./comparison.ts";

const plain = kernelsOf("plain");
const bothSets = { plain, simd: kernelsOf("simd") };

const bitsOf = (x: number) => new Uint32Array(Float32Array.of(x).buffer)[0] as number;
const place = 0.75;
const runs = [{ first: bitsOf(place) - 500, step: 1, count: 1000 }];
const nan = [{ first: 0x7fc0_0000, step: 1, count: 100 }];

/** Sigmoid with another float32 form at one value. */
function sigmoidWith(planted: Partial<Pick<Elementwise, "value" | "derivative">>): Elementwise {
  const right = sigmoidElementwise.f32 ?? sigmoidElementwise;
  const at = (part: "value" | "derivative") => (x: number) =>
    (x === place ? planted[part] : undefined)?.(x) ?? right[part](x);
  return { ...sigmoidElementwise, f32: { value: at("value"), derivative: at("derivative") } };
}

/** The plain kernels, but for one entry of one result. */
function kernelsThat(change: (entry: number) => number, where: "value" | "derivative"): Kernels {
  return {
    ...plain,
    mapWithSlopes(a, f, target, slopes) {
      plain.mapWithSlopes(a, f, target, slopes);
      const changed = where === "value" ? target : slopes;
      const at = a.data.indexOf(place);
      if (at >= 0) changed.data[at] = change(changed.data[at] as number);
    },
  };
}

test("what is right has small errors, the same in both sets, and no difference", () => {
  const { values, ofPart } = compare(sigmoidElementwise, bothSets, runs);
  expect(values).toBe(1000);
  for (const { largest, differing } of [ofPart.value, ofPart.derivative]) {
    expect(largest.plain.units).toBeGreaterThan(0);
    expect(largest.plain.units).toBeLessThan(3);
    expect(largest.simd).toEqual(largest.plain);
    expect(differing).toEqual({ count: 0, first: undefined });
  }
});

describe("a planted fault", () => {
  test.each(["value", "derivative"] as const)("a %s that is off at one input is found there", (part) => {
    const exact = sigmoidElementwise[part](place);
    const off = exact + 10 * 2 ** (Math.floor(Math.log2(exact)) - 23);
    const { largest, differing } = compare(sigmoidWith({ [part]: () => off }), bothSets, runs).ofPart[part];
    for (const { units, at } of [largest.plain, largest.simd]) {
      expect(units).toBeCloseTo(10, 0);
      expect(at).toBe(bitsOf(place));
    }
    expect(differing.count).toBe(0);
  });

  test("NaN in place of a number is infinitely wrong", () => {
    const { largest } = compare(sigmoidWith({ value: () => Number.NaN }), bothSets, runs).ofPart.value;
    expect(largest.plain).toEqual({ units: Infinity, at: bitsOf(place) });
  });

  test.each(["value", "derivative"] as const)("sets whose %s differs in one bit are told apart", (part) => {
    const nextUp = (x: number) => x + 2 ** (Math.floor(Math.log2(x)) - 23);
    const simd = kernelsThat(nextUp, part);
    const found = compare(sigmoidElementwise, { plain, simd }, runs);
    const { first, count } = found.ofPart[part].differing;
    expect(count).toBe(1);
    expect(first?.at).toBe(bitsOf(place));
    const results = first?.results ?? {};
    expect(Number(results["simd kernels"]) - Number(results["plain kernels"])).toBe(1);
    const other = part === "value" ? "derivative" : "value";
    expect(found.ofPart[other].differing.count).toBe(0);
  });

  test("an error of the compiled set alone counts for it alone", () => {
    const { largest } = compare(sigmoidElementwise, { plain, simd: kernelsThat((x) => x + 1, "value") }, runs)
      .ofPart.value;
    expect(largest.simd.at).toBe(bitsOf(place));
    expect(largest.simd.units).toBeGreaterThan(1e6);
    expect(largest.plain.units).toBeLessThan(2);
  });

  test("a zero of another sign is a difference", () => {
    const minusZero = kernelsThat(() => -0, "value");
    const { differing } = compare(sigmoidWith({ value: () => 0 }), { plain, simd: minusZero }, runs).ofPart
      .value;
    expect(differing.count).toBe(1);
  });

  test("so is a value that is another one where the derivative is made with it", () => {
    const simd: Kernels = {
      ...plain,
      map(a, f, target) {
        plain.map(a, f, target);
        target.data[0] = 0;
      },
    };
    const { first } = compare(sigmoidElementwise, { plain, simd }, runs).ofPart.value.differing;
    expect(first?.results["simd kernels without slopes"]).toBe(0);
    expect(first?.at).toBe(bitsOf(place) - 500);
  });
});

test("NaN is taken for NaN, whatever its bits", () => {
  const simd: Kernels = {
    ...plain,
    mapWithSlopes(a, f, target, slopes) {
      plain.mapWithSlopes(a, f, target, slopes);
      new Uint32Array(target.data.buffer).fill(0xffff_ffff);
    },
  };
  const { largest, differing } = compare(sigmoidElementwise, { plain, simd }, nan).ofPart.value;
  expect(differing.count).toBe(0);
  expect(largest.simd).toEqual({ units: 0, at: undefined });
});

test("parts come to the same together, whichever is done first", () => {
  const [left, right] = [
    [{ first: bitsOf(place) - 500, step: 1, count: 400 }],
    [{ first: bitsOf(place) - 100, step: 1, count: 600 }],
  ].map((part) => compare(sigmoidElementwise, bothSets, part)) as [
    typeof nothingCompared,
    typeof nothingCompared,
  ];
  const whole = compare(sigmoidElementwise, bothSets, runs);
  expect(together(left, right)).toEqual(whole);
  expect(together(right, left)).toEqual(whole);
  expect(together(nothingCompared, whole)).toEqual(whole);
});
