import { relu, tanh } from "@vanishing/activations";
import { describe, expect, test } from "vitest";
import { figureActivations } from "./figure-activations.ts";
import { describeSaturation, inputRange, saturation } from "./saturation-model.ts";

const standard = { mean: 0, standardDeviation: 1, samples: 20_000, seed: 1 };

describe("the gain on standard normal inputs", () => {
  // TRUTH B.3, E φ′².
  test.each([
    ["sigmoid", 0.044836241350194371793],
    ["tanh", 0.46440290244826824197],
    ["relu", 0.5],
  ] as const)("%s: its square is %s", (id, expected) => {
    // φ′² lies between 0 and its largest value M, so its standard deviation is at most M / 2 (Popoviciu);
    // a mean of n draws then leaves five standard errors once in a million seeds.
    const most = figureActivations[id].lipschitz ** 2;
    const tolerance = (5 * most) / 2 / Math.sqrt(standard.samples);
    const { gain, afterTenLayers } = saturation(figureActivations[id], standard);
    expect(Math.abs(gain ** 2 - expected)).toBeLessThanOrEqual(tolerance);
    expect(afterTenLayers).toBe(gain ** 10);
  });
});

describe("saturation", () => {
  test.each([
    // s′(x) = 0.05 / 4 and tanh′(x) = 4 s′(2x) = 0.05 have the same solution in closed form, e = e^−x resp. e^−2x.
    ["sigmoid", -Math.log(smallRoot(0.05 / 4))],
    ["tanh", -Math.log(smallRoot(0.05 / 4)) / 2],
  ] as const)("%s is saturated beyond ±%s", (id, edge) => {
    const stretches = saturation(figureActivations[id], standard).stretches;
    expect(stretches).toHaveLength(2);
    expect(stretches[0]?.from).toBe(inputRange.from);
    expect(Math.abs((stretches[0]?.to ?? 0) + edge)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((stretches[1]?.from ?? 0) - edge)).toBeLessThanOrEqual(0.01);
    expect(stretches[1]?.to).toBe(inputRange.to);
  });

  test("ReLU is saturated left of 0", () => {
    expect(saturation(relu, standard).stretches).toEqual([{ from: inputRange.from, to: 0 }]);
  });

  test("the derivative of ReLU comes in two pieces, that of tanh in one", () => {
    const pieces = saturation(relu, standard).derivative;
    expect(pieces.map((piece) => new Set(piece.map(({ y }) => y)))).toEqual([new Set([0]), new Set([1])]);
    expect(pieces[0]?.at(-1)).toEqual({ x: 0, y: 0 });
    expect(pieces[1]?.at(0)).toEqual({ x: 0, y: 1 });
    expect(saturation(tanh, standard).derivative).toEqual([
      saturation(tanh, standard).curve.map(({ x }) => ({ x, y: tanh.derivative(x) })),
    ]);
  });

  test("half of the inputs around 0 saturate ReLU", () => {
    const { saturated } = saturation(relu, standard);
    expect(Math.abs(saturated - 0.5)).toBeLessThanOrEqual((5 * 0.5) / Math.sqrt(standard.samples));
  });

  test.each(["sigmoid", "tanh"] as const)(
    "%s: bars and inputs outside make up all inputs and the share",
    (id) => {
      const model = saturation(figureActivations[id], {
        mean: 3,
        standardDeviation: 5,
        samples: 2000,
        seed: 7,
      });
      const sum = (part: "saturated" | "active") => model.bins.reduce((total, bin) => total + bin[part], 0);
      expect(model.outside).toBeGreaterThan(0);
      expect(sum("saturated") + sum("active") + model.outside).toBe(2000);
      // What lies outside of ±10 is saturated for both.
      expect((sum("saturated") + model.outside) / 2000).toBe(model.saturated);
    },
  );

  test("the same seed gives the same inputs, another seed others", () => {
    expect(saturation(tanh, standard)).toEqual(saturation(tanh, standard));
    expect(saturation(tanh, { ...standard, seed: 2 }).gain).not.toBe(saturation(tanh, standard).gain);
  });

  test("a dead ReLU: everything saturated, nothing left", () => {
    const model = saturation(relu, { ...standard, mean: -6, standardDeviation: 0.1 });
    expect(model).toMatchObject({ saturated: 1, gain: 0, afterTenLayers: 0 });
    expect(describeSaturation(model)).toContain(
      "Of 20,000 inputs around −6 with standard deviation 0.1, 100\u{A0}% saturate ReLU",
    );
  });
});

// The root of e / (1 + e)² = t below 1.
function smallRoot(t: number): number {
  return (1 - 2 * t - Math.sqrt(1 - 4 * t)) / (2 * t);
}
