import type { Cliff } from "./cliff-model.ts";
import type { Table } from "./frame/table.ts";

/** A row a step, with where each of the two descents stands before it. */
export function descentsTable({ plain, clipped }: Cliff): Table {
  const columnsOf = (name: string) =>
    ["w", "b", "loss", "norm of the gradient", "length of the next step"].map((what) => `${name}: ${what}`);
  return {
    columns: ["step", ...columnsOf("without clipping"), ...columnsOf("clipped")],
    rows: plain.map((_, step) => [
      step,
      ...[plain, clipped].flatMap((points) => {
        const point = points[step];
        return [point?.w, point?.b, point?.loss, point?.gradientNorm, point?.length];
      }),
    ]),
  };
}
