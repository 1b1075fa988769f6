import type { Variant } from "@vanishing/grader";

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

const at = (list: readonly number[], i: number): number => list[i] ?? Number.NaN;

/** The root mean square √(share · r² + (1 − share) · g²), from two sides of a triangle. */
const mixedRoot = (root: number, g: number, share: number): number =>
  Math.hypot(Math.sqrt(share) * root, Math.sqrt(1 - share) * g);

/** 1 + β + … + β^(t − 1): how much weight a running sum of t gradients has given in all. */
function geometricSum(beta: number, t: number): number {
  let sum = 0;
  for (let i = 0; i < t; i++) sum = 1 + beta * sum;
  return sum;
}

export const variants: readonly Variant[] = [
  {
    algorithm:
      "differences from the old mean, entry by entry in a loop; Kingma and Ba's order, with both corrections in the rate and in ε",
    exports: {
      momentumStep: (
        { weights, velocity }: MomentumParameter,
        gradient: Gradient,
        { learningRate, momentum }: MomentumSettings,
      ) => {
        const next = { weights: [...weights], velocity: [...velocity] };
        for (const [i, g] of gradient.entries()) {
          const kept = momentum * at(velocity, i);
          // What is left of the old step, and then the new one.
          next.weights[i] = at(weights, i) - learningRate * kept - learningRate * g;
          next.velocity[i] = kept + g;
        }
        return next;
      },
      rmsPropStep: (
        { weights, meanSquare }: RmsPropParameter,
        gradient: Gradient,
        { learningRate, alpha, epsilon }: RmsPropSettings,
      ) => {
        const next = { weights: [...weights], meanSquare: [...meanSquare] };
        for (const [i, g] of gradient.entries()) {
          const v = at(meanSquare, i) + (1 - alpha) * (g * g - at(meanSquare, i));
          next.meanSquare[i] = v;
          next.weights[i] = at(weights, i) - (learningRate / (Math.sqrt(v) + epsilon)) * g;
        }
        return next;
      },
      adamStep: (
        { weights, mean, meanSquare, steps }: AdamParameter,
        gradient: Gradient,
        { learningRate, beta1, beta2, epsilon }: AdamSettings,
      ) => {
        const t = steps + 1;
        const root = Math.sqrt(1 - beta2 ** t);
        const rate = (learningRate * root) / (1 - beta1 ** t);
        const next = { weights: [...weights], mean: [...mean], meanSquare: [...meanSquare], steps: t };
        for (const [i, g] of gradient.entries()) {
          const m = at(mean, i) + (1 - beta1) * (g - at(mean, i));
          const v = at(meanSquare, i) + (1 - beta2) * (g * g - at(meanSquare, i));
          next.mean[i] = m;
          next.meanSquare[i] = v;
          next.weights[i] = at(weights, i) - (rate * m) / (Math.sqrt(v) + epsilon * root);
        }
        return next;
      },
    },
  },
  {
    algorithm: "roots of mean squares by Pythagoras; the correction by the sum of a geometric series",
    exports: {
      momentumStep: (
        { weights, velocity }: MomentumParameter,
        gradient: Gradient,
        { learningRate, momentum }: MomentumSettings,
      ) => {
        const pairs = weights.map((w, i) => {
          const v = at(gradient, i) + at(velocity, i) - (1 - momentum) * at(velocity, i);
          return [w - v / (1 / learningRate), v] as const;
        });
        return { weights: pairs.map(([w]) => w), velocity: pairs.map(([, v]) => v) };
      },
      rmsPropStep: (
        { weights, meanSquare }: RmsPropParameter,
        gradient: Gradient,
        { learningRate, alpha, epsilon }: RmsPropSettings,
      ) => {
        const roots = meanSquare.map((v, i) => mixedRoot(Math.sqrt(v), at(gradient, i), alpha));
        return {
          weights: weights.map((w, i) => w - (learningRate * at(gradient, i)) / (at(roots, i) + epsilon)),
          meanSquare: roots.map((root) => root * root),
        };
      },
      adamStep: (
        { weights, mean, meanSquare, steps }: AdamParameter,
        gradient: Gradient,
        { learningRate, beta1, beta2, epsilon }: AdamSettings,
      ) => {
        const t = steps + 1;
        const [given1, given2] = [geometricSum(beta1, t), geometricSum(beta2, t)];
        // Sums of gradients and squares, of which the means are a share.
        const sums = mean.map((m, i) => (beta1 * m) / (1 - beta1) + at(gradient, i));
        const rootSums = meanSquare.map((v, i) =>
          Math.hypot(Math.sqrt((beta2 * v) / (1 - beta2)), at(gradient, i)),
        );
        return {
          weights: weights.map(
            (w, i) =>
              w - (learningRate * at(sums, i)) / given1 / (at(rootSums, i) / Math.sqrt(given2) + epsilon),
          ),
          mean: sums.map((sum) => sum * (1 - beta1)),
          meanSquare: rootSums.map((root) => root * root * (1 - beta2)),
          steps: t,
        };
      },
    },
  },
  {
    algorithm:
      "one weight at a time by a function of its own, and the records put together in the end; powers through exponentials; step as sign over a ratio",
    exports: {
      momentumStep: (parameter: MomentumParameter, gradient: Gradient, settings: MomentumSettings) =>
        gradient.reduce<{ weights: number[]; velocity: number[] }>(
          ({ weights, velocity }, g, i) => {
            const v = g + settings.momentum * at(parameter.velocity, i);
            const w = at(parameter.weights, i) - v * settings.learningRate;
            return { weights: [...weights, w], velocity: [...velocity, v] };
          },
          { weights: [], velocity: [] },
        ),
      rmsPropStep: (parameter: RmsPropParameter, gradient: Gradient, settings: RmsPropSettings) => {
        const { learningRate, alpha, epsilon } = settings;
        return gradient.reduce<{ weights: number[]; meanSquare: number[] }>(
          ({ weights, meanSquare }, g, i) => {
            const v = alpha * at(parameter.meanSquare, i) + (g - alpha * g) * g;
            // In units of the gradient: √v / |g| and ε / |g|.
            const ratio = Math.sqrt(v / g / g) + epsilon / Math.abs(g);
            const step = g === 0 ? 0 : Math.sign(g) / ratio;
            return {
              weights: [...weights, at(parameter.weights, i) - learningRate * step],
              meanSquare: [...meanSquare, v],
            };
          },
          { weights: [], meanSquare: [] },
        );
      },
      adamStep: (parameter: AdamParameter, gradient: Gradient, settings: AdamSettings) => {
        const { learningRate, beta1, beta2, epsilon } = settings;
        const steps = parameter.steps + 1;
        // 1 − β^t without the subtraction.
        const [given1, given2] = [-Math.expm1(steps * Math.log(beta1)), -Math.expm1(steps * Math.log(beta2))];
        const stepped = gradient.map((g, i) => {
          const m = g + beta1 * (at(parameter.mean, i) - g);
          const v = g * g + beta2 * (at(parameter.meanSquare, i) - g * g);
          const inverse = 1 / (Math.sqrt(v / given2) + epsilon);
          return { m, v, w: at(parameter.weights, i) - (m / given1) * inverse * learningRate };
        });
        return {
          weights: stepped.map(({ w }) => w),
          mean: stepped.map(({ m }) => m),
          meanSquare: stepped.map(({ v }) => v),
          steps,
        };
      },
    },
  },
];
