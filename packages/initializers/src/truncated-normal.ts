import {
  checkNonNegative,
  checkRandom,
  type Matrix,
  matrix,
  type Random,
  standardNormalDensity,
  standardNormalDistribution,
} from "@vanishing/core";
import type { Initializer, WeightSettings } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

const cut = 2;

/**
 * The standard deviation that is left of a standard normal variable when values beyond ±2 are drawn again, 0.8796…:
 * its square is 1 − 2·2 φ(2) / (2Φ(2) − 1).
 */
const remainingDeviation = Math.sqrt(
  1 - (2 * cut * standardNormalDensity(cut)) / (2 * standardNormalDistribution(cut) - 1),
);

/**
 * A `(fan-in, fan-out)` weight with independent entries from a normal distribution that is cut off at ±2 of its standard deviations,
 * and scaled so that what is left has the standard deviation asked for. The largest entry is 2.2737 times that.
 *
 * Keras draws its "normal" forms of LeCun, Glorot and He like this; its `TruncatedNormal` leaves out the scaling.
 *
 * @param settings.standardDeviation of the entries, after the cut; default 0.05
 * @throws when a fan is not a whole number from 1 on, or the standard deviation is negative or not finite.
 */
export function truncatedNormal(
  random: Random,
  settings: WeightSettings & { readonly standardDeviation?: number },
): Matrix {
  checkRandom("truncatedNormal", random);
  const precision = checkWeightSettings("truncatedNormal", settings, ["standardDeviation"]);
  const scale = deviationOf(settings) / remainingDeviation;
  const weight = matrix(settings.fanIn, settings.fanOut, undefined, precision);
  for (let at = 0; at < weight.data.length; at++) {
    let z = random.normal();
    while (Math.abs(z) > cut) z = random.normal();
    weight.data[at] = scale * z;
  }
  return weight;
}

function deviationOf({ standardDeviation = 0.05 }: { readonly standardDeviation?: number }): number {
  checkNonNegative("truncatedNormal", "standardDeviation", standardDeviation);
  return standardDeviation;
}

export const truncatedNormalInitializer: Initializer = {
  id: "truncatedNormal",
  name: "truncated normal",
  rule: "W_{ij} = \\frac{s}{0.8796}\\, z, \\quad z \\sim \\mathcal{N}(0, 1) \\text{ given } |z| \\le 2",
  inWords: "normal without values beyond two standard deviations, scaled to the standard deviation asked for",
  settings: { standardDeviation: 0.05 },
  draw: truncatedNormal,
  variance(settings) {
    checkWeightSettings("truncatedNormal", settings, ["standardDeviation"]);
    const deviation = deviationOf(settings);
    return deviation * deviation;
  },
  source: {
    authors: ["Martín Abadi", "Ashish Agarwal", "Paul Barham", "et al."],
    title: "TensorFlow: Large-scale machine learning on heterogeneous distributed systems",
    year: 2015,
    publication: "arXiv",
    doi: "10.48550/arXiv.1603.04467",
    note: "The library whose truncated_normal made the cut at two standard deviations common.",
  },
};
