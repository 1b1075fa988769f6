import type { DepthProfile } from "./depth-model.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeDepthProfile(model: DepthProfile): string {
  const { network, activationName, width, firstShare, gainPerLayer, layers } = model;
  if (layers.every(({ gradientRms }) => gradientRms === 0)) {
    return `No gradient reaches any of the ${network.depth} layers: in one of them the derivative of ${activationName} is 0 in every unit.`;
  }
  const first = firstShare < 1 ? `${formatNumber(firstShare)} of` : `${formatNumber(firstShare)} times`;
  const each =
    gainPerLayer === undefined
      ? ""
      : gainPerLayer < 1
        ? ` On average, a layer passes on ${formatPercent(gainPerLayer)} of the gradient.`
        : ` On average, a layer multiplies the gradient by ${formatNumber(gainPerLayer)}.`;
  return (
    `The first layer receives ${first} what the last layer receives.${each} ` +
    `Computed for a network of ${network.depth} ${activationName} layers with ${width} units each.`
  );
}
