import { elu, leakyReluWithSlope, relu } from "@vanishing/activations";
import { expect, test } from "vitest";
import { rectifiersTrained } from "./rectifiers-model.ts";
import { compute as ownRectifiers } from "./rectifiers-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const values = { activation: "leakyRelu", learningRate: 5, seed: 1 } as const;
  const leaky = leakyReluWithSlope(0.1);
  const record = ({ value, derivative }: typeof relu, x: number) => ({
    value: value(x),
    slope: derivative(x),
  });
  const own = {
    relu: (x: number) => record(relu, x),
    leakyRelu: (x: number) => record(leaky, x),
    elu: (x: number) => record(elu, x),
    deadFraction: (rows: number[][]) =>
      (rows[0] ?? []).filter((_, unit) => rows.every((row) => (row[unit] ?? 0) <= 0)).length / 24,
  };
  expect(ownRectifiers(own, values)).toEqual(rectifiersTrained(values));
  expect(ownRectifiers({ ...own, deadFraction: () => 0.5 }, values).offCounts.at(-1)).toBe(12);
  expect(() => ownRectifiers({ ...own, leakyRelu: (x: number) => x }, values)).toThrow(
    "The value of leakyRelu gave undefined where the figure needs a number.",
  );
});
