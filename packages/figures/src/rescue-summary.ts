import { formatNumber, formatPercent } from "./frame/format.ts";
import type { RescueAnswer, RescuePicture } from "./rescue-model.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeRescue(picture: RescuePicture): string {
  const { depth, before, after, isEnd } = picture;
  const loss = after.losses.at(-1);
  return [
    `A network of ${depth} layers. As it came, its first layer gets ${ratio(before.ratio)} the gradient of the last, and the first step moves the weights of the last layer by ${formatPercent(before.lastUpdate, 2)}.`,
    `With ${treatmentInWords(picture)}, drawn anew, the first layer gets ${ratio(after.ratio)} that gradient.`,
    `After ${formatNumber(after.losses.length - 1)} steps the loss is ${loss === undefined ? "no number" : formatNumber(loss)}.`,
    ...(isEnd ? [verdict(picture)] : []),
  ].join(" ");
}

function ratio(value: number | undefined): string {
  return value === undefined ? "no finite multiple of" : `${formatNumber(value, 2)} times`;
}

/** `{ activation: "tanh", branchScale: 0.12 }`, or "no treatment". */
function treatmentInWords({ treatment }: RescuePicture): string {
  const parts = Object.entries(treatment).filter(([, value]) => value !== undefined);
  if (parts.length === 0) return "no treatment";
  return parts
    .map(([part, value]) => `${part} ${typeof value === "number" ? formatNumber(value, 2) : value}`)
    .join(", ");
}

function verdict({ missed, unneeded, answer }: RescuePicture): string {
  if (missed.length > 0) return `Not rescued. ${missed.join(" ")}`;
  if (unneeded !== undefined) {
    return `It trains, but two more networks did as well without ${unneeded}: that part is not needed.`;
  }
  return answer === undefined ? "Rescued." : `Rescued. ${inWords(answer)}`;
}

function inWords({ faults, others }: RescueAnswer): string {
  if (faults.length === 0) return "Nothing was wrong with this network.";
  const planted = faults.map(({ fault, sign }) => `${fault}, told by ${sign}`).join("; and ");
  const elsewhere = others.map(({ fault, sign }) => `${fault} (${sign})`).join(", ");
  return `What was wrong: ${planted}. At first sight it could also have been: ${elsewhere}.`;
}
