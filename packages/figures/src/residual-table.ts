import type { Table } from "./frame/table.ts";
import { cellAt, depths, normalizations, type ResidualMap, scales } from "./residual-grid.ts";

/** A row a scale and depth: the growth of the squared gradient for each normalisation, in the network and by theory. */
export function residualTable(map: ResidualMap): Table {
  return {
    columns: [
      "alpha",
      "blocks",
      ...normalizations.flatMap((name) => [
        `measured (normalisation: ${name})`,
        `theory (normalisation: ${name})`,
      ]),
    ],
    rows: scales.flatMap((scale) =>
      depths.map((blocks) => [
        scale,
        blocks,
        ...normalizations.flatMap((normalization) => {
          const { measured, expected } = cellAt(map, { normalization, scale, blocks });
          return [measured, expected];
        }),
      ]),
    ),
  };
}
