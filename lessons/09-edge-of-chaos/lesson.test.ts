import { type Activation, identity, relu, selu, sigmoid, tanh } from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { matrixFromRows, norm, normalMatrix, probe, random, Tape, uniformMatrix } from "@vanishing/core";
import { criticalSigmaW, gaussianMean, meanField } from "@vanishing/initializers";
import { describe, expect, test } from "vitest";
import { chi, depthScale, fixedPoint, orthogonal } from "#exercise/09-edge-of-chaos";

expect.extend(matchers);

const rootTwo = Math.sqrt(2);
const criticalForSigmoid = criticalSigmaW(sigmoid) ?? Number.NaN;

/** The packages' q*, for an activation whose lengths come to rest. */
function restingLength(f: Activation, sigmaW: number, sigmaB = 0): number {
  const fixed = meanField(f, { sigmaW, sigmaB }).fixedPoint();
  return fixed.kind === "fixed" ? fixed.length : Number.NaN;
}

describe("chi", () => {
  test("of ReLU is σ_w² / 2 at every length", () => {
    const chiOfRelu = (sigmaW: number, q: number) => chi(relu, sigmaW, q);
    expect(chiOfRelu).toAgreeWith((sigmaW) => sigmaW ** 2 / 2, {
      why: "Half of the units of a random ReLU layer pass the gradient on as it is, half pass nothing. So He's σ_w² = 2 keeps its norm.",
      inputs: [rootTwo, 1, Math.sqrt(1 / 3), 3].flatMap((sigmaW) => [0.01, 1, 50].map((q) => [sigmaW, q])),
      tolerance: 1e-10,
      toleranceFrom: "the rule is exact for a step at 0, and 400 roundings are below 1e-13",
    });
  });

  test("agrees with mean-field theory for tanh", () => {
    const chiOfTanh = (sigmaW: number, q: number) => chi(tanh, sigmaW, q);
    expect(chiOfTanh).toAgreeWith((sigmaW, q) => meanField(tanh, { sigmaW }).chi(q), {
      why: "The longer the pre-activations are, the more units saturate, and the less of the gradient comes through.",
      inputs: [1, 2, 5 / 3].flatMap((sigmaW) => [0.01, 0.25, 1, 4].map((q) => [sigmaW, q])),
      tolerance: 1e-8,
      toleranceFrom:
        "cells of 1/16 are off by less than 1e-14 for so smooth a slope, other good rules by some 1e-9",
    });
  });

  test("agrees with mean-field theory for the sigmoid", () => {
    const chiOfSigmoid = (sigmaW: number, q: number) => chi(sigmoid, sigmaW, q);
    expect(chiOfSigmoid).toAgreeWith((sigmaW, q) => meanField(sigmoid, { sigmaW }).chi(q), {
      why: "The sigmoid's slope is at most 1/4, so that χ is at most σ_w² / 16.",
      inputs: [1, rootTwo, 10].flatMap((sigmaW) => [0.25, 1, 40].map((q) => [sigmaW, q])),
      tolerance: 1e-8,
      toleranceFrom:
        "cells of 1/16 are off by less than 1e-14 for so smooth a slope, other good rules by some 1e-9",
    });
  });

  test("of tanh at length 0 is σ_w²", () => {
    const chiOfTanh = (sigmaW: number, q: number) => chi(tanh, sigmaW, q);
    expect(chiOfTanh).toAgreeWith([0.81, 1, 4], {
      why: "Where all pre-activations are 0 the slope is 1 in each unit, and the weights alone decide: σ_w = 1 is critical.",
      inputs: [
        [0.9, 0],
        [1, 0],
        [2, 0],
      ],
      tolerance: 1e-10,
      toleranceFrom: "the mean of a constant is that constant, up to 400 roundings",
    });
  });

  test("of SELU takes the jump of its slope into account", () => {
    const chiOfSelu = (sigmaW: number, q: number) => chi(selu, sigmaW, q);
    expect(chiOfSelu).toAgreeWith((sigmaW, q) => meanField(selu, { sigmaW }).chi(q), {
      why: "SELU's slope jumps at 0. Where 0 is the edge of a cell, a jump does little harm; rules that take the slope for one polynomial are off by 6e-3.",
      inputs: [[1, 1]],
      tolerance: 1e-3,
      toleranceFrom: "cells of 1/16 on both sides of the jump are off by 5e-4",
    });
  });
});

