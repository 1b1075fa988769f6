import { sigmoid, tanh } from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { layersUntil, logGain, pathGain } from "#exercise/01-products";

expect.extend(matchers);

const layersOf = (gain: number, depth: number): number[] => Array(depth).fill(gain);

/** The factors φ′(zₖ) along a chain hₖ₊₁ = φ(hₖ + bias) of single units with weight 1. */
function chainFactors(activation: typeof sigmoid, bias: number, input: number, depth: number): number[] {
  const factors: number[] = [];
  let h = input;
  for (let layer = 0; layer < depth; layer++) {
    factors.push(activation.derivative(h + bias));
    h = activation.value(h + bias);
  }
  return factors;
}

/** What is left of the gradient after 0, 1, 2, … layers. */
const gainsByLayer = (factors: readonly number[]) =>
  Array.from({ length: factors.length + 1 }, (_, layer) => pathGain(factors.slice(0, layer)));

describe("pathGain", () => {
  test("leaves 0.5¹⁰ after ten layers that halve", () => {
    expect(pathGain).toAgreeWith([2 ** -10, 1e-4], {
      why: "Every layer takes half of what the layer before it left, so the layers multiply.",
      inputs: [[layersOf(0.5, 10)], [layersOf(0.1, 4)]],
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer is 1.1e-16, with room for other orders of work",
    });
  });

  test("leaves the gradient as it was where there is no layer", () => {
    expect(pathGain).toAgreeWith([1], {
      why: "At the loss itself nothing has been multiplied yet.",
      inputs: [[[]]],
      tolerance: 0,
      toleranceFrom: "nothing is rounded",
    });
  });

  test("keeps the sign", () => {
    expect(pathGain).toAgreeWith([-0.25, 1, -0.125], {
      why: "The sign says in which direction a weight must move. Two turns cancel, three do not.",
      inputs: [[[-0.5, 0.5]], [[-1, -1]], [[-0.5, -0.5, -0.5]]],
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer",
    });
  });

  test("leaves nothing behind a layer with factor 0", () => {
    expect(pathGain).toAgreeWith([0], {
      why: "One layer that lets nothing through stops the gradient for all layers before it.",
      inputs: [[[0.5, 0, 2]]],
      tolerance: 0,
      toleranceFrom: "0 times any number is 0",
    });
  });

  test("multiplies any factors, in whatever order", () => {
    const seed = 1;
    const draw = random(seed);
    const paths = Array.from({ length: 30 }, () => [
      Array.from({ length: 1 + draw.integer(40) }, () => 2 * draw.normal()),
    ]);
    const fromTheEnd = (factors: readonly number[]) =>
      factors.reduceRight((gain, factor) => factor * gain, 1);
    expect(pathGain).toAgreeWith(fromTheEnd, {
      why: "The gain of a path is the product of all its factors, large and small.",
      inputs: paths,
      tolerance: 1e-12,
      toleranceFrom: "40 roundings are 4.4e-15, and sums of logarithms lose a little more",
      seed,
    });
  });

  test("reaches exactly 0 at 538 layers of 1/4", () => {
    expect(pathGain).toAgreeWith([Number.MIN_VALUE, 0], {
      why: "Beyond its smallest number the machine has only 0: the layers before get no gradient at all.",
      inputs: [[layersOf(0.25, 537)], [layersOf(0.25, 538)]],
      tolerance: 0,
      toleranceFrom: "powers of two are not rounded until they vanish",
    });
  });

  test("in single precision is already 0 at 75 layers", () => {
    const pathGainInSinglePrecision = (factors: readonly number[]) => Math.fround(pathGain(factors));
    expect(pathGainInSinglePrecision).toAgreeWith([2 ** -148, 0], {
      why: "Networks train in single precision, whose smallest number is 2⁻¹⁴⁹.",
      inputs: [[layersOf(0.25, 74)], [layersOf(0.25, 75)]],
      tolerance: 0,
      toleranceFrom: "powers of two are not rounded until they vanish",
    });
  });

  test("explodes where factors are above 1", () => {
    expect(pathGain).toAgreeWith([1.5 ** 100, Number.POSITIVE_INFINITY], {
      why: "The same product that vanishes below 1 grows without bound above it.",
      inputs: [[layersOf(1.5, 100)], [layersOf(2, 1100)]],
      tolerance: 1e-12,
      toleranceFrom: "100 roundings are 1.1e-14",
    });
  });
});

