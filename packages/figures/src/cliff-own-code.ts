import { type Cliff, type CliffValues, cliff } from "./cliff-model.ts";
import { type OwnExports, ownRows } from "./own-function.ts";

/** The figure's data with the functions that the learner wrote in the lesson on exploding gradients. */
export function compute(own: OwnExports, values: CliffValues): Cliff {
  const name = values.clipping === "norm" ? "clipByNorm" : "clipByValue";
  const clip = ownRows<[readonly (readonly number[])[], number]>(own, name, 2, 1);
  return cliff(values, ([w, b], limit) => {
    const [[ofW = 0] = [], [ofB = 0] = []] = clip([[w], [b]], limit);
    return [ofW, ofB];
  });
}
