import type { Table } from "./frame/table.ts";
import type { MoonsRun } from "./moons-model.ts";

/** A row an epoch. */
export function epochsTable({ points, values }: MoonsRun): Table {
  const gradient = values.gradientOf === "weights" ? "W" : "z";
  const layers = points[0]?.gradientNorms.map((_, place) => place + 1) ?? [];
  return {
    columns: [
      "epoch",
      "loss",
      "training points on the right side (share)",
      "test points on the right side (share)",
      ...layers.map((layer) => `layer ${layer}: norm of the gradient of the loss by ${gradient}`),
    ],
    rows: points.map(({ epoch, loss, accuracy, testAccuracy, gradientNorms }) => [
      epoch,
      loss,
      accuracy,
      testAccuracy,
      ...gradientNorms,
    ]),
  };
}

/** A row a layer. */
export function changesTable({ changes }: MoonsRun): Table {
  return {
    columns: ["layer", "distance of the weights from where they began (share of their size)"],
    rows: changes.map((change, place) => [place + 1, change]),
  };
}

/** A row a weight of the first layer. */
export function firstWeightTable({ firstWeight }: MoonsRun): Table {
  const fanOut = firstWeight.length / 2;
  return {
    columns: ["input", "unit", "weight before", "weight now"],
    rows: firstWeight.map(({ before, now }, place) => [
      Math.floor(place / fanOut) + 1,
      (place % fanOut) + 1,
      before,
      now,
    ]),
  };
}
