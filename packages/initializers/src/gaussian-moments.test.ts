import { type Activation, activations } from "@vanishing/activations";
import { tanhElementwise } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { gaussianMean } from "./gaussian-mean.ts";
import { type GaussianMoments, gaussianMoments } from "./gaussian-moments.ts";

const rows = Object.values(activations);

/** E φ, E φ², E φ′² for a standard normal, by 46-digit quadrature. The last four to 15 digits. */
const unitVariance: [keyof typeof activations, number, number, number][] = [
  ["sigmoid", 0.5, 0.29337903585809296274, 0.044836241350194371793],
  ["tanh", 0, 0.39429449039784117442, 0.46440290244826824197],
  ["erf", 0, 0.46455905439753997851, 0.56941003473374164678],
  ["relu", 0.39894228040143267794, 0.5, 0.5],
  ["elu", 0.16052057226655604962, 0.64494541749292386306, 0.66810200122317060643],
  ["selu", 0, 1, 1.0715749924557992576],
  ["softplus", 0.80605918334743978453, 0.92124590885930027868, 0.29337903585809296274],
  ["softsign", 0, 0.18301402126654749909, 0.2276713404221824997],
  ["silu", 0.20662096414190703726, 0.35577551981735215623, 0.379482351632829309],
  ["gelu", 0.28209479177387814347, 0.42522148257029867492, 0.45585086564928712211],
  ["geluTanh", 0.28203858807878871175, 0.4251937110330994512, 0.45581784596295060428],
  ["mish", 0.24040388837479144371, 0.45234219237588277068, 0.47908375837396977461],
  ["arctan", 0, 0.44970091643490215726, 0.5],
  ["logSigmoid", -0.80605918334743978453, 0.92124590885930027868, 0.29337903585809296274],
  ["identity", 0, 1, 1],
  ["hardSigmoidSixth", 0.5, 0.277639091056513, 0.0277027834426872],
  ["hardTanh", 0, 0.516058550961713, 0.682689492137086],
  ["relu6", 0.398942280245076, 0.49999999807527, 0.499999999013412],
  ["leakyRelu", 0.394952857597418, 0.50005, 0.50005],
  ["prelu", 0.299206710301075, 0.53125, 0.53125],
  ["hardSwish", 0.166216700656123, 0.331567375137908, 0.358531517178605],
];

test.each(unitVariance)("the moments of %s at q = 1", (id, mean, meanSquare, slopeMeanSquare) => {
  const moments = gaussianMoments(activations[id]);
  expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(4e-15);
  expect(moments.meanSquare / meanSquare - 1).toSatisfy(within(2e-14));
  expect(moments.slopeMeanSquare / slopeMeanSquare - 1).toSatisfy(within(2e-14));
});

describe.each(rows)("the moments of $id", (row) => {
  test.each([1e-6, 0.01, 0.3, 1, 3, 10, 100])(
    "at q = %d are those of a rule with thousands of small cells",
    (q) => {
      const fine = finelyIntegrated(row, q);
      const moments = gaussianMoments(row, q);
      expect(moments.meanSquare / fine.meanSquare - 1).toSatisfy(within(2e-14));
      // The slope of the step is 0.
      if (row.id !== "step") {
        expect(moments.slopeMeanSquare / fine.slopeMeanSquare - 1).toSatisfy(within(2e-14));
        // Where φ(0) ≠ 0 the two sides of the growth cancel down to a share √q.
        const tolerance = 5e-14 / Math.min(1, row.value(0) === 0 ? 1 : Math.sqrt(q));
        expect(moments.growth / fine.growth - 1).toSatisfy(within(tolerance));
      }
    },
  );

  test("change with q as the growth says", () => {
    if (row.id === "step") return;
    for (const q of [0.1, 1, 7]) {
      const h = 1e-4 * q;
      const difference =
        (gaussianMoments(row, q + h).meanSquare - gaussianMoments(row, q - h).meanSquare) / (2 * h);
      // Truncation (h/q)² and rounding 1e-15 q/h, relative to meanSquare / q, which is at least the growth.
      const { growth, meanSquare } = gaussianMoments(row, q);
      expect(Math.abs(difference - growth)).toBeLessThanOrEqual((1e-7 * meanSquare) / q);
    }
  });
});

test.each([1e-9, 0.2, 1, 40, 1e4])("closed forms at q = %d", (q) => {
  const erf = gaussianMoments(activations.erf, q);
  expect(erf.meanSquare / ((2 / Math.PI) * Math.asin((2 * q) / (1 + 2 * q))) - 1).toSatisfy(within(2e-14));
  expect(erf.slopeMeanSquare / (4 / Math.PI / Math.sqrt(1 + 4 * q)) - 1).toSatisfy(within(2e-14));
  const relu = gaussianMoments(activations.relu, q);
  expect(relu.mean / Math.sqrt(q / (2 * Math.PI)) - 1).toSatisfy(within(2e-14));
  expect(relu.meanSquare / (q / 2) - 1).toSatisfy(within(2e-14));
  expect(relu.growth * 2 - 1).toSatisfy(within(2e-14));
});

