import { checkNonNegative, checkRandom, type Matrix, type Random, uniformMatrix } from "@vanishing/core";
import type { Initializer, WeightSettings } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/**
 * A `(fan-in, fan-out)` weight with independent entries, uniform on [−limit, limit]: variance limit²/3, whatever the fans are.
 *
 * @param settings.limit default 0.05, as in Keras
 * @throws when a fan is not a whole number from 1 on, or the limit is negative or not finite.
 */
export function uniform(random: Random, settings: WeightSettings & { readonly limit?: number }): Matrix {
  checkRandom("uniform", random);
  const precision = checkWeightSettings("uniform", settings, ["limit"]);
  return uniformMatrix(random, settings.fanIn, settings.fanOut, limitOf(settings), precision);
}

function limitOf({ limit = 0.05 }: { readonly limit?: number }): number {
  checkNonNegative("uniform", "limit", limit);
  return limit;
}

export const uniformInitializer: Initializer = {
  id: "uniform",
  name: "uniform",
  rule: "W_{ij} \\sim \\mathcal{U}(-a, a)",
  inWords: "uniform on ±limit, whatever the fans are",
  settings: { limit: 0.05 },
  draw: uniform,
  variance(settings) {
    checkWeightSettings("uniform", settings, ["limit"]);
    const limit = limitOf(settings);
    return (limit * limit) / 3;
  },
  source: {
    authors: ["David E. Rumelhart", "Geoffrey E. Hinton", "Ronald J. Williams"],
    title: "Learning internal representations by error propagation",
    year: 1986,
    publication: "Parallel Distributed Processing 1, 318–362, MIT Press",
    note: "Starts from small random weights to break the symmetry between units.",
  },
};
