import * as activations from "@vanishing/activations";
import { type Bound, forAll, matchers, numbers } from "@vanishing/checks";
import { random } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { gelu, geluDerivative, selu, swish } from "#exercise/07-smooth";

expect.extend(matchers);

/** Points from −limit to limit, evenly spaced; `count` is even on both sides of 0, which is one of them. */
function pointsUpTo(limit: number, count = 81): number[] {
  return Array.from({ length: count }, (_, i) => (limit * (2 * i - (count - 1))) / (count - 1));
}

const asInputs = (points: readonly number[]) => points.map((x) => [x]);
const recordOf = ({ value, derivative }: activations.Activation, x: number) => ({
  value: value(x),
  slope: derivative(x),
});

/** The inputs where a bound is reached. */
const placesOf = (bound: Bound) => bound.where?.map(({ from }) => from) ?? [];

/** Where a function crosses from below 0 to above it, by bisection. */
function crossing(f: (x: number) => number, from: number, to: number): number {
  let [left, right] = [from, to];
  for (let i = 0; i < 60; i++) {
    const middle = (left + right) / 2;
    if (f(middle) < 0) left = middle;
    else right = middle;
  }
  return left;
}

/** The mean of f(z) over standard normal z, by the midpoint rule. 0 is an edge of the cells, so that a kink there does no harm. */
function normalMean(f: (z: number) => number, cell: number): number {
  let sum = 0;
  for (let z = -12 + cell / 2; z < 12; z += cell) sum += f(z) * Math.exp((-z * z) / 2);
  return (sum * cell) / Math.sqrt(2 * Math.PI);
}

const fewRoundings = "a few roundings of 1.1e-16 each, and those of the exponential and erfc";
const flatAtTheTop = "the slope is flat where it is steepest, so only rounding of some 1e-16 is left";

const slopeOfSwish = (x: number, beta: number) => swish(x, beta).slope;
const swishInputs = [0.5, 1, 2].flatMap((beta) => pointsUpTo(20, 41).map((x) => [x, beta]));

