import { clipByNorm, clipByValue, weightDecayStep } from "./solution.ts";

/** What becomes of a gradient of one part in a billion under clipping to length 1. */
export function clippedVanishing() {
  const [[clipped = 0] = []] = clipByNorm([[1e-9]], 1);
  if (clipped === 1e-9) return "same";
  return clipped > 1e-9 ? "longer" : "shorter";
}

/** By how many degrees clipping by value turns a step that is a hundred times as long in one direction as in the other. */
export function turnedBy() {
  const [[x = 0] = [], [y = 0] = []] = clipByValue([[100], [1]], 1);
  return (180 / Math.PI) * (Math.atan2(y, x) - Math.atan2(1, 100));
}

/** What a chain of fifty layers passes on after ten steps in which only decay acts, each layer a weight of 1 at first. */
export function chainAfterDecay() {
  let weights = [[1]] as readonly (readonly number[])[];
  for (let step = 0; step < 10; step++) weights = weightDecayStep(weights, [[0]], 0.1, 0.1);
  return (weights[0]?.[0] ?? 0) ** 50;
}
