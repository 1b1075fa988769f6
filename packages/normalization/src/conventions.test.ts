import { describe, expect, test } from "vitest";
import { type Convention, conventionOf, conventions, weightOfNew } from "./conventions.ts";

test.each([
  ["pytorch", { momentum: 0.1, momentumWeighs: "new", storedVariance: "unbiased", epsilon: 1e-5 }],
  ["keras", { momentum: 0.99, momentumWeighs: "old", storedVariance: "biased", epsilon: 1e-3 }],
  ["onnx", { momentum: 0.9, momentumWeighs: "old", storedVariance: "biased", epsilon: 1e-5 }],
] as const)("%s", (name, convention) => {
  expect(conventions[name]).toEqual(convention);
  expect(conventionOf("here", name)).toEqual(convention);
});

test("a new batch has a tenth of the weight in PyTorch and ONNX, and a hundredth in Keras", () => {
  expect(weightOfNew(conventions.pytorch)).toBe(0.1);
  expect(weightOfNew(conventions.onnx)).toBeCloseTo(0.1, 15);
  expect(weightOfNew(conventions.keras)).toBeCloseTo(0.01, 15);
});

test("one of your own is copied", () => {
  const own = { ...conventions.pytorch, momentum: 0.25, label: "mine" };
  const { label: _, ...convention } = own;
  const copy = conventionOf("here", own);
  own.momentum = 1;
  expect(copy).toEqual(convention);
});

describe("refuses", () => {
  const fix =
    "Likely fix: copy one of the conventions and change what differs: { ...conventions.pytorch, momentum: 0.2 }.";

  test.each([
    [
      "tensorflow",
      'here: expected a convention, "pytorch", "keras", "onnx", came "tensorflow". Likely fix: name one of them, or pass a record of your own.',
    ],
    [
      "toString",
      'here: expected a convention, "pytorch", "keras", "onnx", came "toString". Likely fix: name one of them, or pass a record of your own.',
    ],
    [
      undefined,
      'here: expected a record of settings, came undefined. Likely fix: write convention: "pytorch", or { momentum, momentumWeighs, storedVariance, epsilon }.',
    ],
    [
      { ...conventions.keras, momentum: 1.5 },
      "here: expected momentum to be a number from 0 to 1, came 1.5. Likely fix: correct momentum; 0.9 stands for 90 %.",
    ],
    [
      { ...conventions.keras, momentumWeighs: "previous" },
      `here: expected momentumWeighs to be "new" or "old", came "previous". ${fix}`,
    ],
    [
      { ...conventions.keras, storedVariance: undefined },
      `here: expected storedVariance to be "unbiased" or "biased", came undefined. ${fix}`,
    ],
    [
      { ...conventions.keras, epsilon: -1 },
      "here: expected epsilon to be a finite number from 0 on, came -1. Likely fix: correct epsilon; 0 switches it off.",
    ],
  ])("%o", (convention, message) => {
    expect(() => conventionOf("here", convention as Convention)).toThrow(new Error(message));
  });
});
