import { checkNonNegative, type Matrix, matrix } from "@vanishing/core";
import type { GainSettings, Initializer } from "./initializer.ts";
import { checkWeightSettings } from "./weight-settings.ts";

/**
 * A `(fan-in, fan-out)` weight with `gain` at the places (i, i) and 0 elsewhere. Of a rectangle, the diagonal from the upper left: the
 * first inputs are copied, further inputs are ignored, further outputs are 0.
 *
 * @param settings.gain default 1
 * @throws when a fan is not a whole number from 1 on, or the gain is negative or not finite.
 */
export function identity(settings: GainSettings): Matrix {
  const precision = checkWeightSettings("identity", settings, ["gain"]);
  const { fanIn, fanOut } = settings;
  const gain = gainOf(settings);
  const weight = matrix(fanIn, fanOut, undefined, precision);
  for (let i = 0; i < Math.min(fanIn, fanOut); i++) weight.data[i * fanOut + i] = gain;
  return weight;
}

function gainOf({ gain = 1 }: GainSettings): number {
  checkNonNegative("identity", "gain", gain);
  return gain;
}

export const identityInitializer: Initializer = {
  id: "identity",
  name: "identity",
  rule: "W_{ij} = g\\,\\delta_{ij}",
  inWords: "gain on the diagonal, 0 elsewhere",
  settings: { gain: 1 },
  draw: (_random, settings) => identity(settings),
  variance(settings) {
    checkWeightSettings("identity", settings, ["gain"]);
    const gain = gainOf(settings);
    return (gain * gain) / Math.max(settings.fanIn, settings.fanOut);
  },
  source: {
    authors: ["Quoc V. Le", "Navdeep Jaitly", "Geoffrey E. Hinton"],
    title: "A simple way to initialize recurrent networks of rectified linear units",
    year: 2015,
    publication: "arXiv",
    doi: "10.48550/arXiv.1504.00941",
    note: "Recurrent weights that begin as the identity, or as a smaller multiple of it.",
  },
};
