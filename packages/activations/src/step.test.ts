import { centralDifference } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { step } from "./step.ts";

describe("the step function", () => {
  test("is 0 up to 0 and 1 beyond", () => {
    expect([-Infinity, -1, -0, 0, Number.MIN_VALUE, 1, Infinity].map(step.value)).toEqual([
      0, 0, 0, 0, 1, 1, 1,
    ]);
  });

  test("says its jump, and that value and slope there are those on the left", () => {
    expect(step.kinks).toEqual([
      {
        at: 0,
        jump: 1,
        left: 0,
        right: 0,
        derivative: 0,
        convention: "H(0) = 0 and H′(0) = 0, value and slope on the left; others take H(0) = 1/2 or 1.",
      },
    ]);
  });

  test("lets no gradient through, where a difference across the jump sees a huge one", () => {
    expect([-1, 0, 1].map(step.derivative)).toEqual([0, 0, 0]);
    expect(centralDifference(step.value, 0, 1e-5)).toBeCloseTo(1 / 2e-5, 5);
    expect(step.lipschitz).toBe(Infinity);
  });
});
