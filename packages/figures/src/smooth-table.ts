import type { Table } from "./frame/table.ts";
import type { Race } from "./smooth-model.ts";

/** A row a layer, from the input on. */
export function layersTable({ runners: [first, second] }: Race): Table {
  return {
    columns: [
      "layer",
      ...columnsOf("first", first.activationName),
      ...columnsOf("second", second.activationName),
    ],
    rows: first.layers.map((layer, place) => {
      const other = second.layers[place];
      return [
        layer.layer,
        layer.preActivationRms,
        layer.gradientRms,
        layer.share,
        other?.preActivationRms,
        other?.gradientRms,
        other?.share,
      ];
    }),
  };
}

function columnsOf(network: string, activation: string): string[] {
  return ["RMS of z", "RMS of the gradient of the loss by z", "share of the last layer's"].map(
    (column) => `${network} network (${activation}): ${column}`,
  );
}

/** A row a point of the curves: which network, z, and the slope of its activation. Where a slope jumps, there is a row for each side. */
export function slopesTable({ runners }: Race): Table {
  return {
    columns: ["network", "pre-activation z", "slope of its activation"],
    rows: runners.flatMap(({ derivative }, place) => derivative.flat().map(({ x, y }) => [place + 1, x, y])),
  };
}
