import type { Table } from "./frame/table.ts";
import type { DifferenceErrors } from "./warm-up-model.ts";

/** A row a step h, from the smallest to the largest. */
export function warmUpTable({ errors, truncation, rounding }: DifferenceErrors): Table {
  return {
    columns: [
      "step h",
      "absolute error of the central difference",
      "absolute error of the one-sided difference",
      "truncation expected by theory",
      "rounding expected by theory",
    ],
    rows: errors.map(({ h, central, oneSided }) => [h, central, oneSided, truncation * h * h, rounding / h]),
  };
}
