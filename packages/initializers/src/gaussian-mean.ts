import { checkNonNegative, describeValue, failure, standardNormalDensity } from "@vanishing/core";
import { gaussLegendre } from "./gauss-legendre.ts";

/**
 * E[g(√q z)] for standard normal z: the mean of g over a wide layer whose pre-activations have mean square q.
 *
 * Between 0, the breaks, and ±10 standard deviations the Gauss–Legendre rule with 24 nodes is applied to panels that are at most 5
 * standard deviations wide, and in x = √q z at most 3, or twice their distance from 0 where that is more: functions here change
 * fastest near 0, and smoothly elsewhere. The weights are divided by their sum, so that the mean of a constant is that constant.
 *
 * Measured over every row of the table of activations, for q from 1e-6 to 100: E[φ²] and E[φ′²] are within a relative 2e-14 of a rule with
 * thousands of cells. Gauss–Hermite would be off by 6e-3 for the kink of SELU, with 160 nodes.
 *
 * @param q from 0 on, default 1; at 0 the limit from above
 * @param breaks points x, besides 0, at which g or its slope jumps; default none
 * @throws when g is not a function or q is not a finite number from 0 on.
 */
export function gaussianMean(g: (x: number) => number, q = 1, breaks: readonly number[] = []): number {
  if (typeof g !== "function") {
    throw failure(
      "gaussianMean",
      "a function of one number",
      describeValue(g),
      "pass gaussianMean(f.value, q)",
    );
  }
  checkNonNegative("gaussianMean", "q", q);
  const root = rootOf(q);
  let sum = 0;
  const total = visitGaussianNodes(root, breaks, (z, weight) => {
    sum += weight * g(root * z);
  });
  return sum / total;
}

/** √q; for q = 0 a number so small that only the values and slopes next to 0 matter. */
export function rootOf(q: number): number {
  return Math.max(Math.sqrt(q), 1e-150);
}

const { nodes, weights } = gaussLegendre(24);
const farthest = 10;
const widest = 5;
const widestInX = 3;

/**
 * Calls `visit(z, weight)` for the nodes of the rule above, those right of 0 first, from the inside out.
 *
 * @returns the sum of the weights, near 1
 */
export function visitGaussianNodes(
  root: number,
  breaks: readonly number[],
  visit: (z: number, weight: number) => void,
): number {
  return visitSide(root, breaks, 1, visit) + visitSide(root, breaks, -1, visit);
}

function visitSide(
  root: number,
  breaks: readonly number[],
  side: 1 | -1,
  visit: (z: number, weight: number) => void,
): number {
  let total = 0;
  let from = 0;
  while (from < farthest) {
    let to = Math.min(farthest, from + Math.min(widest, Math.max(widestInX / root, 2 * from)));
    for (const at of breaks) {
      const z = (side * at) / root;
      if (from < z && z < to) to = z;
    }
    const halfWidth = (to - from) / 2;
    const middle = (from + to) / 2;
    for (let i = 0; i < nodes.length; i++) {
      const z = middle + halfWidth * (nodes[i] as number);
      const weight = halfWidth * (weights[i] as number) * standardNormalDensity(z);
      total += weight;
      visit(side * z, weight);
    }
    from = to;
  }
  return total;
}
