import {
  checkNonNegative,
  checkSettings,
  type Matrix,
  type Operation,
  sumInLanes,
  type Tensor,
} from "@vanishing/core";
import { addRow } from "./layer-normalize.ts";
import { addTo, entriesOf, type Line, rowOf } from "./line.ts";
import { checkFilled, checkRow, tapeOf } from "./operand-checks.ts";
import { rootOf } from "./standardization.ts";

/**
 * RMS normalisation. Along each row of x `(batch, features)`, with γ `(1, features)` and ĝ = γ ⊙ g. One reduction over
 * the row forward and one backward, where layer normalisation takes two of each: there is no mean to take off.
 *
 *     R = √(mean(x²) + ε)        x̂ = x / R        y = γ ⊙ x̂
 *     ∂L/∂γ = Σ g ⊙ x̂ (over the batch)        ∂L/∂x = (1 / R) [ĝ − x̂ mean(ĝ x̂)]
 */
export const rmsNormalization: Operation<
  readonly [x: Matrix, gamma: Matrix],
  { readonly name: string; readonly epsilon: number }
> = {
  shape([x, gamma], { name }) {
    checkFilled(name, x);
    checkRow(name, "gamma", gamma, x);
    return [x.rows, x.columns];
  },

  forward({ inputs: [x, gamma], settings: { name, epsilon }, output }) {
    for (let example = 0; example < x.rows; example++) {
      const row = rowOf(x, example);
      const entry = entriesOf(x, row);
      const root = rootMeanSquare(name, x, row, epsilon);
      for (let feature = 0; feature < x.columns; feature++) {
        output.data[row.start + feature] = (gamma.data[feature] as number) * (entry(feature) / root);
      }
    }
  },

  vjp({ inputs: [x, gamma], settings: { name, epsilon }, gradient, inputGradients }) {
    const [gradientX, gradientGamma] = inputGradients;
    const features = x.columns;
    // Float64, and rounded once when it is added to the gradient: a sum over the batch, row after row.
    const alongX = new Float64Array(features);
    for (let example = 0; example < x.rows; example++) {
      const row = rowOf(x, example);
      const [entry, g] = [entriesOf(x, row), entriesOf(gradient, row)];
      const root = rootMeanSquare(name, x, row, epsilon);
      for (let feature = 0; feature < features; feature++) {
        alongX[feature] = (alongX[feature] as number) + g(feature) * (entry(feature) / root);
      }
      if (!gradientX) continue;
      const scaled = (feature: number) => (gamma.data[feature] as number) * g(feature);
      const meanAlongX = sumInLanes(features, (e) => scaled(e) * (entry(e) / root)) / features;
      for (let feature = 0; feature < features; feature++) {
        const bracket = scaled(feature) - (entry(feature) / root) * meanAlongX;
        addTo(gradientX, row.start + feature, bracket / root);
      }
    }
    if (gradientGamma) addRow(gradientGamma, alongX);
  },
};

/** R = √(mean(x²) + ε) of a row. */
function rootMeanSquare(operation: string, x: Matrix, row: Line, epsilon: number): number {
  const entry = entriesOf(x, row);
  const meanSquare = sumInLanes(row.length, (e) => entry(e) * entry(e)) / row.length;
  return rootOf(operation, "mean square", meanSquare, row, epsilon);
}

/**
 * RMS normalisation y = γ ⊙ x / √(mean(x²) + ε) along each row: x `(batch, features)`, γ `(1, features)`, y in the shape
 * of x. It does not take off the mean, so it is not invariant to a shift of x, and Σ ∂L/∂x is not 0. A batch of one will do.
 *
 * B. Zhang and R. Sennrich, "Root mean square layer normalization", NeurIPS 2019, equation 4.
 *
 * @param settings.epsilon ε, from 0 on. Default 1e-6, as in Keras. At 0 a row of zeros is an error, above 0 it stays zero
 * @throws when x is empty, γ does not fit, ε is negative or not finite, or the mean square of a row plus ε is 0 or not finite.
 */
export function rmsNormalize(x: Tensor, gamma: Tensor, settings: { readonly epsilon?: number } = {}): Tensor {
  const name = "rmsNormalize";
  checkSettings(name, settings, "rmsNormalize(x, gamma, { epsilon })");
  const { epsilon = 1e-6 } = settings;
  checkNonNegative(name, "epsilon", epsilon);
  return tapeOf(name, x).run(name, rmsNormalization, [x, gamma], { name, epsilon });
}
