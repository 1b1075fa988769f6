import { erf, random } from "@vanishing/core";
import { gelu, geluDerivative } from "./solution.ts";

/** How many of 100 slopes of GELU are below 0 or above 1, for standard normal inputs: a mean over 10,000 of them. */
export function slopesOutside() {
  const draw = random(1);
  const slopes = Array.from({ length: 10_000 }, () => geluDerivative(draw.normal()));
  return (100 * slopes.filter((slope) => slope < 0 || slope > 1).length) / slopes.length;
}

/** What is left of the gradient's norm after 100 wide layers of GELU whose weights have variance 2 / fan-in. */
export function hundredLayersOfGelu() {
  let [meanSquare, squaredNorm] = [2, 1];
  for (let layer = 1; layer < 100; layer++) {
    const size = Math.sqrt(meanSquare);
    squaredNorm *= 2 * normalMean((z) => geluDerivative(size * z) ** 2);
    meanSquare = 2 * normalMean((z) => gelu(size * z) ** 2);
  }
  return Math.sqrt(squaredNorm);
}

/** The mean of f(z) over standard normal z, by the midpoint rule. */
function normalMean(f: (z: number) => number) {
  const cell = 1 / 4;
  let sum = 0;
  for (let z = -12 + cell / 2; z < 12; z += cell) sum += f(z) * Math.exp((-z * z) / 2);
  return (sum * cell) / Math.sqrt(2 * Math.PI);
}

/** How many digits of GELU(−6) are right when Φ is computed as half of 1 + erf. */
export function digitsOfOnePlusErf() {
  const computed = (-6 * (1 + erf(-6 / Math.SQRT2))) / 2;
  return -Math.log10(Math.abs(computed / gelu(-6) - 1));
}
