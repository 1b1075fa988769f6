import {
  checkNonNegative,
  checkSettings,
  describeValue,
  failure,
  type Matrix,
  type Operation,
  sumInLanes,
  type Tensor,
} from "@vanishing/core";
import { addTo, columnOf, entriesOf } from "./line.ts";
import { checkFilled, checkRow, tapeOf } from "./operand-checks.ts";
import { rootOf } from "./standardization.ts";

/** A mean and a variance for each feature. */
export interface Statistics {
  readonly mean: readonly number[] | Float32Array | Float64Array;
  readonly variance: readonly number[] | Float32Array | Float64Array;
}

/**
 * Batch normalisation with statistics that do not depend on the batch, as in evaluation. Along each column of x
 * `(batch, features)`, with γ and β `(1, features)` and S = √(v + ε), μ and v constants:
 *
 *     x̂ = (x − μ) / S        y = γ x̂ + β
 *     ∂L/∂β = Σ g        ∂L/∂γ = Σ g x̂        ∂L/∂x = (γ / S) g
 */
export const fixedNormalization: Operation<
  readonly [x: Matrix, gamma: Matrix, beta: Matrix],
  Statistics & { readonly name: string; readonly epsilon: number }
> = {
  shape([x, gamma, beta], { name, mean, variance }) {
    checkFilled(name, x);
    checkRow(name, "gamma", gamma, x);
    checkRow(name, "beta", beta, x);
    checkFeatures(name, "mean", mean, x.columns);
    checkFeatures(name, "variance", variance, x.columns);
    return [x.rows, x.columns];
  },

  forward({ inputs: [x, gamma, beta], settings: { name, mean, variance, epsilon }, output }) {
    for (let feature = 0; feature < x.columns; feature++) {
      const column = columnOf(x, feature);
      const entry = entriesOf(x, column);
      const root = rootOf(name, "variance", variance[feature] as number, column, epsilon);
      const centre = mean[feature] as number;
      const [scale, shift] = [gamma.data[feature] as number, beta.data[feature] as number];
      for (let example = 0; example < x.rows; example++) {
        output.data[example * x.columns + feature] = scale * ((entry(example) - centre) / root) + shift;
      }
    }
  },

  vjp({ inputs: [x, gamma], settings: { name, mean, variance, epsilon }, gradient, inputGradients }) {
    const [gradientX, gradientGamma, gradientBeta] = inputGradients;
    for (let feature = 0; feature < x.columns; feature++) {
      const column = columnOf(x, feature);
      const [entry, g] = [entriesOf(x, column), entriesOf(gradient, column)];
      const root = rootOf(name, "variance", variance[feature] as number, column, epsilon);
      const centre = mean[feature] as number;
      if (gradientBeta) addTo(gradientBeta, feature, sumInLanes(x.rows, g));
      if (gradientGamma) {
        const alongX = sumInLanes(x.rows, (e) => g(e) * ((entry(e) - centre) / root));
        addTo(gradientGamma, feature, alongX);
      }
      if (!gradientX) continue;
      const factor = (gamma.data[feature] as number) / root;
      for (let example = 0; example < x.rows; example++) {
        addTo(gradientX, example * x.columns + feature, factor * g(example));
      }
    }
  },
};

/**
 * Batch normalisation y = γ (x − μ) / √(v + ε) + β with given statistics μ and v, one of each for a feature: x
 * `(batch, features)`, γ and β `(1, features)`. One example is enough. μ and v are constants, so ∂L/∂x = γ g / √(v + ε):
 * neither Σ ∂L/∂x nor Σ ∂L/∂x x̂ is 0.
 *
 * The statistics are copied, so that they may change before `backward`.
 *
 * @param settings.epsilon ε, from 0 on. Default 1e-5
 * @throws when γ, β, mean or variance do not fit x, a statistic is not finite, a variance or ε is negative, or both are 0.
 */
export function normalizeWith(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  settings: Statistics & { readonly epsilon?: number },
): Tensor {
  const name = "normalizeWith";
  checkSettings(name, settings, "normalizeWith(x, gamma, beta, { mean, variance, epsilon })");
  const { epsilon = 1e-5 } = settings;
  checkNonNegative(name, "epsilon", epsilon);
  const mean = copyStatistic(name, "mean", settings.mean);
  const variance = copyStatistic(name, "variance", settings.variance);
  return tapeOf(name, x).run(name, fixedNormalization, [x, gamma, beta], { name, mean, variance, epsilon });
}

/** A copy of a list of means or variances, each finite and no variance negative. */
export function copyStatistic(
  operation: string,
  name: "mean" | "variance",
  values: Statistics["mean"],
): Float64Array {
  if (!Array.isArray(values) && !(values instanceof Float32Array || values instanceof Float64Array)) {
    throw failure(
      operation,
      `${name} to be a list of numbers, one for each feature`,
      describeValue(values),
      "pass an array, a Float32Array or a Float64Array",
    );
  }
  return Float64Array.from(values, (value: number, feature) => {
    if (Number.isFinite(value) && (name === "mean" || value >= 0)) return value;
    throw failure(
      operation,
      `${name} ${feature} to be a finite number${name === "mean" ? "" : " from 0 on"}`,
      describeValue(value),
      "take the statistics of finite data",
    );
  });
}

function checkFeatures(operation: string, name: string, values: ArrayLike<number>, features: number): void {
  if (values.length === features) return;
  throw failure(
    operation,
    `a ${name} for each of ${features} features`,
    `${values.length}`,
    "take the statistics of the same features",
  );
}
