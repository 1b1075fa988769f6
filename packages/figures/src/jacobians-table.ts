import type { Table } from "./frame/table.ts";
import type { Jacobians } from "./jacobians-model.ts";

/** A row a layer passed, from the output to the input. */
export function stretchesTable({ stretches, reference }: Jacobians): Table {
  const compared =
    reference === "bound" ? "product of norm(W) and sup phi'" : "product of the largest eigenvalues";
  return {
    columns: ["layers passed", "longest gradient", "shortest gradient", compared],
    rows: stretches.map(({ passed, longest, shortest, reference }) => [passed, longest, shortest, reference]),
  };
}

/** A row a point of the chosen ellipse. */
export function ellipseTable({ ellipses }: Jacobians): Table {
  return {
    columns: ["direction at the output in degrees", "gradient at unit 1", "gradient at unit 2"],
    rows: (ellipses.at(-1)?.points ?? []).map(({ degrees, x, y }) => [degrees, x, y]),
  };
}
