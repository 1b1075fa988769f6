import { erfc } from "@vanishing/core";
import { emptyCheck } from "./check.ts";

/**
 * How many standard deviations a normal number leaves, on both sides together, with the given probability: z with
 * erfc(z/√2) = probability. 1e-9 gives 6.11. Found by bisection, to the last digit.
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw emptyCheck(`its false-alarm probability is ${probability}, and one is above 0 and below 1`);
  }
  let [low, high] = [0, 40];
  for (let middle = 20; middle > low && middle < high; middle = (low + high) / 2) {
    if (erfc(middle / Math.SQRT2) > probability) low = middle;
    else high = middle;
  }
  return high;
}