describe("logGain", () => {
  test("counts powers of ten", () => {
    expect(logGain).toAgreeWith([-2, 3, 0], {
      why: "A factor 0.1 is one power of ten less, a factor 10 one more.",
      inputs: [[[0.1, 0.1]], [[10, 1000, 0.1]], [[]]],
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer",
    });
  });

  test("asks for the size, whatever the sign", () => {
    expect(logGain).toAgreeWith([-2, -3], {
      why: "A gradient that turns round is as large as before.",
      inputs: [[[0.1, -0.1]], [[-0.1, -0.1, -0.1]]],
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer",
    });
  });

  test("stays finite at 10,000 layers", () => {
    expect(logGain).toAgreeWith([10_000 * Math.log10(0.5), 10_000 * Math.log10(3)], {
      why: "The gain itself is 0 or Infinity there. Its logarithm still tells networks apart.",
      inputs: [[layersOf(0.5, 10_000)], [layersOf(3, 10_000)]],
      tolerance: 1e-11,
      toleranceFrom: "10,000 roundings of a sum are at most 1.1e-12 of it, with room to spare",
    });
  });

  test("takes each factor by itself", () => {
    expect(logGain).toAgreeWith([-400, 400], {
      why: "Two layers can be enough to leave the range of the machine's numbers.",
      inputs: [[[1e-200, -1e-200]], [[1e200, 1e200]]],
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer",
    });
  });

  test("is −Infinity where a layer lets nothing through", () => {
    expect(logGain).toAgreeWith([Number.NEGATIVE_INFINITY], {
      why: "A gain of exactly 0 has no power of ten.",
      inputs: [[[0.5, 0, 0.5]]],
      tolerance: 0,
      toleranceFrom: "log₁₀ 0 is −Infinity",
    });
  });

  test("agrees with pathGain where the gain can be written down", () => {
    const seed = 2;
    const draw = random(seed);
    const paths = Array.from({ length: 30 }, () => Array.from({ length: 20 }, () => draw.normal()));
    expect(logGain).toAgreeWith((path: readonly number[]) => Math.log10(Math.abs(pathGain(path))), {
      why: "Both describe the same gain.",
      inputs: paths.map((path) => [path]),
      tolerance: 1e-12,
      toleranceFrom: "20 roundings a path",
      relativeTo: "all calls",
      seed,
    });
  });
});

describe("layersUntil", () => {
  test("counts the layers to the first product at or past the target", () => {
    expect(layersUntil).toAgreeWith([3, 14, 4, 459], {
      why: "From the count one knows how deep a network may be before its first layer gets nothing.",
      inputs: [
        [0.5, 0.2],
        [0.25, 1e-8],
        [2, 10],
        [0.99, 0.01],
      ],
      tolerance: 0,
      toleranceFrom: "layers are whole numbers",
    });
  });

  test("stops at a product that meets the target exactly", () => {
    expect(layersUntil).toAgreeWith([1, 2, 3, 5], {
      why: "The target is reached at the layer that meets it. One more would be one too many.",
      inputs: [
        [0.5, 0.5],
        [0.5, 0.25],
        [2, 8],
        [0.25, 2 ** -10],
      ],
      tolerance: 0,
      toleranceFrom: "layers are whole numbers, and powers of two are not rounded",
    });
  });

  test("is 0 where the target is met before the first layer, and Infinity where no layer changes anything", () => {
    expect(layersUntil).toAgreeWith([0, 0, 0, 0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY], {
      why: "With no layer the gain is 1. At a gain of exactly 1 it stays there for ever.",
      inputs: [
        [0.5, 1],
        [0.5, 7],
        [2, 0.5],
        [1, 1],
        [1, 0.5],
        [1, 2],
      ],
      tolerance: 0,
      toleranceFrom: "layers are whole numbers",
    });
  });

  test("turns pathGain round", () => {
    const seed = 3;
    const draw = random(seed);
    const draws = Array.from({ length: 60 }, () => {
      const gain = draw.next() < 0.5 ? 0.05 + 0.9 * draw.next() : 1.05 + 3 * draw.next();
      const layers = 1 + draw.integer(200);
      return { layers, gain, target: gain ** (layers - 0.5) };
    });
    expect(layersUntil).toAgreeWith(
      draws.map(({ layers }) => layers),
      {
        why: "A target halfway between two layers is first passed in the later one.",
        inputs: draws.map(({ gain, target }) => [gain, target]),
        tolerance: 0,
        toleranceFrom: "half a layer away from a tie, rounding cannot change the count",
        seed,
      },
    );
  });
});

describe("chains of single units", () => {
  test("of sigmoids reach the bound 4⁻ᴸ, with weight 1 and bias −1/2", () => {
    const gains = gainsByLayer(chainFactors(sigmoid, -0.5, 0.5, 50));
    expect(gains).toDecayLike({
      why: "With this bias every pre-activation is 0, where the slope of the sigmoid has its maximum 1/4.",
      law: "geometric",
      rate: 0.25,
      tolerance: 1e-12,
      toleranceFrom: "one rounding a layer",
    });
  });

  test("of sigmoids with bias 0 lose more: the rate settles at the slope of the fixed point", () => {
    let fixedPoint = 0.5;
    for (let i = 0; i < 200; i++) fixedPoint = sigmoid.value(fixedPoint);
    const settled = chainFactors(sigmoid, 0, 0, 50).slice(20);
    expect(gainsByLayer(settled)).toDecayLike({
      why: "The bound 1/4 is not the rate. The units settle where σ(x) = x, and there the slope is smaller.",
      law: "geometric",
      rate: sigmoid.derivative(fixedPoint),
      tolerance: 1e-10,
      toleranceFrom: "after 20 layers the units are within 1e-13 of the fixed point",
    });
  });

  test("of tanh lose by a power of the depth, not by a rate", () => {
    const factors = chainFactors(tanh, 0, 1, 2000);
    const exponentBetween = (shallow: number, deep: number) =>
      (logGain(factors.slice(0, deep)) - logGain(factors.slice(0, shallow))) / Math.log10(deep / shallow);
    expect(exponentBetween).toAgreeWith([-1.5], {
      why: "The units drift towards 0, where the slope of tanh is 1: each layer loses less than the one before.",
      inputs: [[1000, 2000]],
      tolerance: 0.01,
      toleranceFrom: "the exponent is −3/2 up to terms of size ln L / L, which is 0.007 at L = 1000",
    });
  });
});
