import { batchNorm, batchNormBackward, updateStatistics } from "./solution.ts";

/** The largest entry of the gradient that a batch of two passes on, at ε = 0. */
export function passedByTwo() {
  const { x } = batchNormBackward([3, 7], 1, 0, [1, -2]);
  return Math.max(...x.map(Math.abs));
}

/** Whether what comes out for one example stays when another one of its batch changes. */
export function dependsOnOthers() {
  const [before] = batchNorm([1, 2, 4, 9], 1, 0, 0);
  const [after] = batchNorm([1, 2, 4, 90], 1, 0, 0);
  return before === after ? "stays" : "changes";
}

/** The variance that evaluation uses after ten batches whose unbiased variance is 9, when it began at 1. */
export function varianceAfterTenBatches() {
  let statistics = { mean: 0, variance: 1 };
  for (let batch = 0; batch < 10; batch++) statistics = updateStatistics(statistics, [-1, 2, 5], 0.1);
  return statistics.variance;
}
