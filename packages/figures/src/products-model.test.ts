import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeProducts, fate, formats, products } from "./products-model.ts";

describe("fate", () => {
  // TRUTH B.1 gives the first two; a power of 1/2 ends one factor past the smallest number 2^−149 or 2^−1074,
  // because half of it is a tie, and ties go to the even neighbour, 0.
  test.each([
    [0.25, 75, 538],
    [0.5, 150, 1075],
  ])(
    "a gain of %s is exactly 0 in float32 from layer %s, in float64 from layer %s",
    (gain, single, double) => {
      expect(fate(gain, "float32").zeroAt).toBe(single);
      expect(fate(gain, "float64").zeroAt).toBe(double);
      expect(gain ** (double - 1)).toBeGreaterThan(0);
      expect(gain ** double).toBe(0);
    },
  );

  test("a gain of 2 is Infinity from layer 128 and 1024", () => {
    expect(fate(2, "float32").infiniteAt).toBe(128);
    expect(fate(2, "float64").infiniteAt).toBe(1024);
  });

  test.each(["float32", "float64"] as const)(
    "%s: gains up to 1/2 reach 0, larger ones below 1 get stuck above it",
    (format) => {
      fc.assert(
        fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (gain) => {
          const { zeroAt, stuck } = fate(gain, format);
          const { round, smallest } = formats[format];
          if (round(gain) <= 0.5) {
            expect(zeroAt).toBeGreaterThan(0);
          } else {
            expect(stuck?.value).toBeGreaterThanOrEqual(smallest);
            expect(round((stuck?.value ?? 0) * round(gain))).toBe(stuck?.value);
          }
        }),
        { seed: 1 },
      );
    },
  );

  test("a gain of 1 changes nothing", () => {
    expect(fate(1, "float64")).toEqual({ zeroAt: undefined, infiniteAt: undefined, stuck: undefined });
  });
});

describe("products", () => {
  test("ten layers that halve leave 2^−10", () => {
    expect(products({ gain: 0.5, depth: 10 }).product).toBe(2 ** -10);
  });

  test("every layer has its exact exponent, and its product in both formats", () => {
    const { layers } = products({ gain: 0.5, depth: 200 });
    expect(layers.map(({ layer }) => layer)).toEqual(Array.from({ length: 201 }, (_, layer) => layer));
    expect(layers[0]).toEqual({ layer: 0, exponent: 0, float32: 1, float64: 1 });
    expect(layers[149]).toMatchObject({ float32: 2 ** -149, float64: 2 ** -149 });
    expect(layers[150]).toMatchObject({ float32: 0, float64: 2 ** -150 });
    expect(layers[200]?.exponent).toBeCloseTo(200 * Math.log10(0.5), 10);
  });

  test("the layer at which 1 % is left is the first", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.99, noNaN: true }), (gain) => {
        const layer = products({ gain, depth: 1 }).onePercentAt ?? 0;
        expect(products({ gain, depth: layer }).product).toBeLessThanOrEqual(0.01);
        expect(products({ gain, depth: layer - 1 }).product).toBeGreaterThan(0.01);
      }),
      { seed: 1 },
    );
  });
});

describe("describeProducts", () => {
  test("states what is left and where each format ends", () => {
    const text = describeProducts(products({ gain: 0.25, depth: 100 }));
    expect(text).toContain("100 layers with a gain of 0.25 leave 6.22\u{A0}×\u{A0}10⁻⁶¹ of the gradient.");
    expect(text).toContain("At most 1 % is left from layer 4 on.");
    expect(text).toContain("exactly 0 from layer 75 on in float32 and from layer 538 on in float64");
  });

  test("states an amount that no float64 holds", () => {
    // log₁₀(0.25^600) = −361.236…
    expect(describeProducts(products({ gain: 0.25, depth: 600 }))).toContain(
      "leave 5.81\u{A0}×\u{A0}10⁻³⁶² of",
    );
  });

  test.each([
    [2, 10, "multiply the gradient by 1,024", "Infinity from layer 128 on in float32"],
    [0.9, 10, "leave 0.349 (34.9\u{A0}%) of the gradient", "never reaches 0"],
    [1, 10, "gain of exactly 1", "10 layers pass on the whole gradient"],
    [0.5, 1, "1 layer with a gain of 0.5", "leave 0.5 (50\u{A0}%)"],
  ])("gain %s over %s layers", (gain, depth, ...parts) => {
    for (const part of parts) expect(describeProducts(products({ gain, depth }))).toContain(part);
  });
});
