import { type Matrix, norm, normalMatrix, random, Tape, type Tensor } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import type { Verdict } from "./check.ts";
import { type Decay, toDecayLike } from "./to-decay-like.ts";

const why = "It matters.";
const messageOf = (verdict: Verdict) => {
  expect(verdict.pass).toBe(false);
  return verdict.message();
};

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

  test("says the layer, expected, received, relative error, tolerance and seed", () => {
    const kink = halves.map((norm, layer) => (layer >= 7 ? norm * 2 : norm));
    expect(messageOf(toDecayLike(kink, { ...tolerance, law: "geometric", rate: 0.5, seed: 3 }))).toBe(
      [
        "It matters.",
        "",
        "first layer out of bounds  7",
        "expected                   0.0078125",
        "received                   0.015625",
        "relative error             1",
        "tolerance                  1.0e-12 (rounding)",
        "seed                       3",
      ].join("\n"),
    );
  });

  test("takes growth as well", () => {
    const growing = [1, 1.2, 1.44, 1.728];
    expect(toDecayLike(growing, { ...tolerance, law: "geometric", rate: 1.2 }).pass).toBe(true);
    expect(toDecayLike(growing, { ...tolerance, law: "geometric", rate: 1 }).pass).toBe(false);
    expect(toDecayLike(growing, { ...tolerance, law: "at most", rate: 1.1 }).pass).toBe(false);
  });

  test("takes a factor for each layer, and asks for as many norms", () => {
    const law = { ...tolerance, law: "factors", factors: [0.5, 2, 0.1] } as const;
    expect(toDecayLike([3, 1.5, 3, 0.3], law).pass).toBe(true);
    expect(messageOf(toDecayLike([3, 1.5, 3, 0.6], law))).toContain("first layer out of bounds  3");
    expect(messageOf(toDecayLike([3, 1.5, 3], law))).toContain(
      "The list has 3 norms, and 3 layers have 4: one before the first and one after each.",
    );
  });

  test("takes two rates, and measures the error to the nearer one", () => {
    const law = { ...tolerance, law: "between", lowerRate: 0.5, upperRate: 2 } as const;
    expect(toDecayLike([1, 2, 1, 4], law).pass).toBe(true);
    const below = messageOf(toDecayLike([1, 2, 0.125], law));
    expect(below).toContain("expected                   0.25 to 4");
    expect(below).toContain("relative error             0.5");
    expect(messageOf(toDecayLike([1, 2, 8], law))).toContain("relative error             1");
  });

  test("can ask for the number of layers", () => {
    const law = { ...tolerance, law: "geometric", rate: 0.5, layers: 10 } as const;
    expect(toDecayLike(halves, law).pass).toBe(true);
    expect(messageOf(toDecayLike(halves.slice(0, 2), law))).toContain("10 layers have 11");
  });

  test.each(["at most", "between", "geometric", "power"] as const)("zero keeps no law: %s", (law) => {
    const numbers = { rate: 0.5, lowerRate: 0.4, upperRate: 0.6, exponent: -1, coefficient: 1 };
    const check = { ...tolerance, law, ...numbers, from: 1 } as Decay;
    expect(messageOf(toDecayLike([1, 0, 0], check))).toContain("nothing is left of the gradient");
  });

  test.each([
    ["NaN", Number.NaN, "NaN means"],
    ["nothing", undefined, "is a return missing?"],
    ["a string", "0.5", "a string"],
    ["a negative norm", -0.5, "a norm is never below 0"],
    ["Infinity", Number.POSITIVE_INFINITY, "Infinity"],
  ])("has a note on %s", (_name, norm, text) => {
    expect(messageOf(toDecayLike([1, norm], { ...tolerance, law: "at most", rate: 0.5 }))).toContain(text);
  });

  describe("with the spread of a random network", () => {
    const width = 64;
    const depth = 30;
    const spread = { perLayer: Math.sqrt(5 / width) / 2, falseAlarm: 1e-6 };
    const law = {
      why,
      law: "geometric",
      tolerance: 0.05,
      toleranceFrom: "terms of size 1/width",
      spread,
    } as const;

    /** Norms of a gradient on its way back through a ReLU network whose weights have variance σ²/width. */
    function reluNorms(seed: number, variance: number): number[] {
      const draw = random(seed);
      const weights = Array.from({ length: depth }, () =>
        normalMatrix(draw, width, width, Math.sqrt(variance / width), "f64"),
      );
      const tape = new Tape({ precision: "f64" });
      const input = tape.parameter(normalMatrix(draw, 1, width, 1, "f64"));
      const layers = [input];
      for (const weight of weights)
        layers.push((layers.at(-1) as Tensor).matmul(tape.constant(weight)).apply(relu));
      const output = layers.at(-1) as Tensor;
      output.backward(normalMatrix(draw, 1, width, 1, "f64"));
      return layers.reverse().map((layer) => norm(layer.gradient as Matrix));
    }
    const relu = {
      name: "relu",
      value: (x: number) => Math.max(x, 0),
      derivative: (x: number) => (x > 0 ? 1 : 0),
      lipschitz: 1,
    };

    test("takes right networks of any seed, and tells He from Glorot", () => {
      for (let seed = 1; seed <= 20; seed++) {
        expect(toDecayLike(reluNorms(seed, 2), { ...law, rate: 1, seed }).pass).toBe(true);
        expect(toDecayLike(reluNorms(seed, 1), { ...law, rate: 1, seed }).pass).toBe(false);
        expect(toDecayLike(reluNorms(seed, 1), { ...law, rate: Math.SQRT1_2, seed }).pass).toBe(true);
      }
    });

    test("widens with the root of the depth, around the centre of a log-normal norm", () => {
      const message = messageOf(toDecayLike([1, 1, 1, 1, 9], { ...law, rate: 1, tolerance: 0 }));
      // ln norm after 4 layers: mean −4 s², deviation 2 s, with s² = 5/256; one false alarm in 4e6 a layer is 5.16 deviations.
      const s = Math.sqrt(5 / 256);
      const [low, high] = [-5.1577, 5.1577].map((z) => Math.exp(-4 * s * s + z * 2 * s).toPrecision(3));
      expect(message).toContain(
        `expected                   ${Math.exp(-4 * s * s).toPrecision(12)}, with its spread ${low} to ${high}`,
      );
      expect(message).toContain(
        "spread                     0.14 a layer in ln norm, 0.28 by here; a right network leaves the band with probability 1e-6",
      );
    });

    test("does not take zero for a stray gradient", () => {
      const gone = Array.from({ length: 31 }, (_, layer) => (layer < 30 ? 1 : 0));
      expect(toDecayLike(gone, { ...law, rate: 1, spread: { perLayer: 1, falseAlarm: 1e-6 } }).pass).toBe(
        false,
      );
    });
  });

  test.each<[string, Partial<Decay>]>([
    ["a tolerance of 1", { law: "geometric", rate: 0.5, tolerance: 1 }],
    ["a law beyond the numbers", { law: "geometric", rate: 1e-200 }],
    ["a rate of 0", { law: "between", lowerRate: 0, upperRate: 1 }],
    ["a coefficient of NaN", { law: "power", exponent: -1, coefficient: Number.NaN }],
    ["no factors", { law: "factors", factors: [] }],
    ["no false alarm at all", { law: "geometric", rate: 1, spread: { perLayer: 0.1, falseAlarm: 0 } }],
  ])("refuses %s", (_name, settings) => {
    const norms = settings.law === "geometric" && settings.rate === 1e-200 ? [1, 1e-200, 0] : [1, 0.5, 0.25];
    expect(() => toDecayLike(norms, { ...tolerance, from: 0, ...settings } as Decay)).toThrow(
      "Mend it in lesson.test.ts",
    );
  });

  test("takes no list that is longer than networks are deep", () => {
    const law = { ...tolerance, law: "geometric", rate: 1 } as const;
    expect(messageOf(toDecayLike(new Array(2 ** 32 - 1), law))).toContain("4294967295 entries");
  });
});
