import { log } from "@vanishing/core";
import { type FixedPoint, findFixedPoint } from "./fixed-point.ts";
import { momentsAt } from "./gaussian-moments.ts";
import { checkedEnsemble } from "./mean-field.ts";
import { breaksOf, checkNonlinearity, isHomogeneous, type Nonlinearity } from "./nonlinearity.ts";

/**
 * The critical σ_w at a given σ_b: the least one at which χ₁ = 1 at the fixed point that the lengths of unit inputs come to. Below it
 * the gradient vanishes exponentially, above it explodes.
 *
 * Undefined where χ₁ never passes 1 at a fixed point: the lengths of softplus, GELU, SiLU, Mish and HardSwish diverge before χ₁ comes
 * to 1, the slope of the step is 0, and ReLU with biases has no fixed point at √2.
 *
 * @param sigmaB default 0
 * @throws when φ is not an elementwise function or σ_b is negative or not finite.
 */
export function criticalSigmaW(f: Nonlinearity, sigmaB = 0): number | undefined {
  checkNonlinearity("criticalSigmaW", f);
  checkedEnsemble("criticalSigmaW", { sigmaW: 0, sigmaB });
  const { slopeMeanSquare } = momentsAt(f, breaksOf(f), 0);
  const sigmaAtZero = 1 / Math.sqrt(slopeMeanSquare);
  if (isHomogeneous(f)) return sigmaB === 0 && slopeMeanSquare > 0 ? sigmaAtZero : undefined;

  const fixedPoint = (sigmaW: number) => findFixedPoint(f, { sigmaW, sigmaB, inputLength: 1 });
  // At a fixed point q* = 0, χ₁ = σ_w² / sigmaAtZero² exactly. Above, χ₁ − 1 begins with a square and is lost in rounding.
  if (sigmaB === 0 && sigmaAtZero < Infinity) {
    const there = fixedPoint(sigmaAtZero);
    if (there.kind === "fixed" && there.length === 0) return sigmaAtZero;
  }

  const steepest = steepestSlope(f);
  if (steepest === 0) return undefined;
  // χ₁ ≤ (σ_w · steepest slope)², so that here it is below 1.
  let below = 0.99 / steepest;
  let above = below;
  for (let step = 0; fixedPoint(above).chi1 < 1; step++) {
    if (step === 40) return undefined;
    below = above;
    above *= 1.25;
  }
  return crossing(fixedPoint, below, above);
}

/** The largest |φ′|, of the row or else of samples. (For a step it is Infinity, but the slope that gradients meet is 0.) */
function steepestSlope(f: Nonlinearity): number {
  if (f.lipschitz !== undefined && f.lipschitz < Infinity) return f.lipschitz;
  let steepest = 0;
  for (let i = -1000; i <= 1000; i++) steepest = Math.max(steepest, Math.abs(f.derivative(i / 100)));
  return steepest;
}

/**
 * The σ_w between `below`, where χ₁ < 1, and `above`, where χ₁ ≥ 1, at which χ₁ passes 1; undefined if it jumps over 1, as it does
 * where a network leaves one fixed point for another, or for infinity. The secant through both ends, with the value at an end that
 * stays halved (Illinois), and every third time the middle.
 */
function crossing(
  fixedPoint: (sigmaW: number) => FixedPoint,
  below: number,
  above: number,
): number | undefined {
  const excess = (sigmaW: number) => log(fixedPoint(sigmaW).chi1);
  let [left, right] = [below, above];
  let [atLeft, atRight] = [excess(left), excess(right)];
  for (let step = 1; right - left > 4 * Number.EPSILON * right && step < 200; step++) {
    const secant = left - (atLeft * (right - left)) / (atRight - atLeft);
    const middle = step % 3 === 0 || !(left < secant && secant < right) ? (left + right) / 2 : secant;
    const value = excess(middle);
    if (value === 0) {
      [left, right] = [middle, middle];
    } else if (value < 0) {
      [left, atLeft] = [middle, value];
      atRight /= 2;
    } else {
      [right, atRight] = [middle, value];
      atLeft /= 2;
    }
  }
  const [{ kind, chi1 }, lower] = [fixedPoint(right), fixedPoint(left)];
  return kind === "fixed" && chi1 - lower.chi1 < 1e-6 ? right : undefined;
}
