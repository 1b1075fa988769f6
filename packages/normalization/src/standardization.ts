import { failure, type Matrix, sumInLanes } from "@vanishing/core";
import { entriesOf, type Line } from "./line.ts";

/** The moments of a line, in float64. */
export interface Moments {
  /** μ = mean(x). */
  readonly mean: number;
  /** Biased (population) variance v = mean((x − μ)²). */
  readonly variance: number;
  /** xₑ − μ for entry e. */
  readonly deviation: (e: number) => number;
}

/**
 * Mean and variance of a line in two passes, the mean first. In one pass, mean(x²) − μ² has no digits left where μ² is
 * 10¹⁶ times v.
 *
 * The first entry x₀ is taken off before anything is summed: μ = x₀ + mean(x − x₀). So the deviations do not carry the
 * rounding of μ: of equal entries they are 0, and of two entries they are ±(x₁ − x₀)/2.
 */
export function momentsOf(x: Matrix, line: Line): Moments {
  const { length } = line;
  const entry = entriesOf(x, line);
  const first = entry(0);
  const offset = sumInLanes(length, (e) => entry(e) - first) / length;
  const deviation = (e: number) => entry(e) - first - offset;
  const variance = sumInLanes(length, (e) => deviation(e) * deviation(e)) / length;
  return { mean: first + offset, variance, deviation };
}

/** A line with mean 0 and, at ε = 0, variance 1. */
export interface Standardized {
  /** S = √(v + ε). */
  readonly root: number;
  /** x̂ₑ = (xₑ − μ) / S for entry e. */
  readonly normalized: (e: number) => number;
}

/** x̂ = (x − μ) / S with S = √(v + ε), along a line. Refuses a line where S is 0 or not finite. */
export function standardize(operation: string, x: Matrix, line: Line, epsilon: number): Standardized {
  const { variance, deviation } = momentsOf(x, line);
  const root = rootOf(operation, "variance", variance, line, epsilon);
  return { root, normalized: (e) => deviation(e) / root };
}

/**
 * √(spread + ε), by which a line is divided. NaN would spread through the network from here on, and into running statistics
 * for ever, so it is refused here.
 */
export function rootOf(
  operation: string,
  spread: "variance" | "mean square" | "squared norm",
  value: number,
  { kind, index }: Pick<Line, "kind" | "index">,
  epsilon: number,
): number {
  const root = Math.sqrt(value + epsilon);
  if (root > 0 && root < Infinity) return root;
  const fixes = {
    variance: "take epsilon above 0, or leave out what has equal entries only",
    "mean square": "take epsilon above 0, or leave out what has zeros only",
    "squared norm": "start from random weights: zeros have no direction",
  };
  throw failure(
    operation,
    `${kind} ${index} to have a ${root === 0 ? `${spread} above 0` : `finite ${spread}`}`,
    String(value),
    root === 0
      ? fixes[spread]
      : "look for NaN, Infinity or entries above 1e150 in what comes in, and for a loss that diverged",
  );
}
