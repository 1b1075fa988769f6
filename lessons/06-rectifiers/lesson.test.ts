import * as activations from "@vanishing/activations";
import { matchers } from "@vanishing/checks";
import {
  type CustomOperation,
  deadShare,
  type Elementwise,
  type Matrix,
  matrix,
  matrixFromRows,
  norm,
  normalMatrix,
  random,
  sgd,
  Tape,
  type Tensor,
} from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { deadFraction, elu, leakyRelu, prelu, relu } from "#exercise/06-rectifiers";

expect.extend(matchers);

/** Points from −limit to limit, evenly spaced, without 0. */
function pointsUpTo(limit: number, count = 20): number[] {
  return Array.from({ length: count }, (_, i) => (limit * (2 * i - (count - 1))) / (count - 1));
}

const noRounding = "nothing is rounded here";
const oneProduct = "a product or two, each rounded to 1.1e-16";
const fewRoundings = "a few roundings of 1.1e-16 each, and the exponential's own";

const valueAndSlope = ({ value, derivative }: Elementwise, x: number) => ({
  value: value(x),
  slope: derivative(x),
});

describe("relu", () => {
  test("lets through what is positive, and nothing else", () => {
    expect(relu).toAgreeWith((x: number) => valueAndSlope(activations.relu, x), {
      why: "A unit that is on passes its input and its gradient as they are. One that is off passes neither.",
      inputs: [2, -3, 0.5, -0.5, 1e-300, -1e-300, ...pointsUpTo(10)].map((x) => [x]),
      tolerance: 0,
      toleranceFrom: noRounding,
    });
  });

  test("has slope 0 at 0, by convention", () => {
    expect(relu).toAgreeWith([{ value: 0, slope: 0 }], {
      why: "At the kink any number from 0 to 1 could stand. Code needs one, and here it is the slope on the left.",
      inputs: [[0]],
      tolerance: 0,
      toleranceFrom: noRounding,
    });
  });
});

const alphas = [0.01, 0.3, 0, 1];
const withEach = (points: readonly number[], parameters: readonly number[]) =>
  parameters.flatMap((alpha) => points.map((x) => [x, alpha]));

describe("leakyRelu", () => {
  test("lets a share α through where x is negative", () => {
    expect(leakyRelu).toAgreeWith(
      (x: number, alpha: number) => valueAndSlope(activations.leakyReluWithSlope(alpha), x),
      {
        why: "The slope is α or 1, so as long as α is above 0 a gradient gets through whatever the input is.",
        inputs: [[-3, 0.01], [2, 0.01], ...withEach(pointsUpTo(10), alphas)],
        tolerance: 1e-12,
        toleranceFrom: oneProduct,
      },
    );
  });

  test("has slope α at 0, by convention", () => {
    expect(leakyRelu).toAgreeWith(
      alphas.map((alpha) => ({ value: 0, slope: alpha })),
      {
        why: "The slope on the left, as with ReLU: a unit at 0 is off.",
        inputs: withEach([0], alphas),
        tolerance: 0,
        toleranceFrom: noRounding,
      },
    );
  });
});

const learned = [0.25, -0.5, 2, 0];

