import type { DepthProfile } from "./depth-model.ts";
import type { TrainingStep } from "./depth-training.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeDepth(data: DepthProfile | TrainingStep): string {
  return data.kind === "profile" ? describeDepthProfile(data) : describeTraining(data);
}

/** What one batch shows. */
export function describeDepthProfile(model: DepthProfile): string {
  const { network, activationName, width, firstShare, gainPerLayer, layers } = model;
  if (layers.every(({ gradientRms }) => gradientRms === 0)) {
    return `No gradient reaches any of the ${network.depth} layers: in one of them the derivative of ${activationName} is 0 in every unit.`;
  }
  const each =
    gainPerLayer === undefined
      ? ""
      : gainPerLayer < 1
        ? ` On average, a layer passes on ${formatPercent(gainPerLayer)} of the gradient.`
        : ` On average, a layer multiplies the gradient by ${formatNumber(gainPerLayer)}.`;
  return (
    `The first layer receives ${share(firstShare)} what the last layer receives.${each} ` +
    `Computed for a network of ${network.depth} ${activationName} layers with ${width} units each.`
  );
}

/** What a step of the training shows, in sentences. */
export function describeTraining(model: TrainingStep): string {
  const { step, firstShare, losses, moved, isOverflowing } = model;
  const [first = 0] = losses;
  const now = losses.at(-1) ?? first;
  if (isOverflowing) {
    return (
      `After ${updates(step)} of ${layersOf(model)} a gradient is too large for float32, so the training ends here. ` +
      `The loss was ${formatNumber(first)} at the start.`
    );
  }
  return (
    `After ${updates(step)} the loss of ${layersOf(model)} is ${formatNumber(now)}` +
    `${step === 0 ? "" : `; it was ${formatNumber(first)} at the start`}. ` +
    `The first layer receives ${share(firstShare)} what the last layer receives. ` +
    `Its weights ${movement(moved.first)}, those of the last layer ${movement(moved.last)}.`
  );
}

function layersOf({ network: { depth }, activationName }: TrainingStep): string {
  return `${depth} ${activationName} layers`;
}

function updates(step: number): string {
  return step === 1 ? "1 update" : `${formatNumber(step)} updates`;
}

function share(firstShare: number): string {
  return firstShare < 1 ? `${formatNumber(firstShare)} of` : `${formatNumber(firstShare)} times`;
}

/** In float32 an update that is too small changes nothing at all, and that is worth its own words. */
function movement(distance: number): string {
  return distance === 0
    ? "are exactly where they began"
    : `have moved by ${formatPercent(distance)} of their size`;
}