describe("fixedPoint", () => {
  test("of a linear layer is σ_b² / (1 − σ_w²)", () => {
    const fixedPointOfLinear = (sigmaW: number, sigmaB: number) => fixedPoint(identity, sigmaW, sigmaB);
    expect(fixedPointOfLinear).toAgreeWith((sigmaW, sigmaB) => sigmaB ** 2 / (1 - sigmaW ** 2), {
      why: "With φ(x) = x the step is q ← σ_w² q + σ_b², and what it leaves alone can be found by hand.",
      inputs: [
        [0.5, 1],
        [0.5, 0.1],
        [0.7, 3],
      ],
      tolerance: 1e-8,
      toleranceFrom: "a step of 1e-12 from rest, here never more than 1e-10 of q",
    });
  });

  test("agrees with mean-field theory for tanh", () => {
    const fixedPointOfTanh = (sigmaW: number, sigmaB: number) => fixedPoint(tanh, sigmaW, sigmaB);
    expect(fixedPointOfTanh).toAgreeWith((sigmaW, sigmaB) => restingLength(tanh, sigmaW, sigmaB), {
      why: "After some layers every input has the same length, whatever it was at first. The gradient of a deep network is decided there.",
      inputs: [
        [2, 0.5],
        [rootTwo, 0],
        [5 / 3, 0],
        [1.5, 0.3],
        [0.5, 1],
      ],
      tolerance: 1e-8,
      toleranceFrom: "the last step is 1e-12, and what is left to go is a few times that",
    });
  });

  test("agrees with mean-field theory for the sigmoid", () => {
    const fixedPointOfSigmoid = (sigmaW: number, sigmaB: number) => fixedPoint(sigmoid, sigmaW, sigmaB);
    expect(fixedPointOfSigmoid).toAgreeWith((sigmaW, sigmaB) => restingLength(sigmoid, sigmaW, sigmaB), {
      why: "The sigmoid's outputs have the mean 1/2, and this counts: E[φ²] is a mean square, not a variance.",
      inputs: [
        [1, 0],
        [rootTwo, 0],
        [3, 1],
        [criticalForSigmoid, 0],
      ],
      tolerance: 1e-8,
      toleranceFrom: "the last step is 1e-12, and what is left to go is a few times that",
    });
  });

  test("comes to an end where the lengths hardly do", () => {
    const fixedPointOfTanh = (sigmaW: number) => fixedPoint(tanh, sigmaW, 0);
    expect(fixedPointOfTanh).toAgreeWith([restingLength(tanh, rootTwo), 0, 0], {
      why: "At σ_w = 1 the length falls like 1/(2l) after l layers. It comes to 0, and never rests.",
      inputs: [[rootTwo], [1], [0.9]],
      tolerance: 2e-3,
      toleranceFrom: "after 1000 steps 1/2000 is left, which is 8e-4 of the largest value",
      relativeTo: "all calls",
    });
  });
});

describe("depthScale", () => {
  test("is −1 / ln χ₁ in layers", () => {
    expect(depthScale).toAgreeWith([1 / Math.log(2), 1, 10, 100], {
      why: "After ξ layers the squared norm is 1/e of what it was: this is how deep a gradient reaches.",
      inputs: [[0.5], [1 / Math.E], [Math.exp(-0.1)], [Math.exp(-0.01)]],
      tolerance: 1e-10,
      toleranceFrom: "one rounding of χ₁, which ln χ₁ = −0.01 makes a hundred times larger",
    });
  });

  test("is negative where the gradient grows", () => {
    expect(depthScale).toAgreeWith([-1, -1 / Math.log(2), -100], {
      why: "Above 1 the same number is a growth length, and its sign says so.",
      inputs: [[Math.E], [2], [Math.exp(0.01)]],
      tolerance: 1e-10,
      toleranceFrom: "one rounding of χ₁, which ln χ₁ = 0.01 makes a hundred times larger",
    });
  });

  test("is Infinity at χ₁ = 1", () => {
    expect(depthScale).toAgreeWith([Number.POSITIVE_INFINITY], {
      why: "On the edge nothing falls and nothing grows, at any depth. In the machine −1 / 0 is −Infinity, which would be growth.",
      inputs: [[1]],
      tolerance: 0,
      toleranceFrom: "it is exactly Infinity",
    });
  });
});

