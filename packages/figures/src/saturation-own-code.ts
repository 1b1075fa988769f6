import { sigmoid, tanh } from "@vanishing/activations";
import { figureActivations } from "./figure-activations.ts";
import { type OwnExports, ownFunction } from "./own-function.ts";
import { type Saturation, type SaturationValues, saturationOf } from "./saturation-model.ts";

/** The figure's data with the sigmoid and the slopes that the learner wrote in lesson 3. */
export function compute(own: OwnExports, values: SaturationValues): Saturation {
  const derivative = ownFunction<[number]>(own, "sigmoidDerivative");
  return saturationOf(values, {
    ...figureActivations,
    sigmoid: { ...sigmoid, value: ownFunction(own, "sigmoid"), derivative },
    tanh: { ...tanh, derivative: ownFunction(own, "tanhDerivative") },
  });
}
