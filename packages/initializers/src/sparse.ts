import {
  checkCount,
  checkNonNegative,
  checkRandom,
  failure,
  type Matrix,
  matrix,
  type Random,
} from "@vanishing/core";
import type { Initializer, InitializerSettings, WeightSettings } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/** What `sparse` takes. */
export interface SparseSettings extends WeightSettings {
  /** Non-zero weights into each unit; default 15, or the fan-in where that is less */
  readonly connections?: number;
  /** Standard deviation of the non-zero weights; default 1 */
  readonly standardDeviation?: number;
}

/**
 * A `(fan-in, fan-out)` weight with a fixed number of non-zero entries in each column, at random places, each normal. A unit's input then
 * does not grow with the fan-in, and units differ more from each other than with small weights everywhere.
 *
 * The variance of an entry is connections · standardDeviation² / fan-in, so that σ_w² = connections · standardDeviation²: 15 by default,
 * deep in the exploding phase of tanh. For ReLU take the standard deviation √(2 / connections).
 *
 * @throws when a fan is not a whole number from 1 on, there are to be more connections than inputs, or the standard deviation is negative
 * or not finite.
 */
export function sparse(random: Random, settings: SparseSettings): Matrix {
  checkRandom("sparse", random);
  const { precision, connections, standardDeviation } = checked(settings);
  const { fanIn, fanOut } = settings;
  const weight = matrix(fanIn, fanOut, undefined, precision);
  // The first places of `inputs` are those that were drawn. Any order of the others will do for the next unit.
  const inputs = Array.from({ length: fanIn }, (_, i) => i);
  for (let unit = 0; unit < fanOut; unit++) {
    for (let drawn = 0; drawn < connections; drawn++) {
      const place = drawn + random.integer(fanIn - drawn);
      [inputs[drawn], inputs[place]] = [inputs[place] as number, inputs[drawn] as number];
      weight.data[(inputs[drawn] as number) * fanOut + unit] = standardDeviation * random.normal();
    }
  }
  return weight;
}

function checked(settings: InitializerSettings) {
  const precision = checkWeightSettings("sparse", settings, ["connections", "standardDeviation"]);
  const { fanIn, connections = Math.min(15, fanIn), standardDeviation = 1 } = settings;
  checkCount("sparse", "connections", connections, 1);
  checkNonNegative("sparse", "standardDeviation", standardDeviation);
  if (connections > fanIn) {
    throw failure(
      "sparse",
      `at most ${fanIn} connections, the fan-in`,
      `${connections}`,
      "a unit has no more weights than inputs",
    );
  }
  return { precision, connections, standardDeviation };
}

export const sparseInitializer: Initializer = {
  id: "sparse",
  name: "sparse",
  rule: "W_{ij} \\sim \\mathcal{N}(0, s^2) \\text{ for } k \\text{ inputs } i \\text{ of each unit } j, \\text{ else } 0",
  inWords: "a fixed number of normal weights into each unit, the others 0",
  settings: { connections: 15, standardDeviation: 1 },
  draw: sparse,
  variance(settings) {
    const { connections, standardDeviation } = checked(settings);
    return (connections * standardDeviation * standardDeviation) / settings.fanIn;
  },
  source: {
    authors: ["James Martens"],
    title: "Deep learning via Hessian-free optimization",
    year: 2010,
    publication: "Proceedings of the 27th International Conference on Machine Learning, 735–742",
    note: "Section 5, sparse initialization, with 15 connections.",
  },
};
