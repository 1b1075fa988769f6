import { type MoonsRun, type MoonsValues, moonsRun } from "./moons-model.ts";
import { type OwnExports, ownFunction } from "./own-function.ts";

/** The figure's data, measured with the functions that the learner wrote in lesson 5. */
export function compute(own: OwnExports, values: MoonsValues): MoonsRun {
  return moonsRun(values, {
    gradientRms: ownFunction(own, "gradientRms"),
    relativeChange: ownFunction(own, "relativeChange"),
  });
}
