import { type OwnExports, ownFunction } from "./own-function.ts";
import { type DifferenceErrors, differenceErrors, type WarmUpValues } from "./warm-up-model.ts";

/** The figure's data with the central difference that the learner wrote in lesson 0. */
export function compute(own: OwnExports, values: WarmUpValues): DifferenceErrors {
  return differenceErrors(values, ownFunction(own, "centralDifference"));
}
