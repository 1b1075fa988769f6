import {
  checkCount,
  checkInput,
  checkNonNegative,
  checkSettings,
  type Layer,
  type Precision,
} from "@vanishing/core";
import { layerNormalization } from "./layer-normalize.ts";
import { checkWidth } from "./operand-checks.ts";
import { gammaAndBeta, nameOf } from "./row-parameter.ts";

/**
 * Layer normalisation as a layer: y = γ ⊙ (x − μ) / √(v + ε) + β, example by example, with γ = 1 and β = 0 at the start:
 * x `(batch, features)`, y in the shape of x. A batch of one will do, and there is no mode. See `layerNormalize` for the
 * gradient and the source.
 *
 * With the label `norm 1` the probes report `norm 1 gamma`, `norm 1 beta` and y as `norm 1`.
 *
 * @param settings.epsilon ε, from 0 on. Default 1e-5, as in PyTorch (Keras 3: 1e-3)
 * @param settings.affine false: γ and β stay 1 and 0. Default true
 * @param settings.precision of γ and β. Default `"f32"`
 * @throws when a setting is out of range; and in `forward`, when x is empty or of another tape, width or precision, and when
 * the variance of an example plus ε is 0 or not finite.
 */
export function layerNorm(settings: {
  readonly features: number;
  readonly epsilon?: number;
  readonly affine?: boolean;
  readonly label?: string;
  readonly precision?: Precision;
}): Layer {
  checkSettings("layerNorm", settings, "layerNorm({ features: 64 })");
  const { features, epsilon = 1e-5, affine = true, label, precision = "f32" } = settings;
  checkCount("layerNorm", "features", features, 1);
  checkNonNegative("layerNorm", "epsilon", epsilon);
  const { gamma, beta } = gammaAndBeta({ features, affine, label, precision });
  const name = nameOf("layerNorm", label);
  return {
    parameters: () => [...gamma.parameters, ...beta.parameters],
    forward(tape, x) {
      checkInput(name, tape, x);
      checkWidth(name, x, features);
      const inputs = [x, gamma.beside(x), beta.beside(x)] as const;
      const y = tape.run(name, layerNormalization, inputs, { name, epsilon });
      return label === undefined ? y : y.label(label);
    },
  };
}
