import { forAll, lists, matchers, numbers } from "@vanishing/checks";
import { adam, matrix, momentum, type Optimizer, random, rmsProp } from "@vanishing/core";
import {
  type LayerUpdates,
  layerUpdates,
  optimizerFromStep,
  type UpdateRuleName,
  type UpdateSettings,
} from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { adamStep, momentumStep, rmsPropStep } from "#exercise/14-optimizers";

expect.extend(matchers);

const zerosLike = (list: readonly number[]) => list.map(() => 0);
type MomentumParameter = ReturnType<typeof momentumStep>;
type RmsPropParameter = ReturnType<typeof rmsPropStep>;
type AdamParameter = ReturnType<typeof adamStep>;

const withVelocity = (weights: number[]): MomentumParameter => ({ weights, velocity: zerosLike(weights) });
const withMeanSquare = (weights: number[]): RmsPropParameter => ({ weights, meanSquare: zerosLike(weights) });
const withMeans = (weights: number[]): AdamParameter => ({
  weights,
  mean: zerosLike(weights),
  meanSquare: zerosLike(weights),
  steps: 0,
});

const rate = 0.001;
const usual = { learningRate: rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** Gradients of 5 weights in each of 40 steps, of both signs and of very different sizes. */
const seed = 14;
const draw = random(seed);
const drawnGradients = Array.from({ length: 40 }, () =>
  [1, 1e-3, 1e-6, 30, 0.2].map((size) => size * draw.normal()),
);
const startWeights = [0.5, -0.3, 0.1, -2, 1];

/** A rate that falls from step to step: 0.01, 0.005, 0.00333… */
const fallingRate = (stepsBefore: number) => 0.01 / (stepsBefore + 1);

/** The weights after so many steps of the course's own optimiser, in float64. */
function referenceWeights(optimizer: Optimizer, steps: number): number[] {
  const w = matrix(1, startWeights.length, startWeights, "f64");
  for (const gradient of drawnGradients.slice(0, steps)) {
    optimizer.step([w], [matrix(1, gradient.length, gradient, "f64")]);
  }
  return [...w.data];
}

/** The weights after so many steps of a learner's function. */
function weightsOf<Parameter extends { readonly weights: readonly number[] }>(
  start: Parameter,
  step: (parameter: Parameter, gradient: readonly number[], learningRate: number) => Parameter,
  steps: number,
): readonly number[] {
  return drawnGradients
    .slice(0, steps)
    .reduce((parameter, gradient, t) => step(parameter, gradient, fallingRate(t)), start).weights;
}

const trajectory = {
  inputs: [[1], [2], [10], [40]],
  tolerance: 1e-12,
  toleranceFrom:
    "40 steps of some ten roundings each are 1e-13; bias correction subtracts from 1 and loses three digits of a step, which is a hundredth of a weight",
  seed,
};

const fewRoundings = "some ten roundings of 1.1e-16 each";
const correctionRoundings = "1 − 0.999 keeps thirteen digits of sixteen, and a few roundings more";

/** |g| / (|g| + ε): what a constant gradient makes of an Adam step, in units of the rate. */
const masked = (gradient: number, epsilon: number) => gradient / (Math.abs(gradient) + epsilon);

describe("momentumStep", () => {
  test("gives a new record: the velocity first, and then the weights by it", () => {
    expect(momentumStep).toAgreeWith(
      [{ weights: [1 - 0.1 * 2.45, -1 - 0.1 * -1.9], velocity: [0.9 * 0.5 + 2, 0.9 * -1 - 1] }],
      {
        why: "Each weight has a velocity of its own. Nine tenths of it are kept, and the new gradient is added.",
        inputs: [[{ weights: [1, -1], velocity: [0.5, -1] }, [2, -1], { learningRate: 0.1, momentum: 0.9 }]],
        tolerance: 1e-13,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("follows the course's own optimiser, while the learning rate falls", () => {
    const weightsAfter = (steps: number) =>
      weightsOf(
        withVelocity(startWeights),
        (parameter, gradient, learningRate) =>
          momentumStep(parameter, gradient, { learningRate, momentum: 0.9 }),
        steps,
      );
    expect(weightsAfter).toAgreeWith(
      (steps) => referenceWeights(momentum({ learningRate: fallingRate }), steps),
      {
        why: `Five weights, forty gradients, and a learning rate of 0.01, then 0.005, then 0.01/3, and so on. A new rate holds for the whole velocity, also for what is old in it.`,
        ...trajectory,
      },
    );
  });

  test("makes steps that grow to η g / (1 − μ) under a constant gradient", () => {
    const stepOverRate = (gradient: number, mu: number, steps: number) => {
      let parameter = withVelocity([0]);
      for (let t = 0; t < steps; t++) {
        parameter = momentumStep({ ...parameter, weights: [0] }, [gradient], {
          learningRate: rate,
          momentum: mu,
        });
      }
      return -(parameter.weights[0] ?? Number.NaN) / rate;
    };
    expect(stepOverRate).toAgreeWith((g, mu, steps) => (g * (1 - mu ** steps)) / (1 - mu), {
      why: "With μ = 0.9 a step becomes ten times as long as without, and no more. A gradient of 1e-6 makes steps of 1e-5 η at best.",
      inputs: [
        [1, 0.9, 1],
        [1, 0.9, 10],
        [1e-6, 0.9, 200],
        [-2, 0.5, 3],
      ],
      tolerance: 1e-12,
      toleranceFrom: "200 steps, of which the last ten count, with two roundings each",
    });
  });

  test("makes a step a thousandth as long of a gradient a thousandth as large", () => {
    forAll(
      {
        why: "Momentum adds gradients up and compares them with nothing. What vanishes in the gradient vanishes in the step.",
        seed: 15,
        runs: 30,
      },
      [lists(numbers(0.5, 2), 1, 8)],
      (gradients) => {
        const lastStep = (scale: number) => {
          let parameter = withVelocity([0]);
          for (const gradient of gradients) {
            const settings = { learningRate: rate, momentum: 0.9 };
            parameter = momentumStep({ ...parameter, weights: [0] }, [scale * gradient], settings);
          }
          return parameter.weights[0];
        };
        expect(lastStep).toAgreeWith([(lastStep(1) ?? Number.NaN) / 1000], {
          why: "All gradients were multiplied by 0.001.",
          inputs: [[0.001]],
          tolerance: 1e-12,
          toleranceFrom: fewRoundings,
        });
      },
    );
  });
});

describe("rmsPropStep", () => {
  test("gives a new record: the mean square first, and then the weights by its root", () => {
    expect(rmsPropStep).toAgreeWith(
      [{ weights: [1 - 0.2 / (1 + 1), -1 + 0.1 / (2 + 1)], meanSquare: [0.25 * 4, 0.75 * 5 + 0.25] }],
      {
        why: "Here ε is 1, so that its place shows: it is added to the root.",
        inputs: [
          [{ weights: [1, -1], meanSquare: [0, 5] }, [2, -1], { learningRate: 0.1, alpha: 0.75, epsilon: 1 }],
        ],
        tolerance: 1e-13,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("follows the course's own optimiser, while the learning rate falls", () => {
    const weightsAfter = (steps: number) =>
      weightsOf(
        withMeanSquare(startWeights),
        (parameter, gradient, learningRate) =>
          rmsPropStep(parameter, gradient, { learningRate, alpha: 0.99, epsilon: 1e-8 }),
        steps,
      );
    expect(weightsAfter).toAgreeWith(
      (steps) => referenceWeights(rmsProp({ learningRate: fallingRate }), steps),
      {
        why: "Five weights, forty gradients, and a learning rate of 0.01, then 0.005, then 0.01/3, and so on, with α = 0.99 and ε = 1e-8.",
        ...trajectory,
      },
    );
  });

  const firstStep = (gradient: number, alpha: number, epsilon: number) => {
    const { weights } = rmsPropStep(withMeanSquare([0]), [gradient], { learningRate: rate, alpha, epsilon });
    return -(weights[0] ?? Number.NaN) / rate;
  };

  test("makes a first step of η / √(1 − α), however small the gradient, down to ε", () => {
    const firstStepOverRate = firstStep;
    expect(firstStepOverRate).toAgreeWith(
      (g, alpha, epsilon) => g / (Math.sqrt(1 - alpha) * Math.abs(g) + epsilon),
      {
        why: "After one step the mean square is (1 − α) g², and g cancels but for its sign. With α = 0.99 the first step is ten times the rate, for g = 1 as for g = 1e-6.",
        inputs: [
          [1, 0.99, 1e-8],
          [-1e-3, 0.99, 1e-8],
          [1e-6, 0.99, 1e-8],
          [1e-6, 0.9, 1e-8],
          [1, 0.999, 1e-8],
          [1e-7, 0.99, 1e-8],
          [1e-12, 0.99, 1e-8],
        ],
        tolerance: 1e-12,
        toleranceFrom: "1 − 0.999 keeps thirteen digits of sixteen, and its root one more",
      },
    );
  });

  test("never makes a longer one", () => {
    forAll(
      {
        why: "The newest square has the share 1 − α of the mean, and all others add to it. So the step is η / √(1 − α) at most.",
        seed: 16,
        runs: 50,
      },
      [lists(numbers(-10, 10), 1, 12)],
      (gradients) => {
        const longestStepOverRate = (alpha: number) => {
          let parameter = withMeanSquare([0]);
          const steps = gradients.map((gradient) => {
            const settings = { learningRate: rate, alpha, epsilon: 1e-8 };
            parameter = rmsPropStep({ ...parameter, weights: [0] }, [gradient], settings);
            return Math.abs((parameter.weights[0] ?? Number.NaN) / rate);
          });
          return Math.max(...steps);
        };
        expect(longestStepOverRate).toStayWithin({
          why: "This is the longest step of those gradients, in units of the rate, for α = 0.99.",
          lower: { value: 0, reached: "by convention" },
          upper: { value: 10, reached: "by convention", where: [{ from: 0, to: 1 }] },
          inputs: [0.99],
          tolerance: 1e-12,
          toleranceFrom: "1 − 0.99 keeps fourteen digits of sixteen",
        });
      },
    );
  });

  test("has a mean square for each weight: a large gradient beside it changes nothing", () => {
    const stepsOverRate = (gradient: number[]) =>
      rmsPropStep(withMeanSquare(zerosLike(gradient)), gradient, {
        learningRate: rate,
        alpha: 0.99,
        epsilon: 1e-8,
      }).weights.map((weight) => -weight / rate);
    expect(stepsOverRate).toAgreeWith(
      (gradient: readonly number[]) => gradient.map((g) => g / (0.1 * Math.abs(g) + 1e-8)),
      {
        why: "A weight of the first layer and one of the last have gradients of different sizes. Each is divided by its own, and both move as far.",
        inputs: [[[1, 1e-5]], [[-1e-5, 1, -3]]],
        tolerance: 1e-12,
        toleranceFrom: "1 − 0.99 keeps fourteen digits of sixteen",
      },
    );
  });

  test("leaves a weight alone whose gradient is 0", () => {
    const weightAfter = (gradient: number) => 1 - rate * firstStep(gradient, 0.99, 1e-8);
    expect(weightAfter).toAgreeWith([1], {
      why: "A dead unit has a gradient of exactly 0. Its weight stays 1 here, and 0 / 0 would be NaN: this is what ε was put there for.",
      inputs: [[0]],
      tolerance: 0,
      toleranceFrom: "0 / ε is exactly 0",
    });
  });
});

/** The steps of one weight in units of the rate, one for each gradient. The weight is put back to 0, so that no digit of a step is lost. */
function adamStepsOverRate(gradients: readonly number[], settings = usual): number[] {
  let parameter = withMeans([0]);
  return gradients.map((gradient) => {
    parameter = adamStep({ ...parameter, weights: [0] }, [gradient], settings);
    return -(parameter.weights[0] ?? Number.NaN) / settings.learningRate;
  });
}

describe("adamStep", () => {
  test("gives a new record: both means, the weights, and the number of steps", () => {
    expect(adamStep).toAgreeWith(
      [
        { weights: [1 - 0.2 / 3, -1 + 0.1 / 2], mean: [1, -0.5], meanSquare: [1, 0.25], steps: 1 },
        {
          // t = 2: 1 − β₁² is 3/4 and 1 − β₂² is 7/16.
          weights: [1 - (0.1 * 1.5) / 0.75 / (Math.sqrt(1.75 / (7 / 16)) + 1)],
          mean: [1.5],
          meanSquare: [1.75],
          steps: 2,
        },
      ],
      {
        why: "Here ε is 1, so that its place shows: it is added to the root of the corrected mean square. The record keeps the means as they are before the correction.",
        inputs: [
          [withMeans([1, -1]), [2, -1], { learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1 }],
          [
            { weights: [1], mean: [1], meanSquare: [1], steps: 1 },
            [2],
            { learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 1 },
          ],
        ],
        tolerance: 1e-13,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("follows the course's own optimiser, while the learning rate falls", () => {
    const weightsAfter = (steps: number) =>
      weightsOf(
        withMeans(startWeights),
        (parameter, gradient, learningRate) => adamStep(parameter, gradient, { ...usual, learningRate }),
        steps,
      );
    expect(weightsAfter).toAgreeWith(
      (steps) => referenceWeights(adam({ learningRate: fallingRate }), steps),
      {
        why: "Five weights, forty gradients, and a learning rate of 0.01, then 0.005, then 0.01/3, and so on, with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.",
        ...trajectory,
      },
    );
  });

  test("makes a first step of η in the direction of the sign, for a gradient far above ε", () => {
    const firstStepOverRate = (gradient: number) => adamStepsOverRate([gradient])[0];
    expect(firstStepOverRate).toAgreeWith((gradient) => masked(gradient, usual.epsilon), {
      why: "After one step both corrected means are of one gradient: g and g². The quotient is its sign, and that is what the correction is for.",
      inputs: [[1], [-1], [1000], [-1e-3], [1e-5]],
      tolerance: 1e-12,
      toleranceFrom: correctionRoundings,
    });
  });

  test("makes steps of η g / (g + ε) under a constant gradient", () => {
    const stepOverRate = (gradient: number, steps: number) =>
      adamStepsOverRate(Array<number>(steps).fill(gradient)).at(-1);
    expect(stepOverRate).toAgreeWith((gradient) => masked(gradient, usual.epsilon), {
      why: "A gradient of 1e-6 still makes 0.990 of the rate, one of 1e-8 half of it, one of 1e-12 a ten-thousandth. ε = 1e-8 is where Adam stops hiding that a gradient has vanished.",
      inputs: [
        [1e-6, 1],
        [1e-6, 50],
        [1e-7, 10],
        [1e-8, 1],
        [1e-8, 50],
        [1e-9, 10],
        [1e-12, 1],
        [1e-12, 50],
      ],
      tolerance: 1e-11,
      toleranceFrom: "1 − 0.999 keeps thirteen digits of sixteen, and fifty steps add two roundings each",
    });
  });

  test("makes steps of 1/19 of the rate where the sign changes each time", () => {
    const stepOverRate = (steps: number) =>
      adamStepsOverRate(Array.from({ length: steps }, (_, t) => (t % 2 === 0 ? 1 : -1))).at(-1);
    expect(stepOverRate).toAgreeWith(
      (steps) => {
        const sum = (0.1 * (1 - (-0.9) ** steps)) / 1.9;
        return ((steps % 2 === 0 ? -1 : 1) * sum) / (1 - 0.9 ** steps) / (1 + usual.epsilon);
      },
      {
        why: "The mean of +1 and −1 is near 0, their mean square is 1. Adam does not make every step as long as the rate: it depends on how well gradients agree.",
        inputs: [[1], [2], [100], [101]],
        tolerance: 1e-11,
        toleranceFrom:
          "1 − 0.999 keeps thirteen digits of sixteen, and a hundred steps add two roundings each",
      },
    );
  });

  test("makes steps up to 7.27 times the rate, and not longer ones", () => {
    // ε would show here: the first of these gradients is 1.
    const settings = { ...usual, epsilon: 1e-16 };
    const { beta1, beta2 } = settings;
    const growth = beta2 / beta1;
    const lastStepOverRate = (steps: number) =>
      adamStepsOverRate(
        Array.from({ length: steps }, (_, t) => growth ** t),
        settings,
      ).at(-1);
    const rho = beta1 ** 2 / beta2;
    expect(lastStepOverRate).toAgreeWith(
      (t) =>
        ((1 - beta1) / (1 - beta1 ** t)) *
        Math.sqrt((1 - beta2 ** t) / (1 - beta2)) *
        Math.sqrt((1 - rho ** t) / (1 - rho)),
      {
        why: "Where a gradient grows by the factor β₂/β₁ = 1.11 a step, each step is as long as a step of that number can be: 1.04, 2.24, 5.78 times the rate, and 7.2703 in the end. So 1 is no bound, nor is (1 − β₁)/√(1 − β₂) = 3.16.",
        inputs: [[1], [10], [100], [1000]],
        tolerance: 1e-9,
        toleranceFrom: "a thousand steps with two roundings each, and three digits lost in 1 − 0.999",
      },
    );
    forAll(
      {
        why: "By Cauchy and Schwarz, Σ aᵢgᵢ is at most √(Σ aᵢ²/bᵢ · Σ bᵢgᵢ²). So no gradients at all make a step of more than 7.2703 times the rate.",
        seed: 17,
        runs: 40,
      },
      [lists(numbers(-10, 10), 1, 12)],
      (gradients) => {
        const longestStepOverRate = () => Math.max(...adamStepsOverRate(gradients).map(Math.abs));
        expect(longestStepOverRate).toStayWithin({
          why: "This is the longest step of those gradients, in units of the rate.",
          lower: { value: 0, reached: "by convention" },
          upper: { value: (1 - beta1) / Math.sqrt((1 - beta2) * (1 - rho)), reached: false },
          inputs: [0],
          tolerance: 1e-9,
          toleranceFrom: correctionRoundings,
        });
      },
    );
  });

  test("makes a step of 3.16 times the rate after a long rest, where one gradient comes", () => {
    const stepAfterRest = (zeros: number) =>
      adamStepsOverRate([...Array<number>(zeros).fill(0), 1], { ...usual, epsilon: 1e-16 }).at(-1);
    expect(stepAfterRest).toAgreeWith(
      (zeros) => (0.1 / (1 - 0.9 ** (zeros + 1))) * Math.sqrt((1 - 0.999 ** (zeros + 1)) / (1 - usual.beta2)),
      {
        why: "This is where 3.16 comes from: one gradient after a long time of zeros. And a gradient of 0 is no 0 / 0.",
        inputs: [[0], [9], [99], [999]],
        tolerance: 1e-9,
        toleranceFrom: "three digits lost in 1 − 0.999, and a few roundings",
      },
    );
  });

  test("has both means for each weight: a large gradient beside it changes nothing", () => {
    const stepsOverRate = (gradient: number[]) =>
      adamStep(withMeans(zerosLike(gradient)), gradient, usual).weights.map((weight) => -weight / rate);
    expect(stepsOverRate).toAgreeWith(
      (gradient: readonly number[]) => gradient.map((g) => masked(g, usual.epsilon)),
      {
        why: "A weight of the first layer and one of the last have gradients of different sizes. Each is divided by its own, and both move as far.",
        inputs: [[[1, 1e-5]], [[-1e-5, 1, -3]]],
        tolerance: 1e-12,
        toleranceFrom: correctionRoundings,
      },
    );
  });

  test("counts the steps of each parameter by itself", () => {
    const firstStepOverRate = (stepsOfAnother: number) => {
      adamStepsOverRate(Array<number>(stepsOfAnother).fill(1));
      return adamStepsOverRate([1e-3])[0];
    };
    expect(firstStepOverRate).toAgreeWith(() => masked(1e-3, usual.epsilon), {
      why: "A layer that joins later begins from its own 0. What a function keeps outside of the record belongs to all parameters at once.",
      inputs: [[0], [1], [20]],
      tolerance: 1e-12,
      toleranceFrom: correctionRoundings,
    });
  });
});

describe("nine layers of sigmoids", () => {
  const networkSeed = 42;
  const rules = {
    momentum: ({ learningRate }: typeof usual) =>
      optimizerFromStep({
        start: withVelocity,
        step: (parameter: MomentumParameter, gradient) =>
          momentumStep(parameter, gradient, { learningRate, momentum: 0.9 }),
      }),
    rmsProp: ({ learningRate, epsilon }: typeof usual) =>
      optimizerFromStep({
        start: withMeanSquare,
        step: (parameter: RmsPropParameter, gradient) =>
          rmsPropStep(parameter, gradient, { learningRate, alpha: 0.99, epsilon }),
      }),
    adam: (settings: { readonly learningRate: number; readonly epsilon: number }) =>
      optimizerFromStep({
        start: withMeans,
        step: (parameter: AdamParameter, gradient) =>
          adamStep(parameter, gradient, { ...usual, ...settings }),
      }),
  };
  const reportAfter = (reports: number, settings: Partial<UpdateSettings> & { rule: UpdateRuleName }) => {
    const series = layerUpdates({ activation: "sigmoid", seed: networkSeed, epochs: 1, ...settings });
    let last: LayerUpdates | undefined;
    for (let i = 0; i < reports; i++) last = series.next().value ?? last;
    return last?.layers ?? [];
  };
  const make =
    (rule: keyof typeof rules) => (settings: { readonly learningRate: number; readonly epsilon: number }) =>
      rules[rule]({ ...usual, ...settings });
  const share = (layers: ReturnType<typeof reportAfter>) =>
    (layers.at(0)?.updateRms ?? Number.NaN) / (layers.at(-1)?.updateRms ?? Number.NaN);
  const rounded =
    "a float32 weight below 1 is rounded by 3e-8 at most, a hundredth of the shortest of these steps";

  test("keep under momentum what has vanished: the first layer moves some 1e-5 as far as the last", () => {
    const shareOfFirstLayer = (learningRate: number) =>
      share(reportAfter(2, { rule: "momentum", learningRate, make: make("momentum") }));
    expect(shareOfFirstLayer).toAgreeWith(
      (learningRate) => share(reportAfter(2, { rule: "momentum", learningRate })),
      {
        why: "The network of lesson 5 makes an epoch of seven steps with your function. A learning rate makes all layers' steps longer alike.",
        inputs: [[1]],
        tolerance: 0.05,
        toleranceFrom: rounded,
        seed: networkSeed,
      },
    );
  });

  test("move alike under RMSProp and Adam, until ε ends it", () => {
    const shareOfFirstLayer = (rule: "rmsProp" | "adam", epsilon: number) =>
      share(reportAfter(2, { rule, epsilon, make: make(rule) }));
    expect(shareOfFirstLayer).toAgreeWith((rule, epsilon) => share(reportAfter(2, { rule, epsilon })), {
      why: "With ε = 1e-8 the first layer moves as far as the last, on a gradient a hundred thousand times smaller. With ε = 1e-4 it moves a hundredth as far or less.",
      inputs: [
        ["rmsProp", 1e-8],
        ["rmsProp", 1e-4],
        ["adam", 1e-8],
        ["adam", 1e-4],
      ],
      tolerance: 0.05,
      toleranceFrom: rounded,
      seed: networkSeed,
    });
  });
});
