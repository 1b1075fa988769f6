import type { Variant } from "@vanishing/grader";
import type { Statistics } from "./solution.ts";

type Numbers = readonly number[];

const sum = (numbers: Numbers) => numbers.reduce((total, entry) => total + entry, 0);
const deviationsOf = (x: Numbers) => x.map((entry) => entry - sum(x) / x.length);
const enough = (x: Numbers) => {
  if (x.length < 2) throw new Error("A batch of one example has no spread.");
  return x;
};

/** Mean and sum of squared deviations, example after example. */
function running(x: Numbers): { readonly mean: number; readonly squares: number } {
  let [mean, squares] = [0, 0];
  x.forEach((entry, place) => {
    const before = entry - mean;
    mean += before / (place + 1);
    squares += before * (entry - mean);
  });
  return { mean, squares };
}

export const variants: readonly Variant[] = [
  {
    algorithm: "a vector of deviations, its Euclidean length, and projections on it",
    exports: {
      batchNorm: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
        const deviations = deviationsOf(enough(x));
        const s = Math.hypot(Math.hypot(...deviations) / Math.sqrt(x.length), Math.sqrt(epsilon));
        return deviations.map((deviation) => beta + (gamma / s) * deviation);
      },
      batchNormBackward: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
        const deviations = deviationsOf(x);
        const s = Math.hypot(Math.hypot(...deviations) / Math.sqrt(x.length), Math.sqrt(epsilon));
        const centred = deviationsOf(upstream);
        const along = sum(centred.map((g, i) => g * (deviations[i] as number)));
        return {
          x: centred.map(
            (g, i) => (gamma * (g - (along * (deviations[i] as number)) / (x.length * s * s))) / s,
          ),
          gamma: along / s,
          beta: sum(upstream),
        };
      },
      updateStatistics: (old: Statistics, x: Numbers, momentum: number) => {
        const squares = Math.hypot(...deviationsOf(x)) ** 2;
        return {
          mean: old.mean + momentum * (sum(x) / x.length - old.mean),
          variance: old.variance + momentum * (squares / (x.length - 1) - old.variance),
        };
      },
      batchNormEvaluation: (x: Numbers, kept: Statistics, gamma: number, beta: number, epsilon: number) => {
        const slope = gamma / Math.sqrt(kept.variance + epsilon);
        return x.map((entry) => slope * (entry - kept.mean) + beta);
      },
    },
  },
  {
    algorithm:
      "running mean and squares in one pass; the gradient in three steps, by way of variance and mean",
    exports: {
      batchNorm: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
        const { mean, squares } = running(enough(x));
        const inverse = 1 / Math.sqrt(squares / x.length + epsilon);
        return x.map((entry) => (entry - mean) * inverse * gamma + beta);
      },
      batchNormBackward: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
        const m = x.length;
        const { mean, squares } = running(x);
        const inverse = 1 / Math.sqrt(squares / m + epsilon);
        const ofNormalized = upstream.map((g) => g * gamma);
        const ofVariance =
          sum(ofNormalized.map((g, i) => g * ((x[i] as number) - mean))) * -0.5 * inverse ** 3;
        const ofMean = -inverse * sum(ofNormalized);
        return {
          x: ofNormalized.map(
            (g, i) => g * inverse + (ofVariance * 2 * ((x[i] as number) - mean)) / m + ofMean / m,
          ),
          gamma: sum(upstream.map((g, i) => g * ((x[i] as number) - mean) * inverse)),
          beta: sum(upstream),
        };
      },
      updateStatistics: (old: Statistics, x: Numbers, momentum: number) => {
        const { mean, squares } = running(x);
        return {
          mean: old.mean * (1 - momentum) + mean * momentum,
          variance: old.variance * (1 - momentum) + (squares * momentum) / (x.length - 1),
        };
      },
      batchNormEvaluation: (
        x: Numbers,
        { mean, variance }: Statistics,
        gamma: number,
        beta: number,
        epsilon: number,
      ) => {
        const inverse = (variance + epsilon) ** -0.5;
        return x.map((entry) => entry * inverse * gamma + (beta - mean * inverse * gamma));
      },
    },
  },
  {
    algorithm: "differences of all pairs: half of their mean square is the variance",
    exports: {
      batchNorm: (x: Numbers, gamma: number, beta: number, epsilon: number) => {
        const m = enough(x).length;
        const pairs = x.flatMap((one) => x.map((other) => (one - other) ** 2));
        const s = Math.sqrt(sum(pairs) / (2 * m * m) + epsilon);
        return x.map((one) => beta + (gamma * sum(x.map((other) => one - other))) / (m * s));
      },
      batchNormBackward: (x: Numbers, gamma: number, epsilon: number, upstream: Numbers) => {
        const m = x.length;
        const s = Math.sqrt(
          sum(x.flatMap((one) => x.map((other) => (one - other) ** 2))) / (2 * m * m) + epsilon,
        );
        const n = x.map((one) => sum(x.map((other) => one - other)) / (m * s));
        // ∂yⱼ/∂xᵢ, entry by entry of the Jacobian.
        const ofX = x.map((_, i) =>
          sum(
            upstream.map(
              (g, j) =>
                g * (gamma / s) * ((i === j ? 1 : 0) - 1 / m - ((n[i] as number) * (n[j] as number)) / m),
            ),
          ),
        );
        return { x: ofX, gamma: sum(upstream.map((g, j) => g * (n[j] as number))), beta: sum(upstream) };
      },
      updateStatistics: (old: Statistics, x: Numbers, momentum: number) => {
        const m = x.length;
        const pairs = sum(x.flatMap((one) => x.map((other) => (one - other) ** 2)));
        return {
          mean: sum([(1 - momentum) * old.mean, ...x.map((entry) => (momentum * entry) / m)]),
          variance: (1 - momentum) * old.variance + (momentum * pairs) / (2 * m * (m - 1)),
        };
      },
      batchNormEvaluation: (x: Numbers, kept: Statistics, gamma: number, beta: number, epsilon: number) => {
        const s = Math.hypot(Math.sqrt(kept.variance), Math.sqrt(epsilon));
        const result: number[] = [];
        for (const entry of x) result.push(gamma * ((entry - kept.mean) / s) + beta);
        return result;
      },
    },
  },
];
