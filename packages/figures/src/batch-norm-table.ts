import type { BatchNormNetworks } from "./batch-norm-model.ts";
import type { Table } from "./frame/table.ts";

/** A row a layer, from the input on. */
export function batchNormTable({ layers }: BatchNormNetworks): Table {
  return {
    columns: [
      "layer",
      "without batch norm: RMS of the activations",
      "with batch norm: RMS of the activations",
      "without batch norm: norm of dL/dz (last layer = 1)",
      "with batch norm: norm of dL/dz (last layer = 1)",
    ],
    rows: layers.map(({ layer, plain, normalized }) => [
      layer,
      plain.activations,
      normalized.activations,
      plain.gradient,
      normalized.gradient,
    ]),
  };
}
