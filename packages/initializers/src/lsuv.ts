import {
  checkCount,
  checkLayer,
  checkMatrix,
  checkPositive,
  checkRandom,
  checkSettings,
  convertPrecision,
  describeValue,
  failure,
  type Layer,
  linear,
  type Matrix,
  precisionOf,
  type Random,
  shapeOf,
  sumInLanes,
  Tape,
} from "@vanishing/core";
import type { Initializer, InitializerSettings, WeightSettings } from "./initializer.ts";
import { orthogonal } from "./orthogonal.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/** How far outputs are brought to standard deviation 1. */
export interface LsuvTolerance {
  /** The variance may differ from 1 by this much; default 0.01 */
  readonly tolerance?: number;
  /** Most times that a layer is rescaled; default 10 */
  readonly maximumTries?: number;
}

/** What `lsuv` takes. */
export interface LsuvSettings extends WeightSettings, LsuvTolerance {
  /** `(batch, fan-in)`: what the layer will be given, in the batch that its outputs are measured on */
  readonly inputs: Matrix;
}

/** What LSUV did to one layer. */
export interface LsuvReport {
  /** The place of the layer in the list */
  readonly layer: number;
  /** Standard deviation of the entries of its output, at the end */
  readonly standardDeviation: number;
  /** How often its weight was rescaled; at the maximum the tolerance may be missed */
  readonly tries: number;
}

/**
 * A `(fan-in, fan-out)` weight whose outputs inputs·W have standard deviation 1 over the entries of this batch: an orthogonal one,
 * divided by the standard deviation that is measured. For the next layer, give the inputs that this one and its activation lead to.
 *
 * @throws when the shape is wrong, the inputs are no `(batch, fan-in)` matrix, or all outputs are equal.
 */
export function lsuv(random: Random, settings: LsuvSettings): Matrix {
  checkRandom("lsuv", random);
  const { fanIn, fanOut, inputs, precision } = checked(settings);
  const weight = orthogonal(random, { fanIn, fanOut, precision });
  rescale("lsuv", linear({ weight }), weight, convertPrecision(inputs, precision), settings);
  return weight;
}

/**
 * Layer-sequential unit variance: layer after layer, the weight is filled with an orthogonal one, the batch is run through, and the weight is
 * divided by the standard deviation of the layer's output, until the variance is within the tolerance of 1. It changes the weights of
 * the layers in place, and needs no theory of the activations between them.
 *
 * A layer's weight is the first of its parameters, as in core's `linear`; a layer without parameters, such as an activation, is run through.
 * A bias stays as it is: then the output is not proportional to the weight, and several tries may be needed.
 *
 * @param inputs `(batch, fan-in)`, in the precision of the weights
 * @throws when something is not a layer, a layer has more than a weight and a bias, or all outputs of a layer are equal.
 */
export function lsuvNetwork(
  random: Random,
  layers: readonly Layer[],
  inputs: Matrix,
  settings: LsuvTolerance = {},
): LsuvReport[] {
  checkRandom("lsuvNetwork", random);
  if (!Array.isArray(layers)) {
    throw failure("lsuvNetwork", "a list of layers", describeValue(layers), "write [first, second]");
  }
  checkMatrix("lsuvNetwork", inputs);
  checkTolerance("lsuvNetwork", settings);
  const reports: LsuvReport[] = [];
  let x = inputs;
  layers.forEach((layer: Layer, place) => {
    const name = `lsuvNetwork, layer ${place}`;
    checkLayer(name, layer);
    const [weight, ...others] = layer.parameters().map(({ value }) => value);
    if (others.length > 1) {
      throw failure(
        name,
        "a weight and perhaps a bias",
        `${others.length + 1} parameters`,
        "list the layers inside this one, one after the other",
      );
    }
    if (weight !== undefined) {
      const precision = precisionOf(weight);
      weight.data.set(orthogonal(random, { fanIn: weight.rows, fanOut: weight.columns, precision }).data);
      reports.push({ layer: place, ...rescale(name, layer, weight, x, settings) });
    }
    x = outputOf(layer, x);
  });
  return reports;
}

/** Divides the weight in place until the layer's output has variance 1 within the tolerance. */
function rescale(
  operation: string,
  layer: Layer,
  weight: Matrix,
  x: Matrix,
  { tolerance = 0.01, maximumTries = 10 }: LsuvTolerance,
): Omit<LsuvReport, "layer"> {
  for (let tries = 0; ; tries++) {
    const variance = varianceOf(outputOf(layer, x));
    const standardDeviation = Math.sqrt(variance);
    if (!(standardDeviation > 0 && standardDeviation < Infinity)) {
      throw failure(
        operation,
        "finite outputs that differ from each other",
        `outputs with standard deviation ${standardDeviation}`,
        "give more examples, or see why the layers before are dead or overflow",
      );
    }
    if (Math.abs(variance - 1) <= tolerance || tries === maximumTries) return { standardDeviation, tries };
    for (let at = 0; at < weight.data.length; at++) {
      weight.data[at] = (weight.data[at] as number) / standardDeviation;
    }
  }
}

/** What the layer makes of x, copied off the tape. */
function outputOf(layer: Layer, x: Matrix): Matrix {
  const precision = precisionOf(x);
  const tape = new Tape({ precision });
  return convertPrecision(layer.forward(tape, tape.constant(x)).value, precision);
}

/** Variance of all entries about their mean. */
function varianceOf({ data }: Matrix): number {
  const mean = sumInLanes(data.length, (at) => data[at] as number) / data.length;
  const squares = sumInLanes(data.length, (at) => {
    const distance = (data[at] as number) - mean;
    return distance * distance;
  });
  return squares / data.length;
}

function checkTolerance(operation: string, settings: LsuvTolerance): void {
  checkSettings(operation, settings, "{ tolerance: 0.01, maximumTries: 10 }");
  const { tolerance = 0.01, maximumTries = 10 } = settings;
  checkPositive(operation, "tolerance", tolerance);
  checkCount(operation, "maximumTries", maximumTries, 1);
}

function checked(settings: InitializerSettings) {
  const precision = checkWeightSettings("lsuv", settings, ["inputs", "tolerance", "maximumTries"]);
  checkTolerance("lsuv", settings);
  const { fanIn, fanOut, inputs } = settings;
  checkMatrix("lsuv", inputs);
  if (inputs.columns !== fanIn || inputs.rows === 0) {
    throw failure(
      "lsuv",
      `inputs (batch, ${fanIn}), as wide as the fan-in, with at least one example`,
      shapeOf(inputs),
      "pass the batch that this layer will be given",
    );
  }
  return { fanIn, fanOut, inputs, precision };
}

export const lsuvInitializer: Initializer = {
  id: "lsuv",
  name: "LSUV",
  rule: "W = \\frac{Q}{s}, \\quad s^2 = \\operatorname{Var}(x Q) \\text{ measured on a batch } x",
  inWords: "orthogonal, divided by the standard deviation of the layer's output, measured on a batch",
  settings: { inputs: undefined, tolerance: 0.01, maximumTries: 10 },
  draw: (random, settings) => lsuv(random, settings as LsuvSettings),
  // What centred, independent inputs lead to: s² = fan-in · Var(Q) · q.
  variance(settings) {
    const { fanIn, inputs } = checked(settings);
    return 1 / (fanIn * varianceOf(inputs));
  },
  source: {
    authors: ["Dmytro Mishkin", "Jiri Matas"],
    title: "All you need is a good init",
    year: 2016,
    publication: "International Conference on Learning Representations",
    doi: "10.48550/arXiv.1511.06422",
    note: "Algorithm 1.",
  },
};
