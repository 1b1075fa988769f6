import {
  checkNonNegative,
  checkSettings,
  type Matrix,
  type Operation,
  sumInLanes,
  type Tensor,
} from "@vanishing/core";
import { addTo, entriesOf, rowOf } from "./line.ts";
import { checkFilled, checkRow, tapeOf } from "./operand-checks.ts";
import { standardize } from "./standardization.ts";

/**
 * Layer normalisation. Along each row of x `(batch, features)`, with γ and β `(1, features)`, the biased variance v,
 * S = √(v + ε) and ĝ = γ ⊙ g, which stays inside the means because γ differs along the row:
 *
 *     μ = mean(x)        v = mean((x − μ)²)        x̂ = (x − μ) / S        y = γ ⊙ x̂ + β
 *     ∂L/∂β = Σ g        ∂L/∂γ = Σ g ⊙ x̂ (both over the batch)        ∂L/∂x = (1 / S) [ĝ − mean(ĝ) − x̂ mean(ĝ x̂)]
 */
export const layerNormalization: Operation<
  readonly [x: Matrix, gamma: Matrix, beta: Matrix],
  { readonly name: string; readonly epsilon: number }
> = {
  shape([x, gamma, beta], { name }) {
    checkFilled(name, x);
    checkRow(name, "gamma", gamma, x);
    checkRow(name, "beta", beta, x);
    return [x.rows, x.columns];
  },

  forward({ inputs: [x, gamma, beta], settings: { name, epsilon }, output }) {
    for (let example = 0; example < x.rows; example++) {
      const row = rowOf(x, example);
      const { normalized } = standardize(name, x, row, epsilon);
      for (let feature = 0; feature < x.columns; feature++) {
        const [scale, shift] = [gamma.data[feature] as number, beta.data[feature] as number];
        output.data[row.start + feature] = scale * normalized(feature) + shift;
      }
    }
  },

  vjp({ inputs: [x, gamma], settings: { name, epsilon }, gradient, inputGradients }) {
    const [gradientX, gradientGamma, gradientBeta] = inputGradients;
    const features = x.columns;
    // Float64, and rounded once when they are added to the gradients: sums over the batch, row after row.
    const alongX = new Float64Array(features);
    const total = new Float64Array(features);
    for (let example = 0; example < x.rows; example++) {
      const row = rowOf(x, example);
      const { root, normalized } = standardize(name, x, row, epsilon);
      const g = entriesOf(gradient, row);
      for (let feature = 0; feature < features; feature++) {
        alongX[feature] = (alongX[feature] as number) + g(feature) * normalized(feature);
        total[feature] = (total[feature] as number) + g(feature);
      }
      if (!gradientX) continue;

      // The bracket does not change when one number is taken off every ĝ. Taking off the first leaves no digits to cancel:
      // with two features at ε = 0 the gradient is 0 to the last bit.
      const scaled = (feature: number) => (gamma.data[feature] as number) * g(feature);
      const first = scaled(0);
      const mean = sumInLanes(features, (e) => scaled(e) - first) / features;
      const meanAlongX = sumInLanes(features, (e) => (scaled(e) - first) * normalized(e)) / features;
      for (let feature = 0; feature < features; feature++) {
        const bracket = scaled(feature) - first - mean - normalized(feature) * meanAlongX;
        addTo(gradientX, row.start + feature, bracket / root);
      }
    }
    if (gradientGamma) addRow(gradientGamma, alongX);
    if (gradientBeta) addRow(gradientBeta, total);
  },
};

/** Adds a number to each entry of a matrix of one row. */
export function addRow(target: Matrix, values: Float64Array): void {
  values.forEach((value, feature) => {
    addTo(target, feature, value);
  });
}

/**
 * Layer normalisation y = γ ⊙ (x − μ) / √(v + ε) + β with the mean μ and the biased variance v of each row: x
 * `(batch, features)`, γ and β `(1, features)`, y in the shape of x. No example depends on another, so a batch of one
 * will do, and training and evaluation are the same.
 *
 * Two features at ε = 0 become ±1 whatever they are, and the gradient of x is 0.
 * J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer normalization", arXiv:1607.06450, 2016, equations 3 and 4.
 *
 * @param settings.epsilon ε, from 0 on. Default 1e-5. At 0 a row of equal entries is an error, above 0 it becomes β
 * @throws when x is empty, γ or β do not fit, ε is negative or not finite, or the variance of a row plus ε is 0 or not finite.
 */
export function layerNormalize(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  settings: { readonly epsilon?: number } = {},
): Tensor {
  const name = "layerNormalize";
  checkSettings(name, settings, "layerNormalize(x, gamma, beta, { epsilon })");
  const { epsilon = 1e-5 } = settings;
  checkNonNegative(name, "epsilon", epsilon);
  return tapeOf(name, x).run(name, layerNormalization, [x, gamma, beta], { name, epsilon });
}
