import { sigmoid, sigmoidDerivative } from "./solution.ts";

export function sigmoidAt50() {
  const value = sigmoid(50);
  if (Number.isNaN(value)) return "nan";
  return value === 1 ? "one" : "below";
}

export function tenSigmoids() {
  return sigmoidDerivative(0) ** 10;
}

/** Whether some weight gives a layer of sigmoids a gain of 1, at the best point there is. */
export function canReachOne() {
  return [1, 2, 4, 8].some((weight) => weight * sigmoidDerivative(0) >= 1);
}
