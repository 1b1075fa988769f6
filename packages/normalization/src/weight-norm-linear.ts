import {
  checkInput,
  checkMatrix,
  checkSettings,
  type Layer,
  type Matrix,
  matrix,
  Parameter,
  precisionOf,
} from "@vanishing/core";
import { columnOf } from "./line.ts";
import { checkFilled, checkRow, checkWidth } from "./operand-checks.ts";
import { nameOf } from "./row-parameter.ts";
import { columnNorm, weightNormalization } from "./weight-normalize.ts";

/**
 * Linear layer with weight normalisation: z = x·W + b with W = gain · v / ‖v‖ for each output unit: x `(batch, fan-in)`, W
 * and v `(fan-in, fan-out)`, gain and b `(1, fan-out)`. See `weightNormalize` for the gradient and the source.
 *
 * It starts as `linear({ weight, bias })`: the direction v is the given weight, and the gain is ‖v‖. An optimiser changes
 * the given matrices; the parameters are the direction, the gain and the bias.
 *
 * With the label `layer 1` the probes report `layer 1 direction`, `layer 1 gain`, `layer 1 bias` and z as `layer 1`.
 *
 * @param settings.bias left out: no bias
 * @throws when the weight is empty or the bias does not fit, or a column of the weight is zero or not finite; and in
 * `forward`, when x is of another tape, width or precision.
 */
export function weightNormLinear(settings: {
  readonly weight: Matrix;
  readonly bias?: Matrix;
  readonly label?: string;
}): Layer {
  checkSettings("weightNormLinear", settings, "weightNormLinear({ weight, bias })");
  const { weight, label } = settings;
  const name = nameOf("weightNormLinear", label);
  checkMatrix(name, weight);
  checkFilled(name, weight);
  const direction = new Parameter(weight, label && `${label} direction`);
  const gain = new Parameter(columnNorms(name, weight), label && `${label} gain`);
  const bias = settings.bias && new Parameter(settings.bias, label && `${label} bias`);
  if (bias) checkRow(name, "bias", bias.value, weight);
  return {
    parameters: () => (bias === undefined ? [direction, gain] : [direction, gain, bias]),
    forward(tape, x) {
      checkInput(name, tape, x);
      checkWidth(name, x, weight.rows);
      const inputs = [direction.beside(x), gain.beside(x)] as const;
      const w = tape.run(name, weightNormalization, inputs, { name });
      const z = bias === undefined ? x.matmul(w) : x.linear(w, bias.beside(x));
      return label === undefined ? z : z.label(label);
    },
  };
}

/** ‖v‖ of each column, `(1, fan-out)`. */
function columnNorms(operation: string, weight: Matrix): Matrix {
  const norms = matrix(1, weight.columns, undefined, precisionOf(weight));
  for (let unit = 0; unit < weight.columns; unit++) {
    norms.data[unit] = columnNorm(operation, weight, columnOf(weight, unit, "unit"));
  }
  return norms;
}
