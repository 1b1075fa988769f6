import { formatNumber, formatPercent } from "./frame/format.ts";
import type { MoonsRun } from "./moons-model.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

const optimizerNames = { adam: "Adam", sgd: "plain gradient descent" };

/** What the figure shows, in sentences. */
export function describeMoons({ values, activationName, points, changes }: MoonsRun): string {
  const now = points.at(-1);
  const before = points[0];
  if (!now || !before) return "";
  const gradient = values.gradientOf === "weights" ? "∂L/∂W" : "∂L/∂z";
  const share = ({ gradientNorms }: typeof now) =>
    formatNumber((gradientNorms.at(0) ?? 0) / (gradientNorms.at(-1) ?? 0));
  return (
    `After ${now.epoch === 1 ? "1 epoch" : `${now.epoch} epochs`} of ${optimizerNames[values.optimizer]} with ${activationName} the loss is ` +
    `${formatNumber(now.loss)}${now === before ? "" : `; it was ${formatNumber(before.loss)} at the start`}. ` +
    `${formatPercent(now.accuracy)} of the training points and ${formatPercent(now.testAccuracy)} of the others are on the right side. ` +
    `The norm of ${gradient} in the first layer is ${share(now)} of that in the last` +
    `${now === before ? "" : ` (${share(before)} at the start)`}. ` +
    `The weights of the first layer ${movement(changes.at(0))}, those of the last ${movement(changes.at(-1))}.`
  );
}

/** In float32 an update that is too small changes nothing at all, and that is worth its own words. */
function movement(change = 0): string {
  return change === 0
    ? "are exactly where they began"
    : `have moved by ${formatPercent(change)} of their size`;
}
