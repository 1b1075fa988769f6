import { type OwnExports, ownFunction } from "./own-function.ts";
import { type Products, type ProductsValues, products } from "./products-model.ts";

/** The figure's data with the functions that the learner wrote in lesson 1. */
export function compute(own: OwnExports, values: ProductsValues): Products {
  return products(values, {
    pathGain: ownFunction(own, "pathGain"),
    logGain: ownFunction(own, "logGain"),
    layersUntil: ownFunction(own, "layersUntil"),
  });
}
