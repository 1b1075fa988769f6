import type { Table } from "./frame/table.ts";
import type { Cell, Variance } from "./variance-model.ts";

/** A row a layer, from the input on. */
export function layersTable({ layers }: Variance): Table {
  return {
    columns: [
      "layer",
      "RMS of the activations",
      "predicted",
      "RMS of the gradient of the loss by z as a share of the last layer's",
      "predicted",
    ],
    rows: layers.map((numbers) => [
      numbers.layer,
      numbers.activationRms,
      numbers.predictedActivationRms,
      numbers.gradientShare,
      numbers.predictedGradientShare,
    ]),
  };
}

/** A row a cell of the upper picture. */
export function activationsTable({ layers }: Variance): Table {
  return {
    columns: ["layer", "activations from", "activations to", "share"],
    rows: layers.flatMap(({ layer, activations }) => rowsOf(layer, activations)),
  };
}

/** A row a cell of the lower picture. */
export function gradientsTable({ layers }: Variance): Table {
  return {
    columns: ["layer", "log10 of the gradient from (RMS of the last layer = 0)", "to", "share"],
    rows: layers.flatMap(({ layer, gradients }) => rowsOf(layer, gradients)),
  };
}

function rowsOf(layer: number, cells: readonly Cell[]): number[][] {
  return cells.map(({ from, to, share }) => [layer, from, to, share]);
}
