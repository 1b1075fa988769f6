import type { Activation } from "@vanishing/activations";
import { gaussianMean } from "../gaussian-mean.ts";
import { breaksOf } from "../nonlinearity.ts";

/** How ln(‖∂L/∂z_1‖² / ‖∂L/∂z_L‖²) is spread over random networks of one finite width. */
export interface Fluctuation {
  /** Its mean, less the mean-field value. */
  readonly shift: number;
  /** Its standard deviation. */
  readonly deviation: number;
}

/**
 * To first order in 1/n, for width n, depth L and inputs with mean square exactly 1.
 *
 * Given the layer before, the entries of z_l are independent normal numbers with variance s_l, the mean square of φ(z_{l−1}) times σ_w². A mean over n
 * entries fluctuates, so s_{l+1} = m(s_l) + η_l with Var η_l = σ_w⁴ Var(φ²) / n. On its way back a squared norm is multiplied by σ_w² Σ φ′(z_i)² g_i² / n
 * with independent normal g_i: ln χ(s_l) + ξ_l with Var ξ_l = (3 E φ′⁴ / (E φ′²)² − 1) / n and Cov(ξ_l, η_l) = σ_w² Cov(φ′², φ²) / (n E φ′²).
 *
 * A distance of s_l from its mean-field value is carried on by the slope of the length map, and moves ln χ by the slope and half the curvature of ln χ.
 * A logarithm's mean lies below that of its argument by half of the relative variance, here −Var ξ_l / 2. For ReLU this gives −5/(2n) and 5/n a layer, for
 * linear layers −1/n and 2/n.
 */
export function gradientFluctuation(
  f: Activation,
  sigmaW: number,
  { width, depth }: { readonly width: number; readonly depth: number },
): Fluctuation {
  const variance = sigmaW ** 2;
  const breaks = breaksOf(f);
  const mean = (g: (x: number) => number, s: number) => gaussianMean(g, s, breaks);
  const lengthMap = (s: number) => variance * mean((x) => f.value(x) ** 2, s);
  const logChi = (s: number) => Math.log(variance * mean((x) => f.derivative(x) ** 2, s));

  let s = variance;
  // The state of a linear recursion: mean and variance of δ = s_l − its mean-field value, of the sum T so far, and their covariance.
  let [meanOfDelta, varianceOfDelta, covariance, meanOfSum, varianceOfSum] = [0, 0, 0, 0, 0];
  for (let layer = 1; layer < depth; layer++) {
    const [square, fourth] = [2, 4].map((power) => mean((x) => f.value(x) ** power, s)) as [number, number];
    const [slopes, slopesFourth] = [2, 4].map((power) => mean((x) => f.derivative(x) ** power, s)) as [
      number,
      number,
    ];
    const mixed = mean((x) => f.value(x) ** 2 * f.derivative(x) ** 2, s);
    const varianceOfXi = ((3 * slopesFourth) / slopes ** 2 - 1) / width;
    const varianceOfEta = (variance ** 2 * (fourth - square ** 2)) / width;
    const covarianceOfBoth = (variance * (mixed - square * slopes)) / (width * slopes);
    const chi = derivatives(logChi, s);
    const map = derivatives(lengthMap, s);

    meanOfSum += chi.slope * meanOfDelta + (chi.curvature * varianceOfDelta) / 2 - varianceOfXi / 2;
    varianceOfSum += 2 * chi.slope * covariance + chi.slope ** 2 * varianceOfDelta + varianceOfXi;
    covariance = map.slope * (covariance + chi.slope * varianceOfDelta) + covarianceOfBoth;
    meanOfDelta = map.slope * meanOfDelta + (map.curvature * varianceOfDelta) / 2;
    varianceOfDelta = map.slope ** 2 * varianceOfDelta + varianceOfEta;
    s = lengthMap(s);
  }
  return { shift: meanOfSum, deviation: Math.sqrt(varianceOfSum) };
}

function derivatives(g: (s: number) => number, s: number): { slope: number; curvature: number } {
  const h = 1e-3 * s;
  const [left, middle, right] = [g(s - h), g(s), g(s + h)];
  return { slope: (right - left) / (2 * h), curvature: (right - 2 * middle + left) / h ** 2 };
}
