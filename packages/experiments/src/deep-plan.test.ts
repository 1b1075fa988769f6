import { describe, expect, test } from "vitest";
import { checkTreatment, partsOf, planParts, treated } from "./deep-plan.ts";
import { soundPlan } from "./planted-faults.ts";

const plan = soundPlan("relu", 49);

describe("a treatment", () => {
  test("replaces the parts that it names, and leaves the others", () => {
    expect(treated(plan, { activation: "tanh", gain: 1 })).toEqual({ ...plan, activation: "tanh", gain: 1 });
    expect(treated(plan, {})).toEqual(plan);
    expect(plan.branchScale).toBe(1 / 7);
  });

  test("leaves what is undefined", () => {
    const treatment = { activation: undefined, clip: 1 };
    expect(partsOf(treatment)).toEqual(["clip"]);
    expect(treated(plan, treatment)).toEqual({ ...plan, clip: 1 });
  });

  test("may replace any part of a plan", () => {
    expect(partsOf(plan)).toEqual(planParts);
    expect(treated(soundPlan("tanh", 30), plan)).toEqual(plan);
  });

  test.each([
    [undefined, /the treatment: expected a record of settings/],
    [[], /the treatment: expected a record of settings/],
    [{ rate: 0.1 }, /^the part rate: expected one of activation, gain, .*, came another name/],
    [{ activation: "gelu" }, /^activation: expected "relu", "sigmoid" or "tanh"/],
    [{ normalization: true }, /^normalization: expected "none", "batch" or "layer"/],
    [{ gain: 0 }, /^gain: expected a number above 0, of at most 10/],
    [{ gain: "2" }, /^gain/],
    [{ branchScale: -0.1 }, /^branchScale: expected a number from 0 to 10/],
    [{ learningRate: Number.NaN }, /^learningRate/],
    [{ learningRate: 11 }, /^learningRate/],
    [{ clip: 0 }, /^clip: expected a number above 0/],
  ])("%j is none", (treatment, message) => {
    expect(() => checkTreatment(treatment as never)).toThrow(message);
  });

  test.each([
    { branchScale: 0 },
    { branchScale: 10 },
    { clip: Infinity },
    { normalization: "none" } as const,
  ])("%j is one", (treatment) => {
    expect(() => checkTreatment(treatment)).not.toThrow();
  });
});