describe("the edge of chaos", () => {
  const chiAtRest = (f: Activation, sigmaW: number) => chi(f, sigmaW, fixedPoint(f, sigmaW, 0));
  const growthOfTanh = (sigmaW: number) => Math.sqrt(chiAtRest(tanh, sigmaW));
  const chiOfSigmoid = (sigmaW: number) => chiAtRest(sigmoid, sigmaW);
  const depthScaleOf = (f: Activation, sigmaW: number) => depthScale(chiAtRest(f, sigmaW));

  test("lies behind tanh with gain 5/3: its gradient grows by 10 % a layer", () => {
    expect(growthOfTanh).toAgreeWith((sigmaW) => Math.sqrt(meanField(tanh, { sigmaW }).fixedPoint().chi1), {
      why: "A gain that keeps the outputs large makes the gradient grow: χ₁ is 1.2098, and its root 1.1 for the norm.",
      inputs: [[5 / 3], [rootTwo], [2]],
      tolerance: 1e-6,
      toleranceFrom:
        "the errors of χ and of q* add up, and rules that are good to 1e-9 at q = 1 are good to 1e-7 at q = 60",
    });
  });

  test("is out of reach for a sigmoid with weights of usual size", () => {
    expect(chiOfSigmoid).toAgreeWith((sigmaW) => meanField(sigmoid, { sigmaW }).fixedPoint().chi1, {
      why: "At σ_w = 1 a layer of sigmoids leaves 5.6 % of the squared norm. It takes σ_w = 10.149 to leave all of it.",
      inputs: [[1], [rootTwo], [5], [criticalForSigmoid], [12]],
      tolerance: 1e-6,
      toleranceFrom:
        "the errors of χ and of q* add up, and rules that are good to 1e-9 at q = 1 are good to 1e-7 at q = 60",
    });
  });

  test("is where depth scales change their sign", () => {
    const depthScaleOfSigmoid = (sigmaW: number) => depthScaleOf(sigmoid, sigmaW);
    expect(depthScaleOfSigmoid).toAgreeWith(
      (sigmaW) => meanField(sigmoid, { sigmaW }).fixedPoint().depthScale,
      {
        why: "Chi, fixed point and depth scale together say how deep a network may be.",
        inputs: [[1], [5], [9], [12]],
        tolerance: 1e-5,
        toleranceFrom: "an error of 1e-6 in χ₁, which a ln χ₁ of −0.1 or more makes ten times larger",
      },
    );
  });
});

/** Normal numbers in rows, n by n. */
function gaussianRows(draw: { normal(): number }, n: number): number[][] {
  return Array.from({ length: n }, () => Array.from({ length: n }, () => draw.normal()));
}

type Rows = readonly (readonly number[])[];

function product(a: Rows, b: Rows): number[][] {
  return a.map((row) =>
    (b[0] ?? []).map((_, j) => row.reduce((sum, entry, i) => sum + entry * (b[i]?.[j] ?? Number.NaN), 0)),
  );
}

