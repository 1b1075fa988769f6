import { type Activation, relu, sigmoid } from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import { matrixFromRows, norm, normalMatrix, probe, random, Tape } from "@vanishing/core";
import { gaussianMean, gaussianMoments, meanField } from "@vanishing/initializers";
import { describe, expect, test } from "vitest";
import { glorot, he, layerVariances, type Weight } from "#exercise/08-variance";

expect.extend(matchers);

const seed = 8;

/** An initialiser with a seed in place of the stream: each call gets a stream of its own. */
type Seeded = (seed: number, fanIn: number, fanOut: number) => number[][];
const glorotFromSeed: Seeded = (seed, fanIn, fanOut) => glorot(random(seed), fanIn, fanOut);
const heFromSeed: Seeded = (seed, fanIn, fanOut) => he(random(seed), fanIn, fanOut);

/** How many entries are the same number, in the same place, in what two seeds draw. */
const comparing = (drawn: Seeded) =>
  function equalEntries(oneSeed: number, otherSeed: number, fanIn: number, fanOut: number): number {
    const others = drawn(otherSeed, fanIn, fanOut).flat();
    return drawn(oneSeed, fanIn, fanOut)
      .flat()
      .filter((entry, place) => entry === others[place]).length;
  };

/** How many different numbers a weight holds. */
const counting = (drawn: Seeded) =>
  function differentEntries(seed: number, fanIn: number, fanOut: number): number {
    return new Set(drawn(seed, fanIn, fanOut).flat()).size;
  };

const theVeryNumbers = "these are counts";

// A stream cannot be written down, so a failure names the call that a learner can make.
const callOf = (name: string) => ({
  shown: (seed: number, fanIn: number, fanOut: number) =>
    `${name}(a stream from seed ${seed}, ${fanIn}, ${fanOut})`,
});
const callsOf = (name: string) => ({
  shown: (oneSeed: number, otherSeed: number, fanIn: number, fanOut: number) =>
    `how many entries are equal in ${name}(stream, ${fanIn}, ${fanOut}) from seeds ${oneSeed} and ${otherSeed}`,
});
const countOf = (name: string) => ({
  shown: (seed: number, fanIn: number, fanOut: number) =>
    `how many different entries ${name}(a stream from seed ${seed}, ${fanIn}, ${fanOut}) has`,
});

/** What holds for every way to draw weights, whatever their distribution. */
function testDraws(name: string, fromSeed: Seeded): void {
  test("gives fan-in rows of fan-out entries", () => {
    expect(fromSeed).toKeepShape({
      ...callOf(name),
      why: "A batch in rows times the weight, x · W, needs one row of W for each input.",
      inputs: [[seed, 2, 5]],
      shape: [2, 5],
      seed,
    });
  });

  test("gives the same weights from the same seed, and others from another", () => {
    expect(comparing(fromSeed)).toAgreeWith([15, 0], {
      ...callsOf(name),
      why: "A run that cannot be repeated cannot be explained. All chance comes from the stream that is handed in.",
      inputs: [
        [1, 1, 3, 5],
        [1, 2, 3, 5],
      ],
      tolerance: 0,
      toleranceFrom: theVeryNumbers,
    });
  });

  test("draws every weight on its own", () => {
    expect(counting(fromSeed)).toAgreeWith([15], {
      ...countOf(name),
      why: "Two units with equal weights compute the same, get the same gradient, and stay equal for ever.",
      inputs: [[seed, 3, 5]],
      tolerance: 0,
      toleranceFrom: theVeryNumbers,
      seed,
    });
  });
}

describe("glorot", () => {
  testDraws("glorot", glorotFromSeed);

  test("is uniform around 0 with variance 2 / (fan-in + fan-out), in a square layer", () => {
    expect(glorotFromSeed(seed, 200, 200)).toHaveMoments({
      why: "A uniform number between −limit and limit has mean 0 and variance limit² / 3.",
      mean: 0,
      variance: 2 / 400,
      distribution: "uniform",
      range: [-Math.sqrt(6 / 400), Math.sqrt(6 / 400)],
      uncorrelated: true,
      falseAlarm: 1e-9,
      seed,
    });
  });

  test("counts both fans: 50 inputs and 600 units, and the other way round", () => {
    const why =
      "The fan-in decides what happens on the way forward, the fan-out on the way back. Glorot takes their mean.";
    const drawn = { mean: 0, variance: 2 / 650, distribution: "uniform", falseAlarm: 1e-9, seed } as const;
    const range = [-Math.sqrt(6 / 650), Math.sqrt(6 / 650)] as const;
    expect(glorotFromSeed(seed, 50, 600)).toHaveMoments({ ...drawn, why, range });
    expect(glorotFromSeed(seed, 600, 50)).toHaveMoments({ ...drawn, why, range });
  });
});

