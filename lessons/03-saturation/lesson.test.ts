import * as activations from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { sigmoid, sigmoidDerivative, tanhDerivative } from "#exercise/03-saturation";

expect.extend(matchers);

/** Points from −limit to limit, evenly spaced; `count` is even on both sides of 0, which is one of them. */
function pointsUpTo(limit: number, count = 81): number[] {
  return Array.from({ length: count }, (_, i) => (limit * (2 * i - (count - 1))) / (count - 1));
}

const asInputs = (points: readonly number[]) => points.map((x) => [x]);
const fewRoundings = "a few roundings of 1.1e-16 each, and the exponential's own";

describe("sigmoid", () => {
  test("agrees with 1 / (1 + e⁻ˣ)", () => {
    expect(sigmoid).toAgreeWith(activations.sigmoid.value, {
      why: "Everything that follows rests on this curve.",
      inputs: asInputs([0, 2, -2, ...pointsUpTo(30)]),
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
      relativeTo: "all calls",
    });
  });

  test("is finite far out: 0 and 1 at ±1000", () => {
    expect(sigmoid).toAgreeWith([1, 0], {
      why: "A large pre-activation must not turn the whole network into NaN.",
      inputs: [[1000], [-1000]],
      tolerance: 0,
      toleranceFrom: "the nearest numbers to 1 − 5e-435 and 5e-435 are 1 and 0",
    });
  });

  test("rounds to 1 at 50", () => {
    expect(sigmoid).toAgreeWith([1], {
      why: "1 − σ(50) is 1.9e-22, and the last digit of 1 is worth 1.1e-16: the output cannot tell 50 from more.",
      inputs: [[50]],
      tolerance: 0,
      toleranceFrom: "there is no number nearer to σ(50) than 1",
    });
  });

  test("always rises, and never by more than a quarter of the step", () => {
    const step = 0.25;
    const rise = (x: number) => sigmoid(x + step) - sigmoid(x);
    expect(rise).toStayWithin({
      why: "The slope is positive everywhere and at most 1/4, so every step to the right climbs a little.",
      lower: { value: 0, reached: false },
      upper: { value: step / 4, reached: false },
      inputs: pointsUpTo(30),
    });
  });
});

describe("sigmoidDerivative", () => {
  test("stays above 0 and at most 1/4, reached at 0 and only there", () => {
    expect(sigmoidDerivative).toStayWithin({
      why: "This bound is why sigmoid networks vanish: a layer with unit weights passes on a quarter at the most.",
      lower: { value: 0, reached: false },
      upper: { value: 0.25, reached: 0 },
      inputs: [...pointsUpTo(8), ...pointsUpTo(700)],
    });
  });

  test("agrees with σ(x) · (1 − σ(x))", () => {
    expect(sigmoidDerivative).toAgreeWith(activations.sigmoid.derivative, {
      why: "In the middle, where nothing cancels, the formula of the books and yours must meet.",
      inputs: asInputs([2, -2, ...pointsUpTo(6)]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("is even, and right to 12 digits wherever the units are", () => {
    expect(sigmoidDerivative).toAgreeWith(activations.sigmoid.derivative, {
      why: "At +40 the output is exactly 1, so a slope taken from the output is 0. The true slope is the same on both sides.",
      inputs: asInputs([-40, 40, ...pointsUpTo(38), ...pointsUpTo(700)]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("is a finite number at ±1000", () => {
    expect(sigmoidDerivative).toAgreeWith([0, 0], {
      why: "One NaN in one unit spreads to every weight in a single step.",
      inputs: asInputs([1000, -1000]),
      tolerance: 0,
      toleranceFrom: "the true slope is 5e-435, and the nearest number to it is 0",
    });
  });
});

describe("tanhDerivative", () => {
  test("stays above 0 and at most 1, reached at 0 and only there", () => {
    expect(tanhDerivative).toStayWithin({
      why: "At 0 tanh passes a gradient on whole. Anywhere else it takes something.",
      lower: { value: 0, reached: false },
      upper: { value: 1, reached: 0 },
      inputs: [...pointsUpTo(8), ...pointsUpTo(350)],
    });
  });

  test("agrees with 1 − tanh²(x)", () => {
    expect(tanhDerivative).toAgreeWith(activations.tanh.derivative, {
      why: "In the middle, where nothing cancels, the formula of the books and yours must meet.",
      inputs: asInputs([1.5, -1.5, ...pointsUpTo(2)]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("is right to 12 digits wherever the units are", () => {
    expect(tanhDerivative).toAgreeWith(activations.tanh.derivative, {
      why: "At 10 the form 1 − tanh² has lost half of its digits, and from 19.06 on it has lost them all.",
      inputs: asInputs([10, -10, 20, -20, ...pointsUpTo(19), ...pointsUpTo(350)]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });
});

describe("a stack of layers", () => {
  test("of sigmoids with unit weights never passes on more than 4⁻ᴸ", () => {
    const seed = 4;
    const draw = random(seed);
    const norms = [1];
    for (let layer = 0; layer < 50; layer++) {
      norms.push((norms[layer] as number) * sigmoidDerivative(2 * draw.normal()));
    }
    expect(norms).toDecayLike({
      why: "Whatever the pre-activations are, every layer multiplies by at most 1/4.",
      law: "at most",
      rate: 0.25,
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer",
      seed,
    });
  });

  test("of tanh units passes on what its slopes leave", () => {
    const seed = 5;
    const draw = random(seed);
    const preActivations = Array.from({ length: 30 }, () => draw.normal());
    const gain = (slope: (z: number) => number) => preActivations.reduce((left, z) => left * slope(z), 1);
    const gainOfTheStack = () => gain(tanhDerivative);
    expect(gainOfTheStack).toAgreeWith(() => gain(activations.tanh.derivative), {
      why: "Small errors multiply too: a slope that is a little off is far off after thirty layers.",
      inputs: [[]],
      tolerance: 1e-12,
      toleranceFrom: "30 layers with a few roundings each",
      seed,
    });
  });
});
