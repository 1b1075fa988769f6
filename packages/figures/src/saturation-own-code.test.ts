import { sigmoid, tanh } from "@vanishing/activations";
import { expect, test } from "vitest";
import { saturationOf } from "./saturation-model.ts";
import { compute as ownSaturation } from "./saturation-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const values = { activation: "tanh", samples: "200", mean: 1, spread: 3, seed: 1 } as const;
  const own = {
    sigmoid: sigmoid.value,
    sigmoidDerivative: sigmoid.derivative,
    tanhDerivative: tanh.derivative,
  };
  expect(ownSaturation(own, values)).toEqual(saturationOf(values));
  const doubled = ownSaturation({ ...own, tanhDerivative: (x: number) => 2 * tanh.derivative(x) }, values);
  expect(doubled.gain).toBeCloseTo(2 * saturationOf(values).gain, 12);
});
