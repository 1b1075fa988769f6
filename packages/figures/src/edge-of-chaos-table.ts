import type { EdgePicture } from "./edge-of-chaos-summary.ts";
import type { Table } from "./frame/table.ts";

/** A row a layer, from the input on. */
export function profileTable({ layers }: EdgePicture): Table {
  return {
    columns: [
      "layer",
      "q by theory",
      "measured gradient norm",
      "gradient norm by the product of chi(q)",
      "gradient norm by a power of chi_1",
    ],
    rows: layers.map(({ layer, length, measured, alongLengths, atRest }) => [
      layer,
      length,
      measured,
      alongLengths,
      atRest,
    ]),
  };
}

/** A row a point of a line; points outside of the picture are left out. */
export function phasesTable({ phases: { sigmaBs, isolines, widest } }: EdgePicture): Table {
  return {
    columns: ["chi_1", "sigma_w", "sigma_b"],
    rows: isolines.flatMap(({ chi1, sigmaWs }) =>
      sigmaWs.flatMap((sigmaW, row) => (sigmaW < widest ? [[chi1, sigmaW, sigmaBs[row]]] : [])),
    ),
  };
}
