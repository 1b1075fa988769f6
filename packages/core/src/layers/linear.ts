import type { Elementwise } from "../elementwise.ts";
import { failure } from "../failure.ts";
import { type Matrix, type Precision, shapeOf } from "../matrix.ts";
import { type Random, uniformMatrix } from "../random.ts";
import { checkCount, checkRandom, checkSettings } from "../setting-checks.ts";
import type { Tape } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { checkInput, type Layer, Parameter } from "./layer.ts";

/**
 * Linear layer z = x·W + b: x `(batch, fan-in)`, W `(fan-in, fan-out)`, b `(1, fan-out)` repeated for each row, z
 * `(batch, fan-out)`.
 *
 * The layer uses the matrices that it is given, without a copy: an optimiser changes them. With the label `layer 1`
 * the probes report `layer 1 weight`, `layer 1 bias` and z as `layer 1`. A labelled layer runs once between two
 * resets of the tape.
 *
 * @param settings.bias left out: no bias
 * @throws when the bias is not one row with an entry for each column of the weight; and in `forward`, when x is of
 * another tape, width or precision.
 */
export function linear(settings: {
  readonly weight: Matrix;
  readonly bias?: Matrix;
  readonly label?: string;
}): Layer {
  checkSettings("linear", settings, "linear({ weight, bias })");
  const { label } = settings;
  const name = label === undefined ? "linear" : `linear ${JSON.stringify(label)}`;
  const weight = new Parameter(settings.weight, label && `${label} weight`);
  const bias = settings.bias && new Parameter(settings.bias, label && `${label} bias`);
  if (bias && (bias.value.rows !== 1 || bias.value.columns !== weight.value.columns)) {
    throw failure(
      "linear",
      `a bias of shape 1×${weight.value.columns} beside a weight of shape ${shapeOf(weight.value)}`,
      shapeOf(bias.value),
      "the weight is (fan-in, fan-out), the bias one row (1, fan-out)",
    );
  }
  const checkWidth = (x: Tensor) => {
    if (x.columns === weight.value.rows) return;
    throw failure(
      name,
      `an input with ${weight.value.rows} columns, the fan-in of the weight`,
      shapeOf(x),
      "give this layer the fan-out of the one before as its fan-in",
    );
  };
  return {
    parameters: () => (bias === undefined ? [weight] : [weight, bias]),
    forward(tape, x) {
      checkInput(name, tape, x);
      checkWidth(x);
      const w = weight.beside(x);
      const z = bias === undefined ? x.matmul(w) : x.linear(w, bias.beside(x));
      return label === undefined ? z : z.label(label);
    },
    // A label names z, which then is a tensor of its own.
    ...(bias !== undefined &&
      label === undefined && {
        forwardThrough(tape: Tape, x: Tensor, f: Elementwise) {
          checkInput(name, tape, x);
          checkWidth(x);
          return x.linear(weight.beside(x), bias.beside(x), f);
        },
      }),
  };
}

/**
 * Linear layer with independent initial values, weight and bias uniform on ±1/√fan-in: variance 1/(3·fan-in), the
 * default of PyTorch's `Linear`. Deep networks vanish with it (×0.408 a layer with ReLU, ×0.141 with the sigmoid):
 * it is where lessons start from. The weight is drawn first, row after row.
 *
 * @param settings.bias false: no bias. Default true
 * @param settings.precision default `"f32"`
 * @throws when a size is not a whole number from 1 on.
 */
export function randomLinear(
  random: Random,
  fanIn: number,
  fanOut: number,
  settings: { readonly bias?: boolean; readonly label?: string; readonly precision?: Precision } = {},
): Layer {
  checkRandom("randomLinear", random);
  checkCount("randomLinear", "fanIn", fanIn, 1);
  checkCount("randomLinear", "fanOut", fanOut, 1);
  const { bias = true, label, precision = "f32" } = settings;
  const limit = 1 / Math.sqrt(fanIn);
  const weight = uniformMatrix(random, fanIn, fanOut, limit, precision);
  return linear({
    weight,
    ...(bias && { bias: uniformMatrix(random, 1, fanOut, limit, precision) }),
    ...(label !== undefined && { label }),
  });
}