describe("prelu", () => {
  const valueAndSlopeOfPrelu = (x: number, alpha: number) => {
    const { value, slope } = Object(prelu(x, alpha)) as ReturnType<typeof prelu>;
    return { value, slope };
  };

  test("has the value and the slope of the two pieces, whatever α becomes", () => {
    expect(valueAndSlopeOfPrelu).toAgreeWith(
      (x: number, alpha: number) => valueAndSlope(activations.preluWithSlope(alpha), x),
      {
        why: "Nobody holds α between 0 and 1 while it is learned.",
        inputs: [[-3, 0.25], [2, 0.25], ...withEach([...pointsUpTo(10), 0], learned)],
        tolerance: 1e-12,
        toleranceFrom: oneProduct,
      },
    );
  });

  const alphaSlopeOfPrelu = (x: number, alpha: number) => prelu(x, alpha)?.alphaSlope;

  test("changes with α by min(x, 0)", () => {
    expect(alphaSlopeOfPrelu).toAgreeWith((x: number) => Math.min(x, 0), {
      why: "Without this slope α stays where it began, and PReLU is a Leaky ReLU.",
      inputs: [[-3, 0.25], [2, 0.25], ...withEach([...pointsUpTo(10), 0], learned)],
      tolerance: 1e-12,
      toleranceFrom: oneProduct,
    });
  });

  test("has the slopes of its own values, for x and for α", () => {
    const valueOfPrelu = (x: number, alpha: number) => prelu(x, alpha)?.value;
    const slopesOfPrelu = (x: number, alpha: number) => {
      const slopes = prelu(x, alpha);
      return [slopes?.slope, slopes?.alphaSlope];
    };
    expect(slopesOfPrelu).toPassGradientCheck({
      why: "Value and slopes belong together, and central differences tell whether they do.",
      of: valueOfPrelu,
      inputs: withEach([-2, -0.5, 0.5, 2], learned),
    });
  });
});

const eluAlphas = [1, 0.5, 2];

