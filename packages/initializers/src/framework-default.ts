import type { Matrix, Random } from "@vanishing/core";
import type { GainSettings } from "./initializer.ts";
import { drawScaled, scaledRow, type VarianceScaling } from "./variance-scaling.ts";

const rule: VarianceScaling = {
  id: "frameworkDefault",
  distribution: "uniform",
  gain: 1 / Math.sqrt(3),
  mode: "fanIn",
};

/**
 * A `(fan-in, fan-out)` weight, uniform on ±1/√fan-in, which PyTorch's `Linear` draws unless told otherwise: variance 1/(3 fan-in),
 * σ_w² = 1/3. With ReLU the gradient loses a factor 0.408 a layer, 8.6e-20 over 50 layers. Core's `randomLinear` draws the same.
 *
 * @param settings.gain σ_w; default 1/√3
 * @throws when a fan is not a whole number from 1 on, or the gain is negative or not finite.
 */
export function frameworkDefault(random: Random, settings: GainSettings): Matrix {
  return drawScaled(rule, random, settings);
}

export const frameworkDefaultInitializer = scaledRow(rule, {
  name: "framework default",
  rule: "W_{ij} \\sim \\mathcal{U}(-a, a), \\quad a = g \\sqrt{\\frac{3}{n_\\text{in}}}, \\quad g = \\frac{1}{\\sqrt{3}}",
  inWords: "uniform on ±1/√fan-in",
  source: {
    authors: ["Adam Paszke", "Sam Gross", "Francisco Massa", "et al."],
    title: "PyTorch: An imperative style, high-performance deep learning library",
    year: 2019,
    publication: "Advances in Neural Information Processing Systems 32",
    note: "Its Linear calls kaiming_uniform_ with a = √5, which amounts to this.",
  },
});
