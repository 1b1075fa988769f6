import type { Table } from "./frame/table.ts";
import type { Saturation } from "./saturation-model.ts";

/** A row a bar of the histogram. */
export function inputsTable({ bins }: Saturation): Table {
  return {
    columns: ["inputs from", "inputs to", "number saturated", "number not saturated"],
    rows: bins.map(({ from, to, saturated, active }) => [from, to, saturated, active]),
  };
}

/** A row a point of the curves. Where the derivative jumps, there is a row for each side. */
export function curvesTable({ activationName, curve, derivative }: Saturation): Table {
  const valueAt = new Map(curve.map(({ x, y }) => [x, y]));
  return {
    columns: ["input", activationName, `derivative of ${activationName}`],
    rows: derivative.flat().map(({ x, y }) => [x, valueAt.get(x), y]),
  };
}
