import { expect, test } from "vitest";
import { relu } from "./relu.ts";
import { relu6 } from "./relu6.ts";

test("ReLU6 is ReLU up to 6, and dies beyond", () => {
  for (const x of [-7, -0.5, 0, 0.5, 5.9]) {
    expect(relu6.value(x)).toBe(relu.value(x));
    expect(relu6.derivative(x)).toBe(relu.derivative(x));
  }
  expect([relu6.value(7), relu6.derivative(7)]).toEqual([6, 0]);
  expect(relu6.criticalGain).toBe(relu.criticalGain);
});
