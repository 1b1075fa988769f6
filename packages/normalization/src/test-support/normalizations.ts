import type { Tensor } from "@vanishing/core";
import { batchNormalize } from "../batch-normalize.ts";
import { layerNormalize } from "../layer-normalize.ts";
import { rmsNormalize } from "../rms-normalize.ts";
import { onesAndZeros } from "./on-a-tape.ts";

/** x normalised with γ = 1, β = 0 and ε = 0 unless given. */
export const normalizations = {
  batch: (x: Tensor, epsilon = 0) => batchNormalize(x, ...onesAndZeros(x), { epsilon }),
  layer: (x: Tensor, epsilon = 0) => layerNormalize(x, ...onesAndZeros(x), { epsilon }),
  rms: (x: Tensor, epsilon = 0) => rmsNormalize(x, onesAndZeros(x)[0], { epsilon }),
};