describe("he", () => {
  testDraws("he", heFromSeed);

  test("has mean 0 and variance 2 / fan-in, in a square layer", () => {
    expect(heFromSeed(seed, 200, 200)).toHaveMoments({
      why: "ReLU drops half of the mean square, and the 2 makes up for it.",
      mean: 0,
      variance: 2 / 200,
      distribution: "normal",
      uncorrelated: true,
      falseAlarm: 1e-9,
      seed,
    });
  });

  test("counts the fan-in alone: 50 inputs and 600 units, and the other way round", () => {
    const why =
      "A unit adds up fan-in products. How many other units read the same inputs does not change its sum.";
    const drawn = { mean: 0, distribution: "normal", falseAlarm: 1e-9, seed } as const;
    expect(heFromSeed(seed, 50, 600)).toHaveMoments({ ...drawn, why, variance: 2 / 50 });
    expect(heFromSeed(seed, 600, 50)).toHaveMoments({ ...drawn, why, variance: 2 / 600 });
  });

  test("is normal: the squares of its weights spread as those of normal numbers do", () => {
    // A squared standard normal number, χ² with one degree of freedom: its cumulants are 2ⁿ⁻¹ (n − 1)!, hence these moments.
    const chiSquared = { skewness: Math.sqrt(8), kurtosis: 15, sixth: 755 };
    const squares = heFromSeed(seed, 200, 200)
      .flat()
      .map((entry) => entry ** 2 * 100);
    expect(squares).toHaveMoments({
      why: "A uniform draw can have the right variance too. This is the normal form: w² · fan-in / 2 has mean 1 and variance 2.",
      mean: 1,
      variance: 2,
      distribution: chiSquared,
      falseAlarm: 1e-9,
      seed,
    });
  });
});

/** A weight of +size and −size in turns: mean 0 and mean square size², to the last bit. */
const alternating = (fanIn: number, fanOut: number, size: number): Weight =>
  Array.from({ length: fanIn }, (_, row) =>
    Array.from({ length: fanOut }, (_, column) => ((row + column) % 2 === 0 ? size : -size)),
  );

const layersOf = (weight: Weight, depth: number): Weight[] => Array(depth).fill(weight);

/** What E[h²] is after an activation, where the pre-activations have mean square q. */
const keepsAll = (q: number) => q;
const keepsHalf = (q: number) => q / 2;
const afterSigmoid = (q: number) => gaussianMoments(sigmoid, q).meanSquare;

const roundings = "a few roundings of 1.1e-16 for each entry and each layer";

describe("layerVariances", () => {
  test("multiplies fan-in, variance and what the layer reads", () => {
    expect(layerVariances).toAgreeWith([[1.5, 6], [12]], {
      why: "The first is the worked example. A unit of the second adds up 4 products of mean square 1 · 3.",
      inputs: [
        [[alternating(2, 2, 0.5), alternating(2, 1, 2)], 3, keepsHalf],
        [[alternating(4, 2, 1)], 3, keepsHalf],
      ],
      tolerance: 1e-12,
      toleranceFrom: roundings,
    });
  });

  test("takes the fan-in of each layer from its weight", () => {
    expect(layerVariances).toAgreeWith([[4, 32, 64]], {
      why: "In a network that widens and narrows each layer has a fan-in of its own.",
      inputs: [[[alternating(4, 8, 1), alternating(8, 2, 1), alternating(2, 6, 1)], 1, keepsAll]],
      tolerance: 1e-12,
      toleranceFrom: roundings,
    });
  });

  test("uses the variance of the weights that are there", () => {
    const weight: Weight = [
      [1, -1, 3],
      [-3, 2, -2],
    ];
    expect(layerVariances).toAgreeWith([[28 / 3]], {
      why: "These six entries have mean 0 and mean square 28/6. The law needs no more of them than that.",
      inputs: [[[weight], 1, keepsAll]],
      tolerance: 1e-12,
      toleranceFrom: roundings,
    });
  });

  test("has nothing to say where there is no layer", () => {
    expect((inputMeanSquare: number) => layerVariances([], inputMeanSquare, keepsHalf).length).toAgreeWith(
      [0],
      {
        why: "One number for each layer, and the inputs are none.",
        inputs: [[3]],
        tolerance: 0,
        toleranceFrom: theVeryNumbers,
      },
    );
  });

  test("stays level through fifty layers of ReLU where σ_w² is 2, and halves where it is 1", () => {
    const fanIn = 4;
    expect(layerVariances).toAgreeWith(
      [Array.from({ length: 50 }, () => 2), Array.from({ length: 50 }, (_, layer) => 2 ** -layer)],
      {
        why: "σ_w² = fan-in · Var(W) is all that counts. ReLU takes a half, so He's 2 holds the balance and 1 does not.",
        inputs: [
          [layersOf(alternating(fanIn, fanIn, Math.sqrt(2 / fanIn)), 50), 1, keepsHalf],
          [layersOf(alternating(fanIn, fanIn, Math.sqrt(1 / fanIn)), 50), 1, keepsHalf],
        ],
        tolerance: 1e-12,
        toleranceFrom: roundings,
      },
    );
  });

  test("finds where a network of sigmoids settles", () => {
    const lengths = meanField(sigmoid, { sigmaW: 1 })
      .profile(20)
      .map(({ length }) => length);
    expect(layerVariances).toAgreeWith([lengths], {
      why: `With σ_w² = 1 the mean squares settle at ${lengths.at(-1)?.toPrecision(4)}, whatever the inputs were.`,
      inputs: [[layersOf(alternating(4, 4, 0.5), 20), 1, afterSigmoid]],
      tolerance: 1e-10,
      toleranceFrom: roundings,
    });
  });
});

