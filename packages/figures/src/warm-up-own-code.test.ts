import { expect, test } from "vitest";
import { differenceErrors } from "./warm-up-model.ts";
import { compute as ownDifferences } from "./warm-up-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const values = { function: "tanh", x: 1, exponent: -3, oneSided: false } as const;
  const coarse = { centralDifference: () => 0 };
  expect(ownDifferences(coarse, values).chosen.estimate).toBe(0);
  expect(ownDifferences(coarse, values).exact).toBe(differenceErrors(values).exact);
});
