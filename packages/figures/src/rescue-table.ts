import type { Table } from "./frame/table.ts";
import type { RescuePicture } from "./rescue-model.ts";

/** A row a layer, before the first step. A share that is no number is left out. */
export function rescueLayersTable({ before, after }: RescuePicture): Table {
  return {
    columns: [
      "layer",
      "gradient as it came (last layer = 1)",
      "gradient after the treatment (last layer = 1)",
      "rms of z as it came",
      "rms of the slope as it came",
      "‖ΔW‖/‖W‖ of the first step as it came",
    ],
    rows: before.layers.map(({ layer, share, valueRms, slopeRms, updateRatio }, place) => [
      layer,
      share,
      after.layers[place]?.share,
      valueRms,
      slopeRms,
      updateRatio,
    ]),
  };
}

/** A row a step of the treated network. */
export function rescueLossesTable({ before, after }: RescuePicture): Table {
  return {
    columns: ["steps", "loss after the treatment", "loss as it came"],
    rows: after.losses.map((loss, step) => [step, loss, before.losses[step]]),
  };
}
