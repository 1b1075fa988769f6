import type { DepthProfile } from "./depth-model.ts";
import type { TrainingStep } from "./depth-training.ts";
import type { Table } from "./frame/table.ts";

/** A row a layer, from the input on. */
export function depthTable({ layers }: DepthProfile | TrainingStep): Table {
  return {
    columns: ["layer", "RMS of the gradient of the loss by z", "share of the last layer's"],
    rows: layers.map(({ layer, gradientRms, share }) => [layer, gradientRms, share]),
  };
}
