import { checkNonNegative, failure } from "@vanishing/core";
import { rootOf, visitGaussianNodes } from "./gaussian-mean.ts";
import { breaksOf, checkNonlinearity, type Nonlinearity } from "./nonlinearity.ts";

/** Means over x = √q z with standard normal z: over a wide layer whose pre-activations have mean square q. */
export interface GaussianMoments {
  /** E[φ(x)] */
  readonly mean: number;
  /** E[φ(x)²] */
  readonly meanSquare: number;
  /** E[φ′(x)²] */
  readonly slopeMeanSquare: number;
  /** d/dq E[φ(x)²] = E[φ(x) φ′(x) z] / √q, for a continuous φ */
  readonly growth: number;
}

/**
 * The moments of φ at the length q, in one pass over the nodes of `gaussianMean`.
 *
 * At q = 0 they are limits from above: with a kink at 0, `slopeMeanSquare` is the mean of both squared slopes.
 *
 * @param q mean square of the pre-activations, from 0 on; default 1
 * @throws when φ is not an elementwise function, gives NaN, or q is not a finite number from 0 on.
 */
export function gaussianMoments(f: Nonlinearity, q = 1): GaussianMoments {
  checkNonlinearity("gaussianMoments", f);
  checkNonNegative("gaussianMoments", "q", q);
  return momentsAt(f, breaksOf(f), q);
}

/** `gaussianMoments` for a checked φ whose breaks are known. */
export function momentsAt(f: Nonlinearity, breaks: readonly number[], q: number): GaussianMoments {
  const root = rootOf(q);
  let [mean, meanSquare, slopeMeanSquare, growth] = [0, 0, 0, 0];
  const total = visitGaussianNodes(root, breaks, (z, weight) => {
    const x = root * z;
    const value = f.value(x);
    const slope = f.derivative(x);
    mean += weight * value;
    meanSquare += weight * value * value;
    slopeMeanSquare += weight * slope * slope;
    growth += weight * value * slope * z;
  });
  if (Number.isNaN(meanSquare + slopeMeanSquare)) {
    throw failure(
      `mean-field theory of ${f.name}`,
      "numbers as value(x) and derivative(x)",
      `NaN for some x within ±${10 * root}`,
      "make both finite for every finite x, also where e^x overflows",
    );
  }
  return {
    mean: mean / total,
    meanSquare: meanSquare / total,
    slopeMeanSquare: slopeMeanSquare / total,
    // Where φ(0) ≠ 0, the two sides of this mean cancel all but a share √q of each other; below, nothing but rounding would be left.
    growth:
      q < smallest && f.value(0) !== 0 ? momentsAt(f, breaks, smallest).growth : growth / (total * root),
  };
}

/** The least q at which the growth is computed where φ(0) ≠ 0. */
const smallest = 1e-12;
