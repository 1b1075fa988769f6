// Products. Replace each line that throws, then run:  pnpm test products

/**
 * What is left of a gradient after a path through the network: each layer on the path multiplies it by one factor.
 *
 *   gain = g₁ · g₂ · … · g_L          (with no layer at all, the gradient arrives as it was: gain 1)
 *
 * Worked example: factors [0.5, -0.5, 2] leave -0.5.
 *
 * @param factors one factor a layer, of either sign
 */
export function pathGain(factors: readonly number[]): number {
  throw new Error("TODO: pathGain");
}

/**
 * The size of that gain in powers of ten: the base-10 logarithm of its magnitude. It must stay finite at 10,000 layers, where
 * the gain itself has long left the range of the machine's numbers.
 *
 *   log₁₀|g₁ · g₂ · … · g_L|
 *
 * Worked example: factors [0.1, -0.1] give -2. A factor 0 gives -Infinity.
 */
export function logGain(factors: readonly number[]): number {
  throw new Error("TODO: logGain");
}

/**
 * How many layers with the same gain it takes until the product gets to a target: the smallest whole number L ≥ 0 with
 *
 *   gain^L ≤ target  when the gain is below 1,      gain^L ≥ target  when it is above 1.
 *
 * Infinity when no number of layers gets there. Worked example: gain 0.5 and target 0.2 take 3 layers (0.5, 0.25, 0.125).
 *
 * @param gain above 0
 * @param target above 0
 */
export function layersUntil(gain: number, target: number): number {
  throw new Error("TODO: layersUntil");
}
