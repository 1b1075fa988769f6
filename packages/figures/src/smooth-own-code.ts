import { type OwnExports, ownFunction } from "./own-function.ts";
import { ownPart } from "./own-part.ts";
import { smoothActivations } from "./smooth-activations.ts";
import { type Race, type RaceValues, race } from "./smooth-model.ts";

/** The figure's data with Swish (as SiLU), GELU and SELU as the learner wrote them. */
export function compute(own: OwnExports, values: RaceValues): Race {
  const swishPart = (field: string) => {
    const part = ownPart<[number, number]>(own, "swish", field);
    return (x: number) => part(x, 1);
  };
  const { gelu, silu, selu } = smoothActivations;
  return race(values, {
    ...smoothActivations,
    gelu: { ...gelu, value: ownFunction(own, "gelu"), derivative: ownFunction(own, "geluDerivative") },
    silu: { ...silu, value: swishPart("value"), derivative: swishPart("slope") },
    selu: { ...selu, value: ownPart(own, "selu", "value"), derivative: ownPart(own, "selu", "slope") },
  });
}
