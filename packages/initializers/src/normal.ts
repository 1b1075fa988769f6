import { checkNonNegative, checkRandom, type Matrix, normalMatrix, type Random } from "@vanishing/core";
import type { Initializer, WeightSettings } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/**
 * A `(fan-in, fan-out)` weight with independent normal entries of mean 0 and one standard deviation, whatever the fans are.
 *
 * @param settings.standardDeviation default 0.05, as in Keras
 * @throws when a fan is not a whole number from 1 on, or the standard deviation is negative or not finite.
 */
export function normal(
  random: Random,
  settings: WeightSettings & { readonly standardDeviation?: number },
): Matrix {
  checkRandom("normal", random);
  const precision = checkWeightSettings("normal", settings, ["standardDeviation"]);
  return normalMatrix(random, settings.fanIn, settings.fanOut, deviationOf(settings), precision);
}

function deviationOf({ standardDeviation = 0.05 }: { readonly standardDeviation?: number }): number {
  checkNonNegative("normal", "standardDeviation", standardDeviation);
  return standardDeviation;
}

export const normalInitializer: Initializer = {
  id: "normal",
  name: "normal",
  rule: "W_{ij} \\sim \\mathcal{N}(0, s^2)",
  inWords: "normal with one standard deviation, whatever the fans are",
  settings: { standardDeviation: 0.05 },
  draw: normal,
  variance(settings) {
    checkWeightSettings("normal", settings, ["standardDeviation"]);
    const deviation = deviationOf(settings);
    return deviation * deviation;
  },
  source: {
    authors: ["Alex Krizhevsky", "Ilya Sutskever", "Geoffrey E. Hinton"],
    title: "ImageNet classification with deep convolutional neural networks",
    year: 2012,
    publication: "Advances in Neural Information Processing Systems 25",
    note: "Draws the weights of every layer with standard deviation 0.01 (section 5).",
  },
};
