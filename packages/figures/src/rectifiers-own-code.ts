import { type OwnExports, ownFunction } from "./own-function.ts";
import { ownPart } from "./own-part.ts";
import { type RectifiersStep, rectifiersTrained } from "./rectifiers-model.ts";
import { type RectifierId, type RectifiersValues, training } from "./rectifiers-settings.ts";

/** The layer at the end of its training, with the activations and the count that the learner wrote in lesson 6. */
export function compute(own: OwnExports, values: RectifiersValues): RectifiersStep {
  const activation = (name: RectifierId, ...parameters: readonly number[]) => {
    const [value, slope] = ["value", "slope"].map((part) => ownPart<number[]>(own, name, part)) as [
      (...inputs: number[]) => number,
      (...inputs: number[]) => number,
    ];
    return {
      name,
      value: (x: number) => value(x, ...parameters),
      derivative: (x: number) => slope(x, ...parameters),
    };
  };
  return rectifiersTrained(values, {
    activations: {
      relu: activation("relu"),
      leakyRelu: activation("leakyRelu", training.leak),
      elu: activation("elu", 1),
    },
    deadFraction: ownFunction(own, "deadFraction"),
  });
}
