import type { Mistake, Probes } from "@vanishing/grader";

interface MomentumParameter {
  readonly weights: readonly number[];
  readonly velocity: readonly number[];
}

interface RmsPropParameter {
  readonly weights: readonly number[];
  readonly meanSquare: readonly number[];
}

interface AdamParameter {
  readonly weights: readonly number[];
  readonly mean: readonly number[];
  readonly meanSquare: readonly number[];
  readonly steps: number;
}

type Gradient = readonly number[];

interface MomentumSettings {
  readonly learningRate: number;
  readonly momentum: number;
}

interface RmsPropSettings {
  readonly learningRate: number;
  readonly alpha: number;
  readonly epsilon: number;
}

interface AdamSettings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export const probes: Probes = {
  momentumStep: [
    [{ weights: [1, -0.5], velocity: [0.5, -0.7] }, [2, -3], { learningRate: 0.1, momentum: 0.75 }],
    [{ weights: [2, 0.25], velocity: [-1, 0] }, [-0.5, 4], { learningRate: 0.3, momentum: 0.5 }],
  ],
  rmsPropStep: [
    [{ weights: [1, -0.5], meanSquare: [0, 0] }, [2, -0.5], { learningRate: 0.1, alpha: 0.8, epsilon: 0.3 }],
    [
      { weights: [2, 0.25], meanSquare: [3, 0.5] },
      [-0.5, 4],
      { learningRate: 0.3, alpha: 0.7, epsilon: 0.2 },
    ],
  ],
  adamStep: [
    [
      { weights: [1, -0.5], mean: [0, 0], meanSquare: [0, 0], steps: 0 },
      [2, -0.5],
      { learningRate: 0.1, beta1: 0.75, beta2: 0.875, epsilon: 0.3 },
    ],
    [
      { weights: [2, 0.25], mean: [-1, 0.3], meanSquare: [3, 0.5], steps: 2 },
      [-0.5, 4],
      { learningRate: 0.3, beta1: 0.6, beta2: 0.8, epsilon: 0.2 },
    ],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "old-velocity",
    task: "momentumStep",
    misunderstanding: "The weights move by the velocity as it was before this gradient came.",
    hint: "From a velocity of 0, how far does the first step go? Which of the two lines has to come first?",
    wrong: ({ weights, velocity }: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => ({
      weights: weights.map((w, i) => w - settings.learningRate * (velocity[i] ?? 0)),
      velocity: velocity.map((v, i) => settings.momentum * v + (gradient[i] ?? 0)),
    }),
    inAnotherStyle: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const next = { weights: [...parameter.weights], velocity: [...parameter.velocity] };
      for (const [i, g] of gradient.entries()) {
        next.weights[i] = (next.weights[i] ?? 0) - (next.velocity[i] ?? 0) * settings.learningRate;
        next.velocity[i] = g + (next.velocity[i] ?? 0) * settings.momentum;
      }
      return next;
    },
  },
  {
    name: "rate-in-the-velocity",
    task: "momentumStep",
    misunderstanding:
      "The velocity adds up η g, and the weights move by it. That is another way to write it, and it differs as soon as the learning rate changes.",
    hint: "Compare the velocity of your record with the worked example. Where does the formula multiply by η?",
    wrong: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const velocity = parameter.velocity.map(
        (v, i) => settings.momentum * v + settings.learningRate * (gradient[i] ?? 0),
      );
      return { weights: parameter.weights.map((w, i) => w - (velocity[i] ?? 0)), velocity };
    },
    inAnotherStyle: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const next = { weights: [...parameter.weights], velocity: [...parameter.velocity] };
      for (const [i, g] of gradient.entries()) {
        const way = g * settings.learningRate + (next.velocity[i] ?? 0) * settings.momentum;
        next.velocity[i] = way;
        next.weights[i] = (next.weights[i] ?? 0) - way;
      }
      return next;
    },
  },
  {
    name: "running-mean-for-sum",
    task: "momentumStep",
    misunderstanding:
      "The gradient enters with the factor 1 − μ. So the velocity is a running mean, and its steps do not get longer.",
    hint: "Under a constant gradient g the velocity comes to g / (1 − μ). To which value does yours come?",
    wrong: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const mu = settings.momentum;
      const velocity = parameter.velocity.map((v, i) => mu * v + (1 - mu) * (gradient[i] ?? 0));
      return {
        weights: parameter.weights.map((w, i) => w - settings.learningRate * (velocity[i] ?? 0)),
        velocity,
      };
    },
    inAnotherStyle: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const next = { weights: [...parameter.weights], velocity: [...parameter.velocity] };
      for (const [i, g] of gradient.entries()) {
        const v = g + ((next.velocity[i] ?? 0) - g) * settings.momentum;
        next.velocity[i] = v;
        next.weights[i] = (next.weights[i] ?? 0) - v * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "no-memory",
    task: "momentumStep",
    misunderstanding: "The weights move by the gradient alone, and the velocity has no part in it.",
    hint: "What would a ball do that rolls on a slope and has a speed already? The second line of the formula has no g in it.",
    wrong: ({ weights, velocity }: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => ({
      weights: weights.map((w, i) => w - settings.learningRate * (gradient[i] ?? 0)),
      velocity: velocity.map((v, i) => settings.momentum * v + (gradient[i] ?? 0)),
    }),
    inAnotherStyle: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const next = { weights: [...parameter.weights], velocity: [...parameter.velocity] };
      for (const [i, g] of gradient.entries()) {
        next.velocity[i] = g + (next.velocity[i] ?? 0) * settings.momentum;
        next.weights[i] = (next.weights[i] ?? 0) - g * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "uphill",
    task: "momentumStep",
    misunderstanding: "The step is added to the weights: they climb.",
    hint: "The gradient points to where the loss grows. Which way do you want to go?",
    wrong: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const velocity = parameter.velocity.map((v, i) => settings.momentum * v + (gradient[i] ?? 0));
      return {
        weights: parameter.weights.map((w, i) => w + settings.learningRate * (velocity[i] ?? 0)),
        velocity,
      };
    },
    inAnotherStyle: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) => {
      const next = { weights: [...parameter.weights], velocity: [...parameter.velocity] };
      for (const [i, g] of gradient.entries()) {
        const v = g + (next.velocity[i] ?? 0) * settings.momentum;
        next.velocity[i] = v;
        next.weights[i] = (next.weights[i] ?? 0) + v * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "epsilon-inside-the-root",
    task: "rmsPropStep",
    misunderstanding: "ε is added to the mean square, under the root.",
    hint: "Under a root an ε of 1e-8 counts as 1e-4. For a gradient of 1e-6, which of the two leaves the step as it was?",
    wrong: (
      parameter: RmsPropParameter,
      gradient: Gradient,
      { learningRate, alpha, epsilon }: RmsPropSettings,
    ) => {
      const meanSquare = parameter.meanSquare.map(
        (v, i) => alpha * v + (1 - alpha) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map(
          (w, i) => w - (learningRate * (gradient[i] ?? 0)) / Math.sqrt((meanSquare[i] ?? 0) + epsilon),
        ),
        meanSquare,
      };
    },
    inAnotherStyle: (parameter: RmsPropParameter, gradient: Gradient, settings: RmsPropSettings) => {
      const next = { weights: [...parameter.weights], meanSquare: [...parameter.meanSquare] };
      for (const [i, g] of gradient.entries()) {
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.alpha;
        next.meanSquare[i] = v;
        next.weights[i] = (next.weights[i] ?? 0) - settings.learningRate * g * (v + settings.epsilon) ** -0.5;
      }
      return next;
    },
  },
  {
    name: "one-mean-for-all",
    task: "rmsPropStep",
    misunderstanding: "All weights share one mean square, that of the whole gradient.",
    hint: "Give it a gradient of 1 and one of 0.00001. Both weights should move as far: who divides the small one by its own size?",
    wrong: (
      parameter: RmsPropParameter,
      gradient: Gradient,
      { learningRate, alpha, epsilon }: RmsPropSettings,
    ) => {
      const square = gradient.reduce((sum, g) => sum + g * g, 0) / gradient.length;
      const meanSquare = parameter.meanSquare.map((v) => alpha * v + (1 - alpha) * square);
      return {
        weights: parameter.weights.map(
          (w, i) => w - (learningRate * (gradient[i] ?? 0)) / (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
        ),
        meanSquare,
      };
    },
    inAnotherStyle: (parameter: RmsPropParameter, gradient: Gradient, settings: RmsPropSettings) => {
      let square = 0;
      for (const g of gradient) square += g ** 2 / gradient.length;
      const next = { weights: [...parameter.weights], meanSquare: [...parameter.meanSquare] };
      for (const [i, g] of gradient.entries()) {
        const v = square + ((next.meanSquare[i] ?? 0) - square) * settings.alpha;
        next.meanSquare[i] = v;
        next.weights[i] =
          (next.weights[i] ?? 0) - (settings.learningRate / (v ** 0.5 + settings.epsilon)) * g;
      }
      return next;
    },
  },
  {
    name: "root-forgotten",
    task: "rmsPropStep",
    misunderstanding: "The gradient is divided by the mean of its squares, and not by the root of that.",
    hint: "Make every gradient ten times as large. The step should stay as it is. What becomes of a square?",
    wrong: (
      parameter: RmsPropParameter,
      gradient: Gradient,
      { learningRate, alpha, epsilon }: RmsPropSettings,
    ) => {
      const meanSquare = parameter.meanSquare.map(
        (v, i) => alpha * v + (1 - alpha) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map(
          (w, i) => w - (learningRate * (gradient[i] ?? 0)) / ((meanSquare[i] ?? 0) + epsilon),
        ),
        meanSquare,
      };
    },
    inAnotherStyle: (parameter: RmsPropParameter, gradient: Gradient, settings: RmsPropSettings) => {
      const next = { weights: [...parameter.weights], meanSquare: [...parameter.meanSquare] };
      for (const [i, g] of gradient.entries()) {
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.alpha;
        next.meanSquare[i] = v;
        next.weights[i] = (next.weights[i] ?? 0) - (settings.learningRate / (v + settings.epsilon)) * g;
      }
      return next;
    },
  },
  {
    name: "old-mean-square",
    task: "rmsPropStep",
    misunderstanding:
      "The gradient is divided by the mean square as it was before this gradient came, which is 0 at first.",
    hint: "Before the first step the mean square is 0. What does the first step divide by then? Which of the two lines has to come first?",
    wrong: (
      parameter: RmsPropParameter,
      gradient: Gradient,
      { learningRate, alpha, epsilon }: RmsPropSettings,
    ) => ({
      weights: parameter.weights.map(
        (w, i) =>
          w - (learningRate * (gradient[i] ?? 0)) / (Math.sqrt(parameter.meanSquare[i] ?? 0) + epsilon),
      ),
      meanSquare: parameter.meanSquare.map((v, i) => alpha * v + (1 - alpha) * (gradient[i] ?? 0) ** 2),
    }),
    inAnotherStyle: (parameter: RmsPropParameter, gradient: Gradient, settings: RmsPropSettings) => {
      const next = { weights: [...parameter.weights], meanSquare: [...parameter.meanSquare] };
      for (const [i, g] of gradient.entries()) {
        const v = next.meanSquare[i] ?? 0;
        next.weights[i] =
          (next.weights[i] ?? 0) - (settings.learningRate / (v ** 0.5 + settings.epsilon)) * g;
        next.meanSquare[i] = g * g + (v - g * g) * settings.alpha;
      }
      return next;
    },
  },
  {
    name: "shares-swapped",
    task: "rmsPropStep",
    misunderstanding:
      "The new square has the share α, and the old mean what is left: it forgets nearly all in one step.",
    hint: "With α = 0.99, which part of the old mean should stay? A mean over many steps changes slowly.",
    wrong: (
      parameter: RmsPropParameter,
      gradient: Gradient,
      { learningRate, alpha, epsilon }: RmsPropSettings,
    ) => {
      const meanSquare = parameter.meanSquare.map(
        (v, i) => (1 - alpha) * v + alpha * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map(
          (w, i) => w - (learningRate * (gradient[i] ?? 0)) / (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
        ),
        meanSquare,
      };
    },
    inAnotherStyle: (parameter: RmsPropParameter, gradient: Gradient, settings: RmsPropSettings) => {
      const next = { weights: [...parameter.weights], meanSquare: [...parameter.meanSquare] };
      for (const [i, g] of gradient.entries()) {
        const v = (next.meanSquare[i] ?? 0) + (g * g - (next.meanSquare[i] ?? 0)) * settings.alpha;
        next.meanSquare[i] = v;
        next.weights[i] =
          (next.weights[i] ?? 0) - (settings.learningRate / (v ** 0.5 + settings.epsilon)) * g;
      }
      return next;
    },
  },
  {
    name: "no-bias-correction",
    task: "adamStep",
    misunderstanding:
      "The means are used as they are. After one step they hold only a tenth of g and a thousandth of g².",
    hint: "Take the first step by hand, with a gradient of 1. How long is it, and how long should it be? Both means began at 0.",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map(
          (w, i) => w - (learningRate * (mean[i] ?? 0)) / (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
        ),
        mean,
        meanSquare,
        steps: parameter.steps + 1,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      for (const [i, g] of gradient.entries()) {
        const m = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2;
        next.mean[i] = m;
        next.meanSquare[i] = v;
        next.weights[i] =
          (next.weights[i] ?? 0) - (m / (v ** 0.5 + settings.epsilon)) * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "half-corrected",
    task: "adamStep",
    misunderstanding: "The mean is corrected for its start from 0, and the mean square is not.",
    hint: "Both means begin at 0. After one step, which part of g² is in the second one?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map(
          (w, i) =>
            w -
            (learningRate * (mean[i] ?? 0)) /
              (1 - beta1 ** steps) /
              (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
        ),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      const scale = settings.learningRate / (1 - settings.beta1 ** next.steps);
      for (const [i, g] of gradient.entries()) {
        const m = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2;
        next.mean[i] = m;
        next.meanSquare[i] = v;
        next.weights[i] = (next.weights[i] ?? 0) - (m / (v ** 0.5 + settings.epsilon)) * scale;
      }
      return next;
    },
  },
  {
    name: "steps-counted-late",
    task: "adamStep",
    misunderstanding:
      "The correction uses the number of steps before this one. In the first step it divides 0 by 0, or by 0.",
    hint: "β to the power of 0 is 1, and 1 − 1 is what the first step would divide by. Which number has the step that is being made?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const t = parameter.steps;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map((w, i) => {
          const root = Math.sqrt((meanSquare[i] ?? 0) / (1 - beta2 ** t));
          return w - (learningRate * ((mean[i] ?? 0) / (1 - beta1 ** t))) / (root + epsilon);
        }),
        mean,
        meanSquare,
        steps: t + 1,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      const [c1, c2] = [settings.beta1, settings.beta2].map((beta) => 1 - beta ** (next.steps - 1));
      for (const [i, g] of gradient.entries()) {
        next.mean[i] = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        next.meanSquare[i] = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2;
        const [m, v] = [(next.mean[i] ?? 0) / (c1 ?? 1), (next.meanSquare[i] ?? 0) / (c2 ?? 1)];
        next.weights[i] =
          (next.weights[i] ?? 0) - (m / (v ** 0.5 + settings.epsilon)) * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "corrected-means-kept",
    task: "adamStep",
    misunderstanding: "The record keeps the corrected means, so that the next step corrects them again.",
    hint: "The correction is for what the step uses. Which of the two, m or m̂, stands on both sides of an arrow in the formula?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map(
        (m, i) => (beta1 * m + (1 - beta1) * (gradient[i] ?? 0)) / (1 - beta1 ** steps),
      );
      const meanSquare = parameter.meanSquare.map(
        (v, i) => (beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2) / (1 - beta2 ** steps),
      );
      return {
        weights: parameter.weights.map(
          (w, i) => w - (learningRate * (mean[i] ?? 0)) / (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
        ),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      for (const [i, g] of gradient.entries()) {
        const m = (g + ((next.mean[i] ?? 0) - g) * settings.beta1) / (1 - settings.beta1 ** next.steps);
        const v =
          (g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2) / (1 - settings.beta2 ** next.steps);
        next.mean[i] = m;
        next.meanSquare[i] = v;
        next.weights[i] =
          (next.weights[i] ?? 0) - (m / (v ** 0.5 + settings.epsilon)) * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "epsilon-inside-the-root-of-adam",
    task: "adamStep",
    misunderstanding: "ε is added to the corrected mean square, under the root.",
    hint: "Under a root an ε of 1e-8 counts as 1e-4. How long is the step of a gradient of 1e-6 then, and how long should it be?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map((w, i) => {
          const root = Math.sqrt((meanSquare[i] ?? 0) / (1 - beta2 ** steps) + epsilon);
          return w - (learningRate * ((mean[i] ?? 0) / (1 - beta1 ** steps))) / root;
        }),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      const [c1, c2] = [settings.beta1, settings.beta2].map((beta) => 1 - beta ** next.steps);
      for (const [i, g] of gradient.entries()) {
        next.mean[i] = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        next.meanSquare[i] = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2;
        const [m, v] = [(next.mean[i] ?? 0) / (c1 ?? 1), (next.meanSquare[i] ?? 0) / (c2 ?? 1)];
        next.weights[i] = (next.weights[i] ?? 0) - m * (v + settings.epsilon) ** -0.5 * settings.learningRate;
      }
      return next;
    },
  },
  {
    name: "epsilon-before-the-correction",
    task: "adamStep",
    misunderstanding:
      "ε is added to the root before the correction, so that it counts thirty times as much in the first step. Some libraries do it so.",
    hint: "Put a hat on what stands under the root before ε is added. With a gradient of 1e-6 the first step should be 0.990 of the rate.",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2,
      );
      const scale = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
      return {
        weights: parameter.weights.map(
          (w, i) => w - (scale * (mean[i] ?? 0)) / (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
        ),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      const [c1 = 1, c2 = 1] = [settings.beta1, settings.beta2].map((beta) => 1 - beta ** next.steps);
      for (const [i, g] of gradient.entries()) {
        const m = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2;
        next.mean[i] = m;
        next.meanSquare[i] = v;
        const divisor = (Math.sqrt(v) + settings.epsilon) / Math.sqrt(c2);
        next.weights[i] = (next.weights[i] ?? 0) - (settings.learningRate * m) / c1 / divisor;
      }
      return next;
    },
  },
  {
    name: "one-mean-square-for-all",
    task: "adamStep",
    misunderstanding:
      "There is one mean square for all weights, so that a large gradient shortens the steps of a small one.",
    hint: "Take two weights, with gradients of 1 and of a hundred-thousandth, and one step. Which list has one mean square for each weight?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const square = gradient.reduce((sum, g) => sum + g * g, 0) / gradient.length;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map((v) => beta2 * v + (1 - beta2) * square);
      return {
        weights: parameter.weights.map((w, i) => {
          const root = Math.sqrt((meanSquare[i] ?? 0) / (1 - beta2 ** steps));
          return w - (learningRate * ((mean[i] ?? 0) / (1 - beta1 ** steps))) / (root + epsilon);
        }),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      let square = 0;
      for (const g of gradient) square += g ** 2 / gradient.length;
      const next = copyOf(parameter);
      const [c1 = 1, c2 = 1] = [settings.beta1, settings.beta2].map((beta) => 1 - beta ** next.steps);
      for (const [i, g] of gradient.entries()) {
        const m = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        const v = square + ((next.meanSquare[i] ?? 0) - square) * settings.beta2;
        next.mean[i] = m;
        next.meanSquare[i] = v;
        const divisor = (v / c2) ** 0.5 + settings.epsilon;
        next.weights[i] = (next.weights[i] ?? 0) - (settings.learningRate * m) / c1 / divisor;
      }
      return next;
    },
  },
  {
    name: "squared-momentum",
    task: "adamStep",
    misunderstanding:
      "The mean square is that of the running mean m, where it should be that of the gradient g.",
    hint: "Where the sign of g changes each time, m is near 0. By what should the step be divided then: by the size of the gradients, or by that of their mean?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map((v, i) => beta2 * v + (1 - beta2) * (mean[i] ?? 0) ** 2);
      return {
        weights: parameter.weights.map((w, i) => {
          const root = Math.sqrt((meanSquare[i] ?? 0) / (1 - beta2 ** steps));
          return w - (learningRate * ((mean[i] ?? 0) / (1 - beta1 ** steps))) / (root + epsilon);
        }),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      const [c1 = 1, c2 = 1] = [settings.beta1, settings.beta2].map((beta) => 1 - beta ** next.steps);
      for (const [i, g] of gradient.entries()) {
        const m = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        const v = m * m + ((next.meanSquare[i] ?? 0) - m * m) * settings.beta2;
        next.mean[i] = m;
        next.meanSquare[i] = v;
        const divisor = (v / c2) ** 0.5 + settings.epsilon;
        next.weights[i] = (next.weights[i] ?? 0) - (settings.learningRate * m) / c1 / divisor;
      }
      return next;
    },
  },
  {
    name: "gradient-for-mean",
    task: "adamStep",
    misunderstanding:
      "The weights move by the gradient itself over the root: the running mean has no part in the step.",
    hint: "That is RMSProp with a correction. In the last line of the formula, what stands above the fraction bar?",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map((w, i) => {
          const root = Math.sqrt((meanSquare[i] ?? 0) / (1 - beta2 ** steps));
          return w - (learningRate * (gradient[i] ?? 0)) / (root + epsilon);
        }),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const next = copyOf(parameter);
      const c2 = 1 - settings.beta2 ** next.steps;
      for (const [i, g] of gradient.entries()) {
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * settings.beta2;
        next.mean[i] = g + ((next.mean[i] ?? 0) - g) * settings.beta1;
        next.meanSquare[i] = v;
        const divisor = (v / c2) ** 0.5 + settings.epsilon;
        next.weights[i] = (next.weights[i] ?? 0) - (settings.learningRate / divisor) * g;
      }
      return next;
    },
  },
  {
    name: "betas-swapped",
    task: "adamStep",
    misunderstanding: "β₁ and β₂ have changed places: β₂ belongs to the squares.",
    hint: "With 0.9 and 0.999, which of the two means should look back over a thousand steps? Squares are noisy, and need the longer one.",
    wrong: (
      parameter: AdamParameter,
      gradient: Gradient,
      { learningRate, beta1, beta2, epsilon }: AdamSettings,
    ) => {
      const steps = parameter.steps + 1;
      const mean = parameter.mean.map((m, i) => beta2 * m + (1 - beta2) * (gradient[i] ?? 0));
      const meanSquare = parameter.meanSquare.map(
        (v, i) => beta1 * v + (1 - beta1) * (gradient[i] ?? 0) ** 2,
      );
      return {
        weights: parameter.weights.map((w, i) => {
          const root = Math.sqrt((meanSquare[i] ?? 0) / (1 - beta1 ** steps));
          return w - (learningRate * ((mean[i] ?? 0) / (1 - beta2 ** steps))) / (root + epsilon);
        }),
        mean,
        meanSquare,
        steps,
      };
    },
    inAnotherStyle: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
      const { learningRate, beta1: slow, beta2: fast, epsilon } = settings;
      const next = copyOf(parameter);
      for (const [i, g] of gradient.entries()) {
        const m = g + ((next.mean[i] ?? 0) - g) * fast;
        const v = g * g + ((next.meanSquare[i] ?? 0) - g * g) * slow;
        next.mean[i] = m;
        next.meanSquare[i] = v;
        const divisor = (v / (1 - slow ** next.steps)) ** 0.5 + epsilon;
        next.weights[i] = (next.weights[i] ?? 0) - (learningRate * m) / (1 - fast ** next.steps) / divisor;
      }
      return next;
    },
  },
];

/** A record that can be written to, with the number of the step that is being made. */
function copyOf({ weights, mean, meanSquare, steps }: AdamParameter) {
  return { weights: [...weights], mean: [...mean], meanSquare: [...meanSquare], steps: steps + 1 };
}
