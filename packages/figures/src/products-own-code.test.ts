import { expect, test } from "vitest";
import { products } from "./products-model.ts";
import { compute as ownProducts } from "./products-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const own = {
    pathGain: (factors: number[]) => factors.reduce((product, factor) => product * factor, 1),
    logGain: (factors: number[]) => factors.reduce((sum, factor) => sum + Math.log10(factor), 0),
    layersUntil: () => 7,
  };
  const values = { gain: 0.5, depth: 12 };
  expect(ownProducts(own, values)).toEqual({ ...products(values), onePercentAt: 7 });
});
