import type { BatchNormNetworks, LayerSizes } from "./batch-norm-model.ts";
import { formatNumber } from "./frame/format.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeBatchNorm({ layers, activationName, values }: BatchNormNetworks): string {
  const [first, last] = [layers[0], layers.at(-1)];
  if (first === undefined || last === undefined) return "";
  const told = (of: "plain" | "normalized") =>
    `activations of root mean square ${formatNumber(first[of].activations)} in the first layer and ${formatNumber(last[of].activations)} in the last, ` +
    `and in the first layer ${share(first[of])} of the last layer's gradient`;
  return (
    `${layers.length} layers of ${activationName} with σ_w = ${formatNumber(values.sigmaW)}, batch of ${values.batch}. ` +
    `Without batch norm: ${told("plain")}. With batch norm: ${told("normalized")}, ` +
    `a factor of ${formatNumber(perLayer(first.normalized, layers.length))} a layer on the way back.`
  );
}

function share({ gradient }: LayerSizes): string {
  return gradient === 0 ? "nothing" : `${formatNumber(gradient)} times as much`;
}

/** By which factor the norm of the gradient changes in a layer, on average. */
export function perLayer({ gradient }: LayerSizes, layers: number): number {
  return gradient ** (1 / (layers - 1));
}
