import { activations } from "@vanishing/activations";
import { random, randomLinear } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { frameworkDefault } from "./framework-default.ts";
import { initializers, sigmaWOf } from "./initializers.ts";
import { meanField } from "./mean-field.ts";
import { glorotUniform, heNormal, heUniform, lecunNormal, lecunUniform } from "./variance-scaling.ts";

const fans = { fanIn: 300, fanOut: 100 };

test.each([
  ["lecunUniform", 1 / 300],
  ["lecunNormal", 1 / 300],
  ["glorotUniform", 2 / 400],
  ["glorotNormal", 2 / 400],
  ["heUniform", 2 / 300],
  ["heNormal", 2 / 300],
  ["frameworkDefault", 1 / 900],
  ["orthogonal", 1 / 300],
  ["identity", 1 / 300],
  ["sparse", 15 / 300],
] as const)("the variance of %s", (id, variance) => {
  expect(initializers[id].variance(fans) / variance).toBeCloseTo(1, 14);
});

test.each([
  ["fanIn", 2 / 300],
  ["fanOut", 2 / 100],
  ["average", 2 / 200],
] as const)("He with the mode %s", (mode, variance) => {
  expect(initializers.heNormal.variance({ ...fans, mode })).toBeCloseTo(variance, 16);
  expect(initializers.heUniform.variance({ ...fans, mode })).toBeCloseTo(variance, 16);
});

test("a gain takes the place of He's √2, and of Glorot's 1", () => {
  expect(initializers.heNormal.variance({ ...fans, gain: 3 })).toBeCloseTo(9 / 300, 16);
  expect(initializers.glorotNormal.variance({ ...fans, gain: 3 })).toBeCloseTo(18 / 400, 16);
});

test("He is LeCun with gain √2, to the bit", () => {
  expect(heNormal(random(1), fans)).toEqual(lecunNormal(random(1), { ...fans, gain: Math.SQRT2 }));
  expect(heUniform(random(1), fans)).toEqual(lecunUniform(random(1), { ...fans, gain: Math.SQRT2 }));
});

describe("uniform entries", () => {
  test.each([
    ["LeCun", lecunUniform, Math.sqrt(3 / 300)],
    ["Glorot", glorotUniform, Math.sqrt(6 / 400)],
    ["He", heUniform, Math.sqrt(6 / 300)],
    ["framework default", frameworkDefault, 1 / Math.sqrt(300)],
  ])("of %s stay within the limit and fill it", (_name, draw, limit) => {
    const { data } = draw(random(1), { ...fans, precision: "f64" });
    const [least, most] = [...data].reduce<[number, number]>(
      ([a, b], entry) => [Math.min(a, entry), Math.max(b, entry)],
      [0, 0],
    );
    // The share of an entry beyond 0.999 of the limit on one side is 1/2000: none of 30,000 has a chance of 3e-7.
    for (const end of [-least, most]) {
      expect(end).toBeLessThanOrEqual(limit * (1 + Number.EPSILON));
      expect(end).toBeGreaterThan(0.999 * limit);
    }
  });

  test("the framework's default is what core's randomLinear draws", () => {
    const [weight] = randomLinear(random(5), 30, 20, { bias: false }).parameters();
    const ours = frameworkDefault(random(5), { fanIn: 30, fanOut: 20 });
    ours.data.forEach((entry, at) => {
      expect(Math.abs(entry - (weight?.value.data[at] ?? Number.NaN))).toBeLessThanOrEqual(2 ** -24);
    });
  });
});

test("He by fan-in is critical for ReLU whatever the fans are, Glorot only where they are equal", () => {
  const chi = (id: "heNormal" | "glorotNormal", fanIn: number, fanOut: number) =>
    meanField(activations.relu, { sigmaW: sigmaWOf(initializers[id], { fanIn, fanOut }) }).fixedPoint().chi1;
  expect(chi("heNormal", 300, 100)).toBeCloseTo(1, 14);
  expect(chi("glorotNormal", 100, 100)).toBeCloseTo(1 / 2, 14);
  expect(chi("glorotNormal", 300, 100)).toBeCloseTo(3 / 4, 14);
});

test.each([["sideways"], [""], ["constructor"], [1], [null]])("He refuses the mode %j", (mode) => {
  expect(() => heNormal(random(1), { ...fans, mode: mode as never })).toThrow(
    'heNormal: expected the mode "fanIn", "fanOut" or "average"',
  );
});

test("LeCun and Glorot have no mode to choose", () => {
  expect(() => lecunNormal(random(1), { ...fans, mode: "fanOut" } as never)).toThrow('came "mode"');
});
