import { formatNumber, formatPercent } from "./frame/format.ts";
import type { Variance } from "./variance-model.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeVariance({ layers, activationName, sigmaW, activationRange }: Variance): string {
  const [first, last] = [layers[0], layers.at(-1)];
  if (first === undefined || last === undefined) return "";
  const [, high] = activationRange;
  const top = last.activations.find(({ to }) => to === high);
  return (
    `With σ_w = ${formatNumber(sigmaW)} the activations of ${activationName} have a root mean square of ` +
    `${formatNumber(first.activationRms)} in the first layer and ${formatNumber(last.activationRms)} in layer ${last.layer}, ` +
    `where the law predicts ${formatNumber(last.predictedActivationRms)}. ` +
    `Of the gradient in layer ${last.layer} the first layer gets ${times(first.gradientShare)}; ` +
    `the law predicts ${times(first.predictedGradientShare)}.` +
    (top
      ? ` In layer ${last.layer}, ${formatPercent(top.share)} of the activations are above ${formatNumber(top.from)}.`
      : "")
  );
}

function times(share: number): string {
  return share === 0 ? "nothing" : `${formatNumber(share)} times as much`;
}