describe("orthogonal", () => {
  test("gives columns of length 1 at right angles: QᵀQ = I to 1e-12", () => {
    const seed = 1;
    const draw = random(seed);
    const qTransposedTimesQ = (gaussian: Rows) => {
      const q = orthogonal(gaussian);
      return q[0]?.map((_, i) =>
        q[0]?.map((_, j) => q.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
      );
    };
    const unit = (gaussian: Rows) => gaussian.map((_, i) => gaussian.map((_, j) => (i === j ? 1 : 0)));
    expect(qTransposedTimesQ).toAgreeWith(unit, {
      why: "A matrix that keeps all lengths and angles can neither shrink a gradient nor enlarge it.",
      inputs: [
        [
          [
            [3, 1],
            [4, 2],
          ],
        ],
        ...[2, 3, 8, 20].map((n) => [gaussianRows(draw, n)]),
      ],
      tolerance: 1e-12,
      toleranceFrom:
        "20 steps with 20 roundings each are 4e-14, and a matrix that is nearly singular loses one more digit",
      seed,
    });
  });

  test("turns with the matrix that it is given", () => {
    const gaussian = [
      [1, -0.5, 0.3],
      [-0.4, -1.2, 0.7],
      [0.2, 0.6, 1.5],
    ];
    // Half a turn takes the first row and the first column to the other side. All digits stay as they are, so that a message can be read.
    const halfTurn = [
      [-1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
    ];
    const quarterTurn = [
      [0, 1, 0],
      [-1, 0, 0],
      [0, 0, 1],
    ];
    const rotations = [halfTurn, quarterTurn];
    const own = orthogonal(gaussian);
    const fromLeft = (a: Rows) => rotations.map((rotation) => product(rotation, a));
    const fromRight = (a: Rows) => rotations.map((rotation) => product(a, rotation));
    const distance = (a: Rows, b: Rows) =>
      Math.max(...a.flatMap((row, i) => row.map((entry, j) => Math.abs(entry - (b[i]?.[j] ?? 0)))));
    // Decompositions by columns turn with the left side, those by rows with the right one, and the polar factor with both.
    const turnsFromRight = fromRight(gaussian).every(
      (turned, k) => distance(orthogonal(turned), fromRight(own)[k] ?? []) < 1e-9,
    );
    const turn = turnsFromRight ? fromRight : fromLeft;
    expect(orthogonal).toAgreeWith(turn(own), {
      why: `The input is ${JSON.stringify(gaussian).replaceAll(",", ", ")}, turned, and turned it is as likely as before. If what you make of it is turned alike, no direction is preferred.`,
      inputs: turn(gaussian).map((turned) => [turned]),
      tolerance: 1e-9,
      toleranceFrom: "some hundred roundings; a wrong sign is off by 1",
    });
  });

  test("prefers no direction: each entry has mean 0 and variance 1/n", () => {
    const seed = 2;
    const draw = random(seed);
    const [n, samples] = [4, 500];
    const drawn = Array.from({ length: samples }, () => orthogonal(gaussianRows(draw, n)));
    // A row is a random direction. Its entries have the moments E x² = 1/n, E x⁴ = 3/(n(n + 2)) and E x⁶ = 15/(n(n + 2)(n + 4)).
    const distribution = {
      skewness: 0,
      kurtosis: (3 * n) / (n + 2),
      sixth: (15 * n ** 2) / ((n + 2) * (n + 4)),
    };
    for (let place = 0; place < n * n; place++) {
      const [i, j] = [Math.floor(place / n), place % n];
      expect(drawn.map((q) => q[i]?.[j])).toHaveMoments({
        why: `The entry in row ${i}, column ${j} (counted from 0) of ${samples} drawn matrices is as often positive as negative, or the draw is not an even one.`,
        mean: 0,
        variance: 1 / n,
        distribution,
        falseAlarm: 1e-9,
        seed,
      });
    }
  });
});

/** A random network without biases: its lengths q_l, layer by layer, and ln ‖∂L/∂z_1‖² − ln ‖∂L/∂z_L‖². */
interface Network {
  readonly lengths: readonly number[];
  readonly logGain: number;
}

interface Stack {
  readonly f: Activation;
  readonly sigmaW: number;
  readonly width: number;
  readonly depth: number;
}

/** Runs one input of mean square 1 forward, and one random gradient back. */
function network({ f, sigmaW, width, depth }: Stack, seed: number): Network {
  const draw = random(seed);
  const tape = new Tape({ precision: "f64" });
  // Uniform on ±σ_w √(3 / fan-in), which has the variance σ_w² / fan-in.
  const weight = () => tape.constant(uniformMatrix(draw, width, width, sigmaW * Math.sqrt(3 / width), "f64"));
  let z = tape.parameter(normalMatrix(draw, 1, width, sigmaW, "f64")).label("layer 1");
  for (let layer = 2; layer <= depth; layer++) z = z.apply(f).matmul(weight()).label(`layer ${layer}`);
  z.backward(normalMatrix(draw, 1, width, 1, "f64"));
  const layers = probe(tape);
  const gradientOf = (place: number) => layers.at(place)?.gradientRms ?? Number.NaN;
  return {
    lengths: layers.map(({ valueRms }) => valueRms ** 2),
    logGain: 2 * Math.log(gradientOf(0) / gradientOf(-1)),
  };
}

/** What the learner's χ says of ln of the squared gain along a network's own lengths: the last layer is where the gradient comes in. */
function predictedLogGain({ f, sigmaW }: Stack, { lengths }: Network): number {
  return lengths.slice(0, -1).reduce((sum, q) => sum + Math.log(chi(f, sigmaW, q)), 0);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a deep network", () => {
  test("of 100 orthogonal linear layers keeps every norm to 1e-10", () => {
    const seed = 3;
    const draw = random(seed);
    const [width, depth] = [12, 100];
    const weights = Array.from({ length: depth }, () => orthogonal(gaussianRows(draw, width)));
    const normsAfter = (size: number) => {
      const tape = new Tape({ precision: "f64" });
      const input = normalMatrix(random(seed), 1, width, size / Math.sqrt(width), "f64");
      const x = tape.parameter(input);
      const layers = weights.map((rows) => tape.constant(matrixFromRows(rows, "f64")));
      const output = layers.reduce((h, weight) => h.matmul(weight), x);
      output.backward(input);
      const sizes = [norm(output.value), x.gradient ? norm(x.gradient) : Number.NaN];
      return sizes.map((left) => left / norm(input));
    };
    expect(normsAfter).toAgreeWith(
      [
        [1, 1],
        [1, 1],
      ],
      {
        why: "Forward and back, each layer is a rotation or a reflection. A hundred of them are one too, and nothing vanishes.",
        inputs: [[1], [1e-200]],
        tolerance: 1e-10,
        toleranceFrom: "100 layers of 1e-14 each",
        seed,
      },
    );
  });

  test.each([
    { name: "tanh at its critical σ_w = 1", f: tanh, sigmaW: 1, width: 128, depth: 50, networks: 2 },
    { name: "tanh with gain 5/3", f: tanh, sigmaW: 5 / 3, width: 128, depth: 20, networks: 2 },
    { name: "the sigmoid with σ_w = 1", f: sigmoid, sigmaW: 1, width: 64, depth: 20, networks: 2 },
  ])("of $name follows χ along its own lengths", ({ networks, ...stack }) => {
    const seed = 4;
    const { f, width, depth } = stack;
    const runs = Array.from({ length: networks }, (_, k) => network(stack, seed + k));
    const rateOf = (logGains: readonly number[]) => Math.exp(mean(logGains) / 2 / (depth - 1));
    const predictedRate = () => rateOf(runs.map((run) => predictedLogGain(stack, run)));
    // One layer of width n adds the variance V/n to ln of the squared norm, where V = 3 E[φ′⁴] / E[φ′²]² − 1.
    const spread = mean(
      runs.flatMap(({ lengths }) =>
        lengths.slice(0, -1).map((q) => {
          const [slopes, slopesFourth] = [2, 4].map((k) => gaussianMean((x) => f.derivative(x) ** k, q)) as [
            number,
            number,
          ];
          return (3 * slopesFourth) / slopes ** 2 - 1;
        }),
      ),
    );
    const standardError = Math.sqrt(spread / width / (networks * (depth - 1))) / 2;
    const finiteWidth = (spread / 4 + 1 / 2) / width;
    expect(predictedRate).toAgreeWith([rateOf(runs.map(({ logGain }) => logGain))], {
      why: "This factor a layer was measured in real networks. Your χ at the lengths of their own layers, multiplied, has to say the same.",
      inputs: [[]],
      tolerance: 3.9 * standardError + finiteWidth,
      toleranceFrom: `3.9 standard errors √(V/n)/2 for ${networks} networks of width n = ${width}, a false alarm in 10,000; and (V/4 + 1/2)/n, since the mean of a logarithm lies below, and the weights are the same on both ways`,
      seed,
    });
  });

  test.each([
    { width: 32, networks: 60 },
    { width: 64, networks: 60 },
  ])("of width $width strays from χ by 5/width a layer", ({ width, networks }) => {
    const seed = 100;
    const stack = { f: relu, sigmaW: rootTwo, width, depth: 11 };
    const strayed = Array.from({ length: networks }, (_, k) => {
      const run = network(stack, seed + k);
      return run.logGain - predictedLogGain(stack, run);
    });
    const layers = stack.depth - 1;
    expect(strayed).toHaveMoments({
      why: "χ speaks of infinite width. At width n, ln of the squared gain of ReLU after k layers has the mean −5k/2n and the variance 5k/n: the narrower, the worse.",
      mean: (-5 * layers) / (2 * width),
      variance: (5 * layers) / width,
      distribution: "normal",
      falseAlarm: 1e-4,
      seed,
    });
  });
});
