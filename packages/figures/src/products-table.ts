import type { Table } from "./frame/table.ts";
import type { Products } from "./products-model.ts";

/** A row a layer, from the start to the chosen depth. */
export function productsTable({ layers }: Products): Table {
  return {
    columns: ["layers passed", "log10 of the exact product", "product in float64", "product in float32"],
    rows: layers.map(({ layer, exponent, float64, float32 }) => [layer, exponent, float64, float32]),
  };
}