test("at q = 0 they are limits: half of the units have either slope of a kink", () => {
  expect(gaussianMoments(activations.relu, 0).slopeMeanSquare).toBeCloseTo(1 / 2, 14);
  expect(gaussianMoments(activations.selu, 0).growth).toBeCloseTo(
    (activations.selu.derivative(1) ** 2 + activations.selu.derivative(-1e-30) ** 2) / 2,
    13,
  );
  expect(gaussianMoments(activations.sigmoid, 0).meanSquare).toBeCloseTo(1 / 4, 14);
  // σ² has the slope 2 · σ(0) σ″(0) / 2 + σ′(0)² = 1/16 in q.
  expect(gaussianMoments(activations.sigmoid, 0).growth).toBeCloseTo(1 / 16, 9);
});

test("a function of core without pieces has the same moments", () => {
  expect(gaussianMoments(tanhElementwise, 2)).toEqual(gaussianMoments(activations.tanh, 2));
});

describe("gaussianMean", () => {
  test("has the moments of a normal variable", () => {
    expect(gaussianMean(() => 7)).toBeCloseTo(7, 14);
    expect(gaussianMean((x) => x, 4)).toBeCloseTo(0, 14);
    expect(gaussianMean((x) => x ** 4, 4) / 48 - 1).toSatisfy(within(1e-14));
    expect(gaussianMean((x) => x ** 8) / 105 - 1).toSatisfy(within(1e-13));
  });

  test("stops at the breaks that it is told, to any side", () => {
    const share = (from: number) => gaussianMean((x) => (x > from ? 1 : 0), 1, [from]);
    expect(share(2) / 0.022750131948179207 - 1).toSatisfy(within(1e-14));
    expect(share(-2) / 0.97724986805182079 - 1).toSatisfy(within(1e-14));
    expect(Math.abs(gaussianMean((x) => (x > 2 ? 1 : 0)) - 0.022750131948179207)).toBeGreaterThan(1e-6);
  });

  test("agrees with the midpoint rule on [−12, 12] with step 1/4, which is enough for tanh", () => {
    let [sum, total] = [0, 0];
    for (let k = -48; k < 48; k++) {
      const z = (k + 1 / 2) / 4;
      const weight = Math.exp((-z * z) / 2);
      total += weight;
      sum += weight * Math.tanh(z) ** 2;
    }
    expect(gaussianMean((x) => Math.tanh(x) ** 2) / (sum / total) - 1).toSatisfy(within(3e-13));
  });

  test.each([
    [() => gaussianMean(3 as never), "gaussianMean: expected a function of one number, came 3"],
    [() => gaussianMean((x) => x, -1), "gaussianMean: expected q to be a finite number from 0 on, came -1"],
    [() => gaussianMean((x) => x, Number.NaN), "came NaN"],
    [() => gaussianMoments("tanh" as never), "gaussianMoments: expected an elementwise function"],
    [() => gaussianMoments(activations.tanh, -1), "gaussianMoments: expected q to be a finite number from 0"],
    [() => gaussianMoments(activations.tanh, "1" as never), 'came "1"'],
    [
      () => gaussianMoments({ name: "broken", value: () => Number.NaN, derivative: () => 1 }),
      "mean-field theory of broken: expected numbers as value(x) and derivative(x), came NaN",
    ],
  ])("refuses bad input (%#)", (call, message) => {
    expect(call).toThrow(message);
  });
});

function within(tolerance: number): (difference: number) => boolean {
  return (difference) => Math.abs(difference) <= tolerance;
}

/**
 * The moments by Boole's rule in z, from one end of a piece to the next, in cells so small in z and in x that the rule's error, a sixth
 * power, is below rounding.
 */
function finelyIntegrated(row: Activation, q: number): Omit<GaussianMoments, "mean"> {
  const root = Math.sqrt(q);
  const ends = [
    -10,
    ...row.pieces
      .slice(1)
      .map(({ from }) => from / root)
      .filter((z) => z > -10 && z < 10),
    10,
  ];
  const [total, meanSquare, slopeMeanSquare, growth] = [
    carefulSum(),
    carefulSum(),
    carefulSum(),
    carefulSum(),
  ];
  ends.slice(1).forEach((to, i) => {
    const from = ends[i] ?? Number.NaN;
    const cells = Math.ceil((to - from) / Math.min(0.02, 0.005 / root));
    const step = (to - from) / cells;
    for (let cell = 0; cell < cells; cell++) {
      boole.forEach((share, place) => {
        // Just inside the piece: at its ends φ′ follows a convention.
        const within = place === 0 ? 1e-9 : place === 4 ? 4 - 1e-9 : place;
        const z = from + (cell + within / 4) * step;
        const weight = share * step * Math.exp((-z * z) / 2);
        const [value, slope] = [row.value(root * z), row.derivative(root * z)];
        total.add(weight);
        meanSquare.add(weight * value ** 2);
        slopeMeanSquare.add(weight * slope ** 2);
        growth.add((weight * value * slope * z) / root);
      });
    }
  });
  return {
    meanSquare: meanSquare.value() / total.value(),
    slopeMeanSquare: slopeMeanSquare.value() / total.value(),
    growth: growth.value() / total.value(),
  };
}

const boole = [7, 32, 12, 32, 7].map((share) => share / 90);

/** Kahan's sum: what rounding took from one addition is given to the next. */
function carefulSum() {
  let [sum, lost] = [0, 0];
  return {
    add(term: number) {
      const whole = term + lost;
      const next = sum + whole;
      lost = whole - (next - sum);
      sum = next;
    },
    value: () => sum,
  };
}
