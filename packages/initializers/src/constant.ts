import { type Matrix, matrix } from "@vanishing/core";
import type { Initializer, WeightSettings } from "./initializer.ts";
import { checkFinite, checkWeightSettings } from "./weight-settings.ts";

/**
 * A `(fan-in, fan-out)` weight of zeros. Every unit computes the same and gets the same gradient, and no gradient passes on to the
 * layer before: for biases, and for the last layer of a residual branch, never for a whole network.
 *
 * @throws when a fan is not a whole number from 1 on.
 */
export function zeros(settings: WeightSettings): Matrix {
  const precision = checkWeightSettings("zeros", settings, []);
  return matrix(settings.fanIn, settings.fanOut, undefined, precision);
}

/**
 * A `(fan-in, fan-out)` weight whose entries are all `value`. All units of the layer stay equal for ever, since equal units get equal
 * gradients: random weights are there to break this symmetry.
 *
 * @param settings.value default 1
 * @throws when a fan is not a whole number from 1 on, or the value is not finite.
 */
export function constant(settings: WeightSettings & { readonly value?: number }): Matrix {
  const precision = checkWeightSettings("constant", settings, ["value"]);
  const { fanIn, fanOut, value = 1 } = settings;
  checkFinite("constant", "value", value);
  const weight = matrix(fanIn, fanOut, undefined, precision);
  weight.data.fill(value);
  return weight;
}

const symmetry = {
  authors: ["David E. Rumelhart", "Geoffrey E. Hinton", "Ronald J. Williams"],
  title: "Learning representations by back-propagating errors",
  year: 1986,
  publication: "Nature 323, 533–536",
  doi: "10.1038/323533a0",
} as const;

export const zerosInitializer: Initializer = {
  id: "zeros",
  name: "zeros",
  rule: "W_{ij} = 0",
  inWords: "every entry is 0",
  settings: {},
  draw: (_random, settings) => zeros(settings),
  variance(settings) {
    checkWeightSettings("zeros", settings, []);
    return 0;
  },
  source: { ...symmetry, note: "Starts from small random weights, because equal ones never come apart." },
};

export const constantInitializer: Initializer = {
  id: "constant",
  name: "constant",
  rule: "W_{ij} = c",
  inWords: "every entry is the same number",
  settings: { value: 1 },
  draw: (_random, settings) => constant(settings),
  variance(settings) {
    checkWeightSettings("constant", settings, ["value"]);
    const { value = 1 } = settings;
    checkFinite("constant", "value", value);
    return value * value;
  },
  source: { ...symmetry, note: "Starts from small random weights, because equal ones never come apart." },
};