describe("swish", () => {
  test("gives a value and a slope", () => {
    expect(swish).toAgreeWith((x, beta) => recordOf(activations.swishWithBeta(beta), x), {
      why: "A layer needs the value on the way forward and the slope on the way back.",
      inputs: [
        [1, 2],
        [0, 1],
        [-2, 1],
        [3, 0.5],
      ],
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("has the value x · σ(βx)", () => {
    const swishValue = (x: number, beta: number) => swish(x, beta).value;
    expect(swishValue).toAgreeWith((x, beta) => activations.swishWithBeta(beta).value(x), {
      why: "The sigmoid opens a gate for x: far to the left it is shut, far to the right it is open.",
      inputs: swishInputs,
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
      relativeTo: "all calls",
    });
  });

  test("has the slope of that value", () => {
    expect(slopeOfSwish).toAgreeWith((x, beta) => activations.swishWithBeta(beta).derivative(x), {
      why: "x stands in two factors, and each of them gives a term. Without the second there would be no slope below 0 or above 1.",
      inputs: swishInputs,
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
      relativeTo: "all calls",
    });
  });

  test.each([0.5, 1, 2])("with β = %s its slope leaves [0, 1], and is steepest at ±2.3994/β", (beta) => {
    const { derivativeInfimum, derivativeSupremum } = activations.swishWithBeta(beta);
    const slopeOfSwishForThisBeta = (x: number) => slopeOfSwish(x, beta);
    expect(slopeOfSwishForThisBeta).toStayWithin({
      why: "The bounds are −0.0998 and 1.0998 for every β; only the places move.",
      lower: derivativeInfimum,
      upper: derivativeSupremum,
      inputs: [...placesOf(derivativeInfimum), ...placesOf(derivativeSupremum), ...pointsUpTo(12 / beta)],
      tolerance: 1e-12,
      toleranceFrom: flatAtTheTop,
    });
  });

  test("has slope 0 at −1.2785/β", () => {
    const zeroOfTheSlope = (beta: number) => crossing((x) => slopeOfSwish(x, beta), -2.3 / beta, 0);
    expect(zeroOfTheSlope).toAgreeWith((beta) => placesOf(activations.swishWithBeta(beta).range.infimum)[0], {
      why: "There the curve has its lowest point. On its left a gradient that passes changes its sign.",
      inputs: [[0.5], [1], [2]],
      tolerance: 1e-12,
      toleranceFrom:
        "the slope is right to some 1e-16 there, and rises by a quarter for each step of 1/β or more",
    });
  });

  test("is finite far out, at ±10,000", () => {
    expect(swish).toAgreeWith(
      [
        { value: 10_000, slope: 1 },
        { value: 0, slope: 0 },
      ],
      {
        why: "One NaN in one unit spreads to every weight in a single step.",
        inputs: [
          [10_000, 1],
          [-10_000, 1],
        ],
        tolerance: 0,
        toleranceFrom: "the nearest numbers to the true ones, which are some 1e-4343 away",
      },
    );
  });

  test("makes up x together with its mirror image, and its slopes make up 1", () => {
    const seed = 1;
    const [a, b] = [numbers(-30, 30), numbers(0.25, 4)];
    forAll(
      { why: "With z = βx, σ(z) + σ(−z) = 1. So f(x) − f(−x) = x and f′(x) + f′(−x) = 1.", seed },
      [a, b],
      (x, beta) => {
        const xAndItsMirrorImage = () => {
          const [right, left] = [swish(x, beta), swish(-x, beta)];
          return { valueDifference: right.value - left.value, slopeSum: right.slope + left.slope };
        };
        expect(xAndItsMirrorImage).toAgreeWith([{ valueDifference: x, slopeSum: 1 }], {
          why: "The counter-example is first x, then β.",
          inputs: [[]],
          tolerance: 1e-12,
          toleranceFrom: fewRoundings,
        });
      },
    );
  });
});

describe("gelu", () => {
  test("is x times the share of normal numbers below x", () => {
    expect(gelu).toAgreeWith(activations.gelu.value, {
      why: "This is the definition. The formula with tanh that is often used in its place differs in the fourth decimal.",
      inputs: asInputs([1, -2, ...pointsUpTo(4)]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("is off from its tanh form by 4.732e-4 at most, reached at ±2.6989", () => {
    // Where the slopes of the two agree, found in 40-digit arithmetic.
    const [place, distance] = [2.69894138637727, 4.732355206872876e-4];
    const distanceFromTanhForm = (x: number) => gelu(x) - activations.geluTanh.value(x);
    expect(distanceFromTanhForm).toStayWithin({
      why: "The tanh form is an approximation, good to three decimals. Yours is the function itself.",
      lower: {
        value: -distance,
        reached: true,
        where: [-place, place].map((x) => ({ from: x, to: x })),
      },
      upper: { value: distance, reached: false },
      inputs: [-place, place, ...pointsUpTo(8)],
      tolerance: 1e-10,
      toleranceFrom:
        "two values near 3 are right to some 4e-16 each, a millionth of a millionth of their distance",
    });
  });

  test("keeps its digits far to the left", () => {
    expect(gelu).toAgreeWith(activations.gelu.value, {
      why: "From −8.4 on erf rounds to −1 and 1 + erf to 0, and before that the digits go one by one: ten are left at −6.",
      inputs: asInputs([-5, -6, -7, -8, -9, -20, -37]),
      tolerance: 1e-12,
      toleranceFrom: "x/√2 is rounded, and erfc multiplies that by x²: 1.5e-13 at −37",
    });
  });

  test("is finite far out, at ±10,000", () => {
    expect(gelu).toAgreeWith([10_000, 0], {
      why: "One NaN in one unit spreads to every weight in a single step.",
      inputs: asInputs([10_000, -10_000]),
      tolerance: 0,
      toleranceFrom: "these are the numbers nearest to the true ones",
    });
  });

  test("makes up x together with its mirror image", () => {
    const seed = 2;
    forAll({ why: "Φ(x) + Φ(−x) = 1, so f(x) − f(−x) = x.", seed }, [numbers(-30, 30)], (x) => {
      const valueDifference = () => gelu(x) - gelu(-x);
      expect(valueDifference).toAgreeWith([x], {
        why: "What the gate takes on one side it gives on the other.",
        inputs: [[]],
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      });
    });
  });
});

describe("geluDerivative", () => {
  test("agrees with Φ(x) + x φ(x)", () => {
    expect(geluDerivative).toAgreeWith(activations.gelu.derivative, {
      why: "x stands in two factors, and each of them gives a term.",
      inputs: asInputs([1, -2, 0, ...pointsUpTo(6)]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
      relativeTo: "all calls",
    });
  });

  test("leaves [0, 1], and is steepest at ±√2", () => {
    const { derivativeInfimum, derivativeSupremum } = activations.gelu;
    expect(geluDerivative).toStayWithin({
      why: "Smooth does not mean between 0 and 1: right of 0.75 GELU makes gradients larger, left of −0.75 it turns them round.",
      lower: derivativeInfimum,
      upper: derivativeSupremum,
      inputs: [-Math.SQRT2, Math.SQRT2, ...pointsUpTo(8)],
      tolerance: 1e-12,
      toleranceFrom: flatAtTheTop,
    });
  });

  test("is 0 at −0.7518", () => {
    const zeroOfTheSlope = () => crossing(geluDerivative, -Math.SQRT2, 0);
    expect(zeroOfTheSlope).toAgreeWith(placesOf(activations.gelu.range.infimum), {
      why: "There the curve has its lowest point, and a unit that sits there passes nothing on.",
      inputs: [[]],
      tolerance: 1e-12,
      toleranceFrom: "the slope is right to some 1e-16 there, and rises by a half for each step of 1",
    });
  });

  test("keeps its digits far to the left", () => {
    expect(geluDerivative).toAgreeWith(activations.gelu.derivative, {
      why: "Small slopes are multiplied from layer to layer. A term that has rounded to 0 is a hundredth of the slope at −9.",
      inputs: asInputs([-5, -6, -7, -8, -9, -20, -37]),
      tolerance: 1e-12,
      toleranceFrom: "x² is rounded, and the exponential multiplies that by x²/2: 1.5e-13 at −37",
    });
  });

  test("is finite far out, at ±10,000", () => {
    expect(geluDerivative).toAgreeWith([1, 0], {
      why: "Far to the right the gate is open, and far to the left it is shut.",
      inputs: asInputs([10_000, -10_000]),
      tolerance: 0,
      toleranceFrom: "these are the numbers nearest to the true ones",
    });
  });

  test("makes up 1 together with its mirror image", () => {
    const seed = 3;
    forAll({ why: "f(x) − f(−x) = x, and the slope of x is 1.", seed }, [numbers(-30, 30)], (x) => {
      const slopeSum = () => geluDerivative(x) + geluDerivative(-x);
      expect(slopeSum).toAgreeWith([1], {
        why: "So wherever the slope is above 1, it is below 0 on the other side.",
        inputs: [[]],
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      });
    });
  });
});

describe("selu", () => {
  const seluValue = (x: number) => selu(x).value;

  test("gives a value and a slope on either side of 0", () => {
    expect(selu).toAgreeWith((x) => recordOf(activations.selu, x), {
      why: "λ multiplies both sides. Without it on one of them, the balance of the two is lost.",
      inputs: asInputs([-1, 2, -0.25, 0.5, -3, 30]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("keeps the digits of its slope far to the left", () => {
    const slopeOfSelu = (x: number) => selu(x).slope;
    expect(slopeOfSelu).toAgreeWith(activations.selu.derivative, {
      why: "The value has become flat there. The slope is small, and it is not 0.",
      inputs: asInputs([-10, -20, -40, -700]),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("is finite far out, at ±10,000", () => {
    const { lambda = Number.NaN, alpha = Number.NaN } = activations.selu.parameters;
    expect(selu).toAgreeWith(
      [
        { value: lambda * 10_000, slope: lambda },
        { value: -lambda * alpha, slope: 0 },
      ],
      {
        why: "0 times Infinity is NaN: a side that does not count must not be computed.",
        inputs: asInputs([10_000, -10_000]),
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("keeps mean 0 and variance 1", () => {
    const seed = 4;
    const draw = random(seed);
    const outputs = Array.from({ length: 20_000 }, () => seluValue(draw.normal()));
    const moment = (k: number) => normalMean((z) => activations.selu.value(z) ** k, 1 / 64);
    expect(outputs).toHaveMoments({
      why: "This is what λ and α are for: numbers of mean 0 and variance 1 come out of SELU with mean 0 and variance 1.",
      mean: 0,
      variance: 1,
      distribution: { skewness: moment(3), kurtosis: moment(4), sixth: moment(6) },
      falseAlarm: 1e-9,
      seed,
    });
  });
});

describe("a stack of layers", () => {
  // Where pre-activations of mean square q are normal numbers, a layer of weights with variance 2 / fan-in makes them 2 E[f(√q z)²],
  // and passes on √(2 E[f′(√q z)²]) of the gradient's norm.
  const leftWithHe =
    (value: (x: number) => number, slope: (x: number) => number) =>
    (layers: number): number => {
      let [meanSquare, squaredNorm] = [2, 1];
      for (let layer = 1; layer < layers; layer++) {
        const size = Math.sqrt(meanSquare);
        squaredNorm *= 2 * normalMean((z) => slope(size * z) ** 2, 1 / 4);
        meanSquare = 2 * normalMean((z) => value(size * z) ** 2, 1 / 4);
      }
      return Math.sqrt(squaredNorm);
    };

  test("of GELU with He's weights loses its gradient: 2.7e-6 is left after 50 layers", () => {
    const leftOfTheGradient = leftWithHe(gelu, geluDerivative);
    expect(leftOfTheGradient).toAgreeWith(leftWithHe(activations.gelu.value, activations.gelu.derivative), {
      why: "He's weights make up for what ReLU takes. GELU takes more: its outputs shrink from layer to layer, towards 0, where its slope is 1/2.",
      inputs: [[10], [20], [50]],
      tolerance: 1e-10,
      toleranceFrom:
        "50 layers with a few roundings each, and what a layer gets wrong the next ones multiply",
    });
  });
});