describe("elu", () => {
  const valueOfElu = (x: number, alpha: number) => elu(x, alpha)?.value;
  const slopeOfElu = (x: number, alpha: number) => elu(x, alpha)?.slope;
  const trueValue = (x: number, alpha: number) => activations.eluWithAlpha(alpha).value(x);
  const trueSlope = (x: number, alpha: number) => activations.eluWithAlpha(alpha).derivative(x);

  test("agrees with α (eˣ − 1) on the left and with x on the right", () => {
    expect(valueOfElu).toAgreeWith(trueValue, {
      why: "On the left ELU bends towards −α. That keeps the mean of the outputs near 0.",
      inputs: withEach([-1, 2, 0, ...pointsUpTo(10), ...pointsUpTo(500)], eluAlphas),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("keeps its digits near 0", () => {
    expect(valueOfElu).toAgreeWith(trueValue, {
      why: "At −1e-9 the difference eˣ − 1 is off in its eighth digit, since eˣ is rounded near 1.",
      inputs: withEach([-1e-9, -1e-6, -1e-12, -1e-15], eluAlphas),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("has a slope above 0 and at most 1 for α = 1, and 1 from 0 on", () => {
    const slopeOfEluForAlphaOne = (x: number) => slopeOfElu(x, 1);
    expect(slopeOfEluForAlphaOne).toStayWithin({
      why: "On the left the slope falls towards 0 and never gets there, and nowhere is it above 1.",
      lower: activations.elu.derivativeInfimum,
      upper: activations.elu.derivativeSupremum,
      inputs: [0, ...pointsUpTo(10), ...pointsUpTo(700)],
    });
  });

  test("has the slope α eˣ on the left, right to 12 digits", () => {
    expect(slopeOfElu).toAgreeWith(trueSlope, {
      why: "ELU does not die, it saturates: at −10 a slope of 4.54e-5 is left. Taken from the value, as value + α, it would be 0 from −37.43 on.",
      inputs: withEach([-1, -10, -40, ...pointsUpTo(30), ...pointsUpTo(500)], eluAlphas),
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });

  test("has slope α at 0, by convention", () => {
    expect(slopeOfElu).toAgreeWith(eluAlphas, {
      why: "The slope on the left. With α = 1 it is the slope on the right too, with any other α there is a kink.",
      inputs: withEach([0], eluAlphas),
      tolerance: 0,
      toleranceFrom: "e⁰ is exactly 1",
    });
  });

  test("is finite at ±1000", () => {
    expect(elu).toAgreeWith(
      [
        { value: 1000, slope: 1 },
        { value: -1, slope: 0 },
      ],
      {
        why: "e¹⁰⁰⁰ is Infinity. The piece on the left must not be computed on the right, not even to be multiplied by 0.",
        inputs: [
          [1000, 1],
          [-1000, 1],
        ],
        tolerance: 1e-12,
        toleranceFrom: fewRoundings,
      },
    );
  });
});

describe("deadFraction", () => {
  test("counts a unit as dead if it is off for every input", () => {
    expect(deadFraction).toAgreeWith([0.5, 1 / 3, 0, 1], {
      why: "A dead unit gets no gradient from any input. One input that switches it on is enough to teach it.",
      inputs: [
        [
          [
            [-1, 2],
            [-3, -4],
          ],
        ],
        [
          [
            [-1, -2, 3],
            [-3, 4, -5],
          ],
        ],
        [
          [
            [-1, 2],
            [3, -4],
            [-5, -6],
          ],
        ],
        [[[-1, -2, -3, -4]]],
      ],
      tolerance: 1e-12,
      toleranceFrom: "one division",
    });
  });

  test("counts a pre-activation of exactly 0 as off", () => {
    expect(deadFraction).toAgreeWith([0.5, 1], {
      why: "By the convention the slope at 0 is 0, so nothing gets through there.",
      inputs: [
        [
          [
            [0, 1],
            [-1, -1],
          ],
        ],
        [
          [
            [0, 0],
            [0, -1],
          ],
        ],
      ],
      tolerance: 0,
      toleranceFrom: noRounding,
    });
  });

  test("finds no dead unit where every unit is on for one input, and off for all the others", () => {
    const onForOne = Array.from({ length: 8 }, (_, input) =>
      Array.from({ length: 8 }, (_, unit) => (input === unit ? 1 : -1)),
    );
    expect(deadFraction).toAgreeWith([0], {
      why: "Seven eighths of the entries are off. That is sparsity, which is welcome, and no unit of this layer is dead.",
      inputs: [[onForOne]],
      tolerance: 0,
      toleranceFrom: "the share is exactly 0",
    });
  });

  test("agrees with the probe of the engine on a layer of 40 units and 12 inputs", () => {
    const seed = 6;
    const draw = random(seed);
    const layers = Array.from({ length: 5 }, () => {
      const means = Array.from({ length: 40 }, () => 3 * draw.normal());
      return Array.from({ length: 12 }, () => means.map((mean) => mean + draw.normal()));
    });
    const deadShareOfCore = (rows: readonly (readonly number[])[]) =>
      deadShare(matrixFromRows(rows, "f64"), activations.relu);
    expect(deadFraction).toAgreeWith(deadShareOfCore, {
      why: "What a diagnosis reads from a network is this number, layer by layer.",
      inputs: layers.map((layer) => [layer]),
      tolerance: 1e-12,
      toleranceFrom: "one division",
      seed,
    });
  });
});

/** A function of the exercise, as the engine takes it. */
const elementwise = (name: string, f: (x: number) => { value: number; slope: number }): Elementwise => ({
  name,
  value: (x) => f(x)?.value,
  derivative: (x) => f(x)?.slope,
});

type Unit = "relu" | "leakyRelu" | "elu" | "tanh";
const alpha = 0.1;
const written: Readonly<Record<Unit, Elementwise>> = {
  relu: elementwise("relu", relu),
  leakyRelu: elementwise("leakyRelu", (x) => leakyRelu(x, alpha)),
  elu: elementwise("elu", (x) => elu(x, 1)),
  tanh: activations.tanh,
};
const reference: Readonly<Record<Unit, Elementwise>> = {
  relu: activations.relu,
  leakyRelu: activations.leakyReluWithSlope(alpha),
  elu: activations.elu,
  tanh: activations.tanh,
};

/** Six units that are off for all sixteen inputs, which never change, and a loss that wants larger outputs of them. */
function train(f: Elementwise, steps: number) {
  const draw = random(trainingSeed);
  const inputs = normalMatrix(draw, 16, 2, 1, "f64");
  const weight = normalMatrix(draw, 2, 6, 0.1, "f64");
  const bias = matrix(1, 6, Array(6).fill(-3), "f64");
  const sumOfUnits = matrix(6, 1, Array(6).fill(1), "f64");
  const targets = matrix(16, 1, Array(16).fill(24), "f64");
  const optimizer = sgd({ learningRate: 0.02 });
  const tape = new Tape({ precision: "f64" });
  const before = { weight: weight.data.slice(), bias: bias.data.slice() };
  const preActivations: number[][][] = [];
  let firstGradient = 0;
  for (let step = 0; step <= steps; step++) {
    const [w, b] = [tape.parameter(weight), tape.parameter(bias)];
    const z = tape.constant(inputs).linear(w, b);
    z.apply(f).matmul(tape.constant(sumOfUnits)).meanSquaredError(targets).backward();
    preActivations.push(rowsOf(z.value));
    if (step === 0) firstGradient = Math.hypot(norm(w.gradient as Matrix), norm(b.gradient as Matrix));
    if (step < steps) optimizer.step([weight, bias], [w.gradient, b.gradient]);
    tape.reset();
  }
  const moved = (now: Matrix, then: ArrayLike<number>) =>
    now.data.map((entry, i) => entry - (then[i] as number));
  return {
    firstGradient: tenDigits(firstGradient),
    moved: tenDigits(Math.hypot(...moved(weight, before.weight), ...moved(bias, before.bias))),
    preActivationsBefore: preActivations[0] as number[][],
    preActivationsAfter: preActivations.at(-1) as number[][],
  };
}

/** The exponential's last digit differs between machines, and a message should read the same on all of them. */
const tenDigits = (x: number) => Number(x.toPrecision(10));

const rowsOf = ({ rows, columns, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, row) => [...data.slice(row * columns, (row + 1) * columns)]);

const trainingSeed = 3;
const trainingSteps = 150;

describe("a layer whose units are all off", () => {
  const units = [["relu"], ["leakyRelu"], ["elu"], ["tanh"]] as const;

  test("gets a gradient of exactly 0 with ReLU, and one above 0 with the others", () => {
    const gradientWith = (unit: Unit) => train(written[unit], 0).firstGradient;
    expect(gradientWith).toAgreeWith((unit: Unit) => train(reference[unit], 0).firstGradient, {
      why: "Every path to the weights of a dead unit passes its slope. A saturated tanh unit has a small slope, a dead one has none.",
      inputs: units,
      tolerance: 1e-9,
      toleranceFrom: "sums over 16 inputs and 6 units; with ReLU only 0 agrees",
      seed: trainingSeed,
    });
  });

  test("does not move in 150 steps with ReLU, and moves with the others", () => {
    const distanceWith = (unit: Unit) => train(written[unit], trainingSteps).moved;
    expect(distanceWith).toAgreeWith((unit: Unit) => train(reference[unit], trainingSteps).moved, {
      why: "Gradient descent steps along the gradient, and 0 times any learning rate is 0. While the inputs stay, a dead unit stays dead.",
      inputs: units,
      tolerance: 1e-6,
      toleranceFrom: "150 steps repeat small roundings; with ReLU only 0 agrees",
      seed: trainingSeed,
    });
  });

  test("stays off with ReLU, and comes back with Leaky ReLU and ELU", () => {
    const deadBeforeAndAfter = (unit: Unit) => {
      const { preActivationsBefore, preActivationsAfter } = train(written[unit], trainingSteps);
      return [deadFraction(preActivationsBefore), deadFraction(preActivationsAfter)];
    };
    expect(deadBeforeAndAfter).toAgreeWith(
      [
        [1, 1],
        [1, 0],
        [1, 0],
      ],
      {
        why: "A small slope on the left is a way back: here all six units are on for some input in the end.",
        inputs: units.slice(0, 3),
        tolerance: 0,
        toleranceFrom: "shares of six units, and none of them is near the edge",
        seed: trainingSeed,
      },
    );
  });
});

/** PReLU on the tape, with one α for all entries: both gradients come from the exercise. */
const preluOperation: CustomOperation<[Matrix, Matrix]> = {
  name: "prelu",
  forward: (x, a) => mapped(x, (entry) => prelu(entry, a.data[0] as number)?.value),
  vjp({ gradient, inputs: [x, a] }) {
    const parts = Array.from(x.data, (entry) => prelu(entry, a.data[0] as number));
    const toX = mapped(gradient, (g, i) => g * (parts[i]?.slope as number));
    const toAlpha = Array.from(gradient.data).reduce(
      (sum, g, i) => sum + g * (parts[i]?.alphaSlope as number),
      0,
    );
    return [toX, matrix(1, 1, [toAlpha], "f64")];
  },
};

const mapped = ({ rows, columns, data }: Matrix, f: (entry: number, i: number) => number): Matrix =>
  matrix(rows, columns, Array.from(data, f), "f64");

describe("your functions in a network", () => {
  test("PReLU learns its slope from data", () => {
    const seed = 8;
    const [goal, learningRate] = [-0.5, 0.4];
    const inputs = normalMatrix(random(seed), 64, 1, 1, "f64");
    const targets = mapped(inputs, (x) => (x > 0 ? x : goal * x));
    const a = matrix(1, 1, [0.25], "f64");
    const optimizer = sgd({ learningRate });
    const tape = new Tape({ precision: "f64" });
    const distances = [Math.abs((a.data[0] as number) - goal)];
    for (let step = 0; step < 20; step++) {
      const slope = tape.parameter(a);
      tape.custom(preluOperation, tape.constant(inputs), slope).meanSquaredError(targets).backward();
      optimizer.step([a], [slope.gradient]);
      tape.reset();
      distances.push(Math.abs((a.data[0] as number) - goal));
    }
    const meanSquareOnTheLeft = Array.from(inputs.data).reduce((sum, x) => sum + Math.min(x, 0) ** 2, 0) / 64;
    expect(distances).toDecayLike({
      why: "The data come from a PReLU with α = −0.5. The loss is a parabola in α, so each step keeps the same share of the distance.",
      law: "geometric",
      rate: 1 - 2 * learningRate * meanSquareOnTheLeft,
      layers: 20,
      tolerance: 1e-9,
      toleranceFrom: "20 steps of 64 roundings each, and the distance falls to 1e-4",
      seed,
    });
  });

  test("thirty layers of ReLU with Glorot's weights pass on a share √½ a layer", () => {
    const seed = 9;
    const [width, depth] = [64, 30];
    const draw = random(seed);
    const tape = new Tape({ precision: "f64" });
    const layers: Tensor[] = [];
    let h = tape.constant(normalMatrix(draw, 1, width, 1, "f64"));
    for (let layer = 0; layer < depth; layer++) {
      const z = h.matmul(tape.parameter(normalMatrix(draw, width, width, Math.sqrt(1 / width), "f64")));
      layers.push(z);
      h = z.apply(written.relu);
    }
    h.backward(normalMatrix(draw, 1, width, 1, "f64"));
    expect(layers.reverse().map(({ gradient }) => norm(gradient as Matrix))).toDecayLike({
      why: "A slope of 1 where a unit is on does not help the half of the units that are off.",
      law: "geometric",
      rate: Math.SQRT1_2,
      layers: depth - 1,
      tolerance: 1e-9,
      toleranceFrom: "sums of 64 products; what the draw of the weights does is counted beside it",
      spread: { perLayer: Math.sqrt(5 / width) / 2, falseAlarm: 1e-9 },
      seed,
    });
  });
});
