import { expect, test } from "vitest";
import { variance } from "./variance-model.ts";
import { compute as ownVariance } from "./variance-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const values = { activation: "relu", rule: "he", sigmaW: 1, depth: 4, seed: 1 } as const;
  const weight = (draw: { normal(): number }, fanIn: number, fanOut: number) =>
    Array.from({ length: fanIn }, () =>
      Array.from({ length: fanOut }, () => Math.sqrt(2 / fanIn) * draw.normal()),
    );
  const own = { glorot: weight, he: weight, layerVariances: () => [2, 2, 2, 2] };
  const shown = ownVariance(own, values);
  expect(shown.layers.map(({ activations }) => activations)).toEqual(
    variance(values).layers.map(({ activations }) => activations),
  );
  expect(shown.layers[3]?.predictedActivationRms).toBeCloseTo(1, 12);

  const law = { ...own, layerVariances: () => [2, 2] };
  expect(() => ownVariance(law, values)).toThrow("layerVariances gave no list with one number");
  expect(() => ownVariance({ ...own, he: () => [[1]] }, values)).toThrow("he gave no weight of 100 rows");
  expect(() => ownVariance({ ...own, he: 3 }, values)).toThrow("It exports no function he.");
});
