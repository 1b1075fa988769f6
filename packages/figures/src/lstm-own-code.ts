import { type LstmRun, lstmAtStart } from "./lstm-model.ts";
import type { LstmValues } from "./lstm-settings.ts";
import { type OwnExports, ownFunction } from "./own-function.ts";

/** The cells before training, with the gain of the direct path and the forget bias that the learner wrote in lesson 16. */
export function compute(own: OwnExports, values: LstmValues): LstmRun {
  return lstmAtStart(values, {
    cellGain: ownFunction(own, "cellGain"),
    forgetBiasFor: ownFunction(own, "forgetBiasFor"),
  });
}