const width = 128;
const depth = 50;

/** A network without biases, run forward on one random input and backward from a random gradient at its end. */
function run(f: Activation, weights: readonly Weight[]) {
  const draw = random(seed + 1);
  const tape = new Tape({ precision: "f64" });
  const input = normalMatrix(draw, 1, width, 1, "f64");
  let h = tape.parameter(input).scale(Math.sqrt(width) / norm(input));
  let z = h;
  for (const [place, weight] of weights.entries()) {
    z = h.matmul(tape.constant(matrixFromRows(weight, "f64"))).label(`layer ${place + 1}`);
    h = z.apply(f);
  }
  z.backward(normalMatrix(draw, 1, width, 1, "f64"));
  const layers = probe(tape);
  return {
    /** The root mean square of the input, and of the pre-activations of each layer. */
    valueRms: [1, ...layers.map(({ valueRms }) => valueRms)],
    /** ‖∂L/∂z‖ of the last layer, of the one before it, and so on to the first. */
    gradientNorms: layers.map(({ gradientNorm }) => gradientNorm ?? 0).toReversed(),
  };
}

/** Square layers with weights of one kind, from one stream. */
function stackOf(initialiser: typeof glorot): Weight[] {
  const draw = random(seed);
  return Array.from({ length: depth }, () => initialiser(draw, width, width));
}

// Given the layers before it, a layer multiplies ‖∂L/∂z‖² by a mean over `width` units, whose relative variance is (3 E φ′⁴ / (E φ′²)² − 1) / width.
// ln ‖∂L/∂z‖ strays by half of its root. For ReLU that is √(5 / width) / 2, and the same for the values on the way forward.
const spreadOfRelu = { perLayer: Math.sqrt(5 / width) / 2, falseAlarm: 1e-6 };
function spreadOf(f: Activation, q: number) {
  const [second, fourth] = [2, 4].map((power) => gaussianMean((x) => f.derivative(x) ** power, q)) as [
    number,
    number,
  ];
  return { perLayer: Math.sqrt((3 * fourth) / second ** 2 / width - 1 / width) / 2, falseAlarm: 1e-6 };
}
const spreadIsAll = "rounding; what one network of this width strays from the law is the spread below";

describe("fifty layers of your weights", () => {
  test("of ReLU have the mean squares that layerVariances predicts", () => {
    const weights = stackOf(he);
    const lengths = [1, ...layerVariances(weights, 1, keepsHalf)].map(Math.sqrt);
    expect(run(relu, weights).valueRms).toDecayLike({
      why: "The law is about real networks: the prediction from the weights alone, against the values that run through them.",
      law: "factors",
      factors: lengths.slice(1).map((length, place) => length / (lengths[place] as number)),
      tolerance: 1e-9,
      toleranceFrom: spreadIsAll,
      spread: spreadOfRelu,
      seed,
    });
  });

  test("keep a gradient alive with ReLU and He", () => {
    expect(run(relu, stackOf(he)).gradientNorms).toDecayLike({
      why: "σ_w² = 2 against the half that ReLU takes: on average each layer passes the gradient on whole.",
      law: "geometric",
      rate: 1,
      layers: depth - 1,
      tolerance: 1e-9,
      toleranceFrom: spreadIsAll,
      spread: spreadOfRelu,
      seed,
    });
  });

  test("lose a factor √½ a layer with ReLU and Glorot", () => {
    expect(run(relu, stackOf(glorot)).gradientNorms).toDecayLike({
      why: "Glorot's σ_w² is 1 in a square layer, so the half that ReLU takes is lost in every layer.",
      law: "geometric",
      rate: Math.sqrt(0.5),
      layers: depth - 1,
      tolerance: 1e-9,
      toleranceFrom: spreadIsAll,
      spread: spreadOfRelu,
      seed,
    });
  });

  test("lose three quarters of it a layer with the sigmoid and Glorot", () => {
    const theory = meanField(sigmoid, { sigmaW: 1 }).profile(depth);
    expect(run(sigmoid, stackOf(glorot)).gradientNorms).toDecayLike({
      why: "The slope of the sigmoid is at most 1/4. No weight of this size makes up for it.",
      law: "factors",
      factors: theory
        .slice(0, -1)
        .map(({ chi }) => Math.sqrt(chi))
        .toReversed(),
      tolerance: 1e-9,
      toleranceFrom: spreadIsAll,
      spread: spreadOf(sigmoid, theory.at(-1)?.length ?? Number.NaN),
      seed,
    });
  });
});
