import {
  checkNonNegative,
  checkSettings,
  failure,
  type Matrix,
  type Operation,
  shapeOf,
  sumInLanes,
  type Tensor,
} from "@vanishing/core";
import { addTo, columnOf, entriesOf } from "./line.ts";
import { checkFilled, checkRow, tapeOf } from "./operand-checks.ts";
import { standardize } from "./standardization.ts";

/**
 * Batch normalisation with the statistics of the batch. Along each column of x `(batch, features)`, with γ and β
 * `(1, features)`, the biased variance v, the batch size m and S = √(v + ε):
 *
 *     μ = mean(x)        v = mean((x − μ)²)        x̂ = (x − μ) / S        y = γ x̂ + β
 *     ∂L/∂β = Σ g        ∂L/∂γ = Σ g x̂        ∂L/∂x = (γ / S) [g − mean(g) − x̂ mean(g x̂)]
 */
export const batchNormalization: Operation<
  readonly [x: Matrix, gamma: Matrix, beta: Matrix],
  { readonly name: string; readonly epsilon: number }
> = {
  shape([x, gamma, beta], { name }) {
    checkFilled(name, x);
    if (x.rows === 1) {
      throw failure(
        name,
        "a batch of at least 2 examples, because the variance of one is 0",
        shapeOf(x),
        "train with larger batches and drop a last batch of one, or evaluate with running statistics",
      );
    }
    checkRow(name, "gamma", gamma, x);
    checkRow(name, "beta", beta, x);
    return [x.rows, x.columns];
  },

  forward({ inputs: [x, gamma, beta], settings: { name, epsilon }, output }) {
    for (let feature = 0; feature < x.columns; feature++) {
      const { normalized } = standardize(name, x, columnOf(x, feature), epsilon);
      const [scale, shift] = [gamma.data[feature] as number, beta.data[feature] as number];
      for (let example = 0; example < x.rows; example++) {
        output.data[example * x.columns + feature] = scale * normalized(example) + shift;
      }
    }
  },

  vjp({ inputs: [x, gamma], settings: { name, epsilon }, gradient, inputGradients }) {
    const [gradientX, gradientGamma, gradientBeta] = inputGradients;
    const batch = x.rows;
    for (let feature = 0; feature < x.columns; feature++) {
      const column = columnOf(x, feature);
      const { root, normalized } = standardize(name, x, column, epsilon);
      const g = entriesOf(gradient, column);
      if (gradientBeta) addTo(gradientBeta, feature, sumInLanes(batch, g));

      // Neither Σ g x̂ nor the bracket changes when one number is taken off every g, since Σ x̂ = 0. Taking off the first
      // g leaves no digits to cancel: in a batch of two at ε = 0 the gradient is 0 to the last bit.
      const first = g(0);
      const alongX = sumInLanes(batch, (e) => (g(e) - first) * normalized(e));
      if (gradientGamma) addTo(gradientGamma, feature, alongX);
      if (!gradientX) continue;
      const mean = sumInLanes(batch, (e) => g(e) - first) / batch;
      const factor = (gamma.data[feature] as number) / root;
      for (let example = 0; example < batch; example++) {
        const bracket = g(example) - first - mean - normalized(example) * (alongX / batch);
        addTo(gradientX, example * x.columns + feature, factor * bracket);
      }
    }
  },
};

/**
 * Batch normalisation y = γ (x − μ) / √(v + ε) + β with the mean μ and the biased variance v of each column over the
 * batch: x `(batch, features)`, γ and β `(1, features)`, y in the shape of x.
 *
 * The gradient goes through μ and v too. Two examples at ε = 0 become ±1 whatever they are, and the gradient of x is 0.
 * S. Ioffe and C. Szegedy, "Batch normalization", ICML 2015, algorithm 1 and section 3. For the running
 * statistics see `batchNorm`, for given ones `normalizeWith`.
 *
 * @param settings.epsilon ε, from 0 on. Default 1e-5. At 0 a column of equal entries is an error, above 0 it becomes β
 * @throws when the batch has fewer than 2 examples, γ or β do not fit, ε is negative or not finite, or the variance of a
 * feature plus ε is 0 or not finite.
 */
export function batchNormalize(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  settings: { readonly epsilon?: number } = {},
): Tensor {
  const name = "batchNormalize";
  checkSettings(name, settings, "batchNormalize(x, gamma, beta, { epsilon })");
  const { epsilon = 1e-5 } = settings;
  checkNonNegative(name, "epsilon", epsilon);
  return tapeOf(name, x).run(name, batchNormalization, [x, gamma, beta], { name, epsilon });
}
