import type { Mistake, Probes } from "@vanishing/grader";
import type { Statistics } from "./solution.ts";

const four = [1, 2, 4, 9];
const five = [-3, 0.5, 0.25, 7, -2];

export const probes: Probes = {
  batchNorm: [
    [four, 1, 0, 0.5],
    [five, 2, -0.5, 0.25],
    [[7], 2, 1, 0.5],
  ],
  batchNormBackward: [
    [four, 1.5, 0.5, [1, 0, 0, 0]],
    [five, 2, 0.25, [0.5, -2, 1, 3, 0.25]],
  ],
  updateStatistics: [
    [{ mean: 0.5, variance: 2 }, four, 0.25],
    [{ mean: -1, variance: 0.5 }, five, 0.125],
  ],
  batchNormEvaluation: [
    [four, { mean: 1, variance: 5 }, 3, 0.5, 0.25],
    [five, { mean: -1, variance: 0.25 }, 1, 0, 0.5],
  ],
};

type Numbers = readonly number[];

export const mistakes: readonly Mistake[] = [
  {
    name: "unbiased-forward",
    task: "batchNorm",
    misunderstanding:
      "The variance is divided by m − 1. In training the batch is all there is, and its variance has m below.",
    hint: "After the transform the squares of a batch should have mean 1, at epsilon 0. Which of m and m − 1 makes it so?",
    wrong: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      if (x.length < 2) throw new Error("A batch of at least 2 is needed.");
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / (x.length - 1);
      return x.map((entry) => (gamma * (entry - mean)) / Math.sqrt(variance + epsilon) + beta);
    },
    inAnotherStyle: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      const m = x.length;
      if (m < 2) throw new Error("The batch is too small.");
      let [sum, squares] = [0, 0];
      for (const entry of x) {
        sum += entry;
        squares += entry * entry;
      }
      const scale = gamma / Math.sqrt((squares - (sum * sum) / m) / (m - 1) + epsilon);
      return x.map((entry) => scale * (entry - sum / m) + beta);
    },
  },
  {
    name: "epsilon-outside-the-root",
    task: "batchNorm",
    misunderstanding:
      "Epsilon is added to the standard deviation and not to the variance: it stands outside of the root.",
    hint: "What comes out for [3, 5] with epsilon 1, when the variance is 1? The root is taken last.",
    wrong: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      if (x.length < 2) throw new Error("A batch of at least 2 is needed.");
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / x.length;
      return x.map((entry) => (gamma * (entry - mean)) / (Math.sqrt(variance) + epsilon) + beta);
    },
    inAnotherStyle: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      const m = x.length;
      if (m < 2) throw new Error("The batch is too small.");
      const centre = x.reduce((sum, entry) => sum + entry / m, 0);
      const deviations = x.map((entry) => entry - centre);
      const spread = Math.hypot(...deviations) / Math.sqrt(m);
      return deviations.map((deviation) => beta + (deviation / (spread + epsilon)) * gamma);
    },
  },
  {
    name: "variance-for-deviation",
    task: "batchNorm",
    misunderstanding:
      "The division is by the variance and not by its root, so the output depends on the scale of the input.",
    hint: "Make all inputs ten times as large. By how much does your divisor grow, and by how much should it?",
    wrong: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      if (x.length < 2) throw new Error("A batch of at least 2 is needed.");
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / x.length;
      return x.map((entry) => (gamma * (entry - mean)) / (variance + epsilon) + beta);
    },
    inAnotherStyle: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      const m = x.length;
      if (m < 2) throw new Error("The batch is too small.");
      const centre = x.reduce((sum, entry) => sum + entry / m, 0);
      let divisor = epsilon;
      for (const entry of x) divisor += (entry - centre) ** 2 / m;
      return x.map((entry) => beta + gamma * ((entry - centre) / divisor));
    },
  },
  {
    name: "batch-of-one",
    task: "batchNorm",
    misunderstanding:
      "A batch of one example is taken: it is its own mean, and beta comes out whatever goes in.",
    hint: "What is x minus the mean of x, when x is alone? The comment says what should happen then.",
    wrong: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / x.length;
      return x.map((entry) => (gamma * (entry - mean)) / Math.sqrt(variance + epsilon) + beta);
    },
    inAnotherStyle: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
      const centre = x.reduce((sum, entry) => sum + entry / x.length, 0);
      const deviations = x.map((entry) => entry - centre);
      const scale = gamma / Math.hypot(Math.hypot(...deviations) / Math.sqrt(x.length), Math.sqrt(epsilon));
      return deviations.map((deviation) => deviation * scale + beta);
    },
  },
  {
    name: "mean-as-constant",
    task: "batchNormBackward",
    misunderstanding:
      "The mean is treated as a constant: the mean of the upstream gradient is not taken away.",
    hint: "Add the same number to all examples. The output stays, so the entries of the gradient must add up to 0. Do yours?",
    wrong: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
      const m = x.length;
      const mean = x.reduce((sum, entry) => sum + entry, 0) / m;
      const s = Math.sqrt(x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / m + epsilon);
      const n = x.map((entry) => (entry - mean) / s);
      const product = upstream.reduce((sum, g, i) => sum + g * (n[i] as number), 0);
      return {
        x: upstream.map((g, i) => (gamma / s) * (g - ((n[i] as number) * product) / m)),
        gamma: product,
        beta: upstream.reduce((sum, g) => sum + g, 0),
      };
    },
    inAnotherStyle: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
      let [centre, variance, ofBeta, ofGamma] = [0, 0, 0, 0];
      for (const entry of x) centre += entry / x.length;
      for (const entry of x) variance += (entry - centre) ** 2 / x.length;
      const s = Math.sqrt(variance + epsilon);
      x.forEach((entry, i) => {
        ofBeta += upstream[i] as number;
        ofGamma += ((upstream[i] as number) * (entry - centre)) / s;
      });
      const ofX = x.map(
        (entry, i) =>
          (gamma * (upstream[i] as number)) / s - (gamma * ofGamma * (entry - centre)) / (x.length * s * s),
      );
      return { x: ofX, gamma: ofGamma, beta: ofBeta };
    },
  },
  {
    name: "variance-as-constant",
    task: "batchNormBackward",
    misunderstanding:
      "The variance is treated as a constant: the part of the gradient along x is not taken away.",
    hint: "Stretch the batch about its mean. At epsilon 0 the output stays, so the gradient has nothing along that direction. Has yours?",
    wrong: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
      const m = x.length;
      const mean = x.reduce((sum, entry) => sum + entry, 0) / m;
      const s = Math.sqrt(x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / m + epsilon);
      const ofBeta = upstream.reduce((sum, g) => sum + g, 0);
      return {
        x: upstream.map((g) => (gamma / s) * (g - ofBeta / m)),
        gamma: upstream.reduce((sum, g, i) => sum + (g * ((x[i] as number) - mean)) / s, 0),
        beta: ofBeta,
      };
    },
    inAnotherStyle: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
      let [centre, variance, ofBeta, ofGamma] = [0, 0, 0, 0];
      for (const entry of x) centre += entry / x.length;
      for (const entry of x) variance += (entry - centre) ** 2 / x.length;
      const s = Math.sqrt(variance + epsilon);
      x.forEach((entry, i) => {
        ofBeta += upstream[i] as number;
        ofGamma += ((upstream[i] as number) * (entry - centre)) / s;
      });
      return {
        x: upstream.map((g) => (gamma * g - (gamma * ofBeta) / x.length) / s),
        gamma: ofGamma,
        beta: ofBeta,
      };
    },
  },
  {
    name: "both-as-constants",
    task: "batchNormBackward",
    misunderstanding:
      "Mean and variance are both treated as constants: what is left is the slope of a straight line.",
    hint: "Which examples does one output depend on? The mean has all of them in it, and so has the variance.",
    wrong: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
      const m = x.length;
      const mean = x.reduce((sum, entry) => sum + entry, 0) / m;
      const s = Math.sqrt(x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / m + epsilon);
      return {
        x: upstream.map((g) => (gamma / s) * g),
        gamma: upstream.reduce((sum, g, i) => sum + (g * ((x[i] as number) - mean)) / s, 0),
        beta: upstream.reduce((sum, g) => sum + g, 0),
      };
    },
    inAnotherStyle: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
      let [centre, variance, ofBeta, ofGamma] = [0, 0, 0, 0];
      for (const entry of x) centre += entry / x.length;
      for (const entry of x) variance += (entry - centre) ** 2 / x.length;
      const slope = gamma / Math.sqrt(variance + epsilon);
      x.forEach((entry, i) => {
        ofBeta += upstream[i] as number;
        ofGamma += ((upstream[i] as number) * (entry - centre)) / Math.sqrt(variance + epsilon);
      });
      return { x: upstream.map((g) => slope * g), gamma: ofGamma, beta: ofBeta };
    },
  },
  {
    name: "gamma-forgotten",
    task: "batchNormBackward",
    misunderstanding: "The factor gamma is missing in the gradient of x.",
    hint: "Double gamma. The output is twice as steep in x then: is your gradient?",
    wrong: (x: Numbers, _gamma: number, epsilon: number, upstream: Numbers) => {
      const m = x.length;
      const mean = x.reduce((sum, entry) => sum + entry, 0) / m;
      const s = Math.sqrt(x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / m + epsilon);
      const n = x.map((entry) => (entry - mean) / s);
      const ofGamma = upstream.reduce((sum, g, i) => sum + g * (n[i] as number), 0);
      const ofBeta = upstream.reduce((sum, g) => sum + g, 0);
      return {
        x: upstream.map((g, i) => (g - ofBeta / m - ((n[i] as number) * ofGamma) / m) / s),
        gamma: ofGamma,
        beta: ofBeta,
      };
    },
    inAnotherStyle: (x: Numbers, _gamma: number, epsilon: number, upstream: Numbers) => {
      let [centre, variance, ofBeta, ofGamma] = [0, 0, 0, 0];
      for (const entry of x) centre += entry / x.length;
      for (const entry of x) variance += (entry - centre) ** 2 / x.length;
      const s = Math.sqrt(variance + epsilon);
      x.forEach((entry, i) => {
        ofBeta += upstream[i] as number;
        ofGamma += ((upstream[i] as number) * (entry - centre)) / s;
      });
      const ofX = x.map((entry, i) => {
        const along = (ofGamma * (entry - centre)) / (s * x.length);
        return ((upstream[i] as number) - ofBeta / x.length - along) / s;
      });
      return { x: ofX, gamma: ofGamma, beta: ofBeta };
    },
  },
  {
    name: "biased-kept",
    task: "updateStatistics",
    misunderstanding: "The variance that is kept has m below. Over many batches it stays too small.",
    hint: "The kept variance is to say something of all data, of which the batch is a sample. What is divided by then?",
    wrong: (old: Statistics, x: Numbers, momentum: number) => {
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / x.length;
      return {
        mean: (1 - momentum) * old.mean + momentum * mean,
        variance: (1 - momentum) * old.variance + momentum * variance,
      };
    },
    inAnotherStyle: (old: Statistics, x: Numbers, momentum: number) => {
      let [centre, variance] = [0, 0];
      for (const entry of x) centre += entry / x.length;
      for (const entry of x) variance += (entry - centre) ** 2 / x.length;
      return {
        mean: old.mean + momentum * (centre - old.mean),
        variance: old.variance + momentum * (variance - old.variance),
      };
    },
  },
  {
    name: "momentum-on-the-old",
    task: "updateStatistics",
    misunderstanding:
      "Momentum weighs the old statistics, as some frameworks have it. Here it is the share of the new batch.",
    hint: "With momentum 0.1, how much of the old mean should be left after one batch?",
    wrong: (old: Statistics, x: Numbers, momentum: number) => {
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / (x.length - 1);
      return {
        mean: momentum * old.mean + (1 - momentum) * mean,
        variance: momentum * old.variance + (1 - momentum) * variance,
      };
    },
    inAnotherStyle: (old: Statistics, x: Numbers, momentum: number) => {
      let [centre, squares] = [0, 0];
      for (const entry of x) centre += entry / x.length;
      for (const entry of x) squares += (entry - centre) ** 2;
      return {
        mean: centre + momentum * (old.mean - centre),
        variance: squares / (x.length - 1) + momentum * (old.variance - squares / (x.length - 1)),
      };
    },
  },
  {
    name: "evaluation-by-the-batch",
    task: "batchNormEvaluation",
    misunderstanding:
      "Evaluation uses the statistics of the batch, so what is said of one example depends on the others.",
    hint: "Which mean was passed in, and which one do you use?",
    wrong: (x: Numbers, _statistics: Statistics, gamma: number, beta: number, epsilon: number) => {
      const mean = x.reduce((sum, entry) => sum + entry, 0) / x.length;
      const variance = x.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / x.length;
      return x.map((entry) => (gamma * (entry - mean)) / Math.sqrt(variance + epsilon) + beta);
    },
    inAnotherStyle: (x: Numbers, _statistics: Statistics, gamma: number, beta: number, epsilon: number) => {
      const centre = x.reduce((sum, entry) => sum + entry / x.length, 0);
      const deviations = x.map((entry) => entry - centre);
      const scale = gamma / Math.hypot(Math.hypot(...deviations) / Math.sqrt(x.length), Math.sqrt(epsilon));
      return deviations.map((deviation) => deviation * scale + beta);
    },
  },
  {
    name: "root-forgotten-in-evaluation",
    task: "batchNormEvaluation",
    misunderstanding: "The division is by the variance that was kept, and not by its root.",
    hint: "Statistics hold a variance. What does the formula of training divide by?",
    wrong: (x: Numbers, { mean, variance }: Statistics, gamma: number, beta: number, epsilon: number) =>
      x.map((entry) => (gamma * (entry - mean)) / (variance + epsilon) + beta),
    inAnotherStyle: (x: Numbers, kept: Statistics, gamma: number, beta: number, epsilon: number) => {
      const slope = gamma / (epsilon + kept.variance);
      return x.map((entry) => slope * entry + (beta - slope * kept.mean));
    },
  },
];
