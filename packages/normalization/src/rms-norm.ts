import {
  checkCount,
  checkInput,
  checkNonNegative,
  checkSettings,
  type Layer,
  type Precision,
} from "@vanishing/core";
import { checkWidth } from "./operand-checks.ts";
import { rmsNormalization } from "./rms-normalize.ts";
import { gammaAndBeta, nameOf } from "./row-parameter.ts";

/**
 * RMS normalisation as a layer: y = γ ⊙ x / √(mean(x²) + ε), example by example, with γ = 1 at the start: x
 * `(batch, features)`, y in the shape of x. A batch of one will do, and there is no mode. See `rmsNormalize` for the
 * gradient and the source.
 *
 * With the label `norm 1` the probes report `norm 1 gamma` and y as `norm 1`.
 *
 * @param settings.epsilon ε, from 0 on. Default 1e-6, as in Keras 3
 * @param settings.affine false: γ stays 1. Default true
 * @param settings.precision of γ. Default `"f32"`
 * @throws when a setting is out of range; and in `forward`, when x is empty or of another tape, width or precision, and when
 * the mean square of an example plus ε is 0 or not finite.
 */
export function rmsNorm(settings: {
  readonly features: number;
  readonly epsilon?: number;
  readonly affine?: boolean;
  readonly label?: string;
  readonly precision?: Precision;
}): Layer {
  checkSettings("rmsNorm", settings, "rmsNorm({ features: 64 })");
  const { features, epsilon = 1e-6, affine = true, label, precision = "f32" } = settings;
  checkCount("rmsNorm", "features", features, 1);
  checkNonNegative("rmsNorm", "epsilon", epsilon);
  const { gamma } = gammaAndBeta({ features, affine, label, precision });
  const name = nameOf("rmsNorm", label);
  return {
    parameters: () => gamma.parameters,
    forward(tape, x) {
      checkInput(name, tape, x);
      checkWidth(name, x, features);
      const y = tape.run(name, rmsNormalization, [x, gamma.beside(x)], { name, epsilon });
      return label === undefined ? y : y.label(label);
    },
  };
}
