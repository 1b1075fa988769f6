import { formatNumber, formatPercent } from "./frame/format.ts";
import type { Race, RaceValues, Runner } from "./smooth-model.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeRace({ values, width, runners: [first, second] }: Race): string {
  return (
    `Through ${formatNumber(values.depth)} layers of ${width} units with ${scaleInWords(values)}, the first layer receives ` +
    `${received(first)} with ${first.activationName} and ${received(second)} with ${second.activationName}. ` +
    `${sizes(first)} ${sizes(second)} ${slopes(first)} ${slopes(second)}`
  );
}

function scaleInWords({ scale, gain }: RaceValues): string {
  return { lecun: "LeCun's weights", he: "He's weights", gain: `weights of gain ${formatNumber(gain)}` }[
    scale
  ];
}

function received({ firstShare, layers }: Runner): string {
  if (layers.every(({ gradientRms }) => gradientRms === 0)) return "nothing";
  return firstShare < 1
    ? `${formatNumber(firstShare)} of what the last one receives`
    : `${formatNumber(firstShare)} times what the last one receives`;
}

function sizes({ activationName, layers }: Runner): string {
  const [first, last] = [layers[0], layers.at(-1)].map((layer) => formatNumber(layer?.preActivationRms ?? 0));
  return `The pre-activations of ${activationName} go from ${first} in the first layer to ${last} in the last one (root mean square).`;
}

function slopes({ activationName, slopes: { belowZero, aboveOne } }: Runner): string {
  return `Of the slopes of ${activationName}, ${formatPercent(belowZero)} are below 0 and ${formatPercent(aboveOne)} above 1.`;
}
