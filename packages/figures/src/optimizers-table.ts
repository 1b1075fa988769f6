import type { Table } from "./frame/table.ts";
import type { OptimizersRun } from "./optimizers-model.ts";

/** A row a layer and optimiser. */
export function layerUpdatesTable({ rules }: OptimizersRun): Table {
  return {
    columns: [
      "layer",
      ...rules.flatMap(({ name }) => [
        `${name}: root mean square of the gradient of the loss by W`,
        `${name}: root mean square of an update of W (learning rates)`,
      ]),
    ],
    rows: (rules[0]?.layers ?? []).map((_, place) => [
      place + 1,
      ...rules.flatMap(({ layers }) => [
        layers[place]?.gradientRms ?? Number.NaN,
        layers[place]?.updateRms ?? Number.NaN,
      ]),
    ]),
  };
}

/** A row a report: the first step, and then each epoch. */
export function lossesTable({ steps, rules }: OptimizersRun): Table {
  return {
    columns: ["steps", ...rules.map(({ name }) => `${name}: mean loss since the row before`)],
    rows: steps.map((count, place) => [count, ...rules.map(({ losses }) => losses[place] ?? Number.NaN)]),
  };
}
