import { expect, test } from "vitest";
import { hardSigmoidSixth } from "./hard-sigmoid-sixth.ts";
import { sigmoid } from "./sigmoid.ts";

test("the hard sigmoid of slope 1/6 is farthest from the sigmoid at 1.317, where that has the slope 1/6, by 0.0692", () => {
  const difference = (x: number) => sigmoid.value(x) - hardSigmoidSixth.value(x);
  const points = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 100);
  const x = Math.log(2 + Math.sqrt(3));
  expect(sigmoid.derivative(x)).toBeCloseTo(hardSigmoidSixth.lipschitz, 15);
  expect(difference(x)).toBeCloseTo(0.0692, 4);
  expect(Math.max(...points.map((point) => Math.abs(difference(point))))).toBeLessThanOrEqual(difference(x));
});
