// Smooth activations. Replace each line that throws, then run:  pnpm test smooth

import { erf, erfc } from "@vanishing/core";

/** SELU's two constants. */
const lambda = 1.0507009873554805;
const alpha = 1.6732632423543772;

/**
 * Swish, a smooth ReLU with a parameter β, and its slope.
 *
 *   value  f(x)  = x σ(βx)
 *   slope  f′(x) = σ(βx) + x · β σ′(βx)
 *
 * with σ(z) = 1 / (1 + e^-z) and σ′(z) = σ(z) (1 - σ(z)).
 *
 * Both must be finite at ±10,000. With β = 1 the function is called SiLU.
 * Worked example, ten digits: swish(1, 2) = { value: 0.8807970780, slope: 1.090784249 }.
 */
export function swish(x: number, beta: number): { value: number; slope: number } {
  throw new Error("TODO: swish");
}

/**
 * GELU: x times the share Φ(x) of all standard normal numbers that are below x.
 *
 *   f(x) = x Φ(x)
 *   Φ(x) = (1 + erf(x / √2)) / 2 = erfc(-x / √2) / 2
 *
 * Both forms of Φ are equal on paper. erfc(t) is 1 - erf(t), computed without the subtraction.
 * Worked example, ten digits: gelu(1) = 0.8413447461, gelu(-2) = -0.04550026390.
 */
export function gelu(x: number): number {
  throw new Error("TODO: gelu");
}

/**
 * The slope of GELU, with φ(x) for the bell curve, which is the slope of Φ.
 *
 *   f′(x) = Φ(x) + x φ(x)
 *   φ(x) = e^(-x²/2) / √(2π)
 *
 * TypeScript refuses -x ** 2, which could be read in two ways. Write -(x ** 2) or -x * x.
 * Worked example, ten digits: geluDerivative(1) = 1.083315471, geluDerivative(-2) = -0.08523180108.
 */
export function geluDerivative(x: number): number {
  throw new Error("TODO: geluDerivative");
}

/**
 * SELU and its slope, with the constants λ and α from above.
 *
 *   x > 0:  value λ x               slope λ
 *   x ≤ 0:  value λ α (e^x - 1)     slope λ α e^x
 *
 * At 0 the curve has a kink. The slope on either side is accepted there.
 * Worked example, ten digits: selu(-1) = { value: -1.111330738, slope: 0.6467686030 }.
 */
export function selu(x: number): { value: number; slope: number } {
  throw new Error("TODO: selu");
}
