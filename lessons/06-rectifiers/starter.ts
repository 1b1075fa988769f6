// Rectifiers. Replace each line that throws, then run:  pnpm test rectifiers

/**
 * ReLU at x, and its slope there.
 *
 *   ReLU(x) = max(0, x)        slope: 0 for x < 0, 1 for x > 0
 *
 * At 0 there is no slope. The convention in this course is the slope on the left, so 0.
 * Worked example: relu(2) = { value: 2, slope: 1 }, relu(-3) = { value: 0, slope: 0 }.
 */
export function relu(x: number): { value: number; slope: number } {
  throw new Error("TODO: relu");
}

/**
 * Leaky ReLU: where ReLU is 0, a share α of x gets through.
 *
 *   LeakyReLU(x) = x for x > 0, α x for x ≤ 0        slope: 1 for x > 0, α for x ≤ 0
 *
 * At 0 it is the slope on the left again. α is chosen once, from 0 to 1.
 * Worked example: leakyRelu(-3, 0.01) = { value: -0.03, slope: 0.01 }.
 */
export function leakyRelu(x: number, alpha: number): { value: number; slope: number } {
  throw new Error("TODO: leakyRelu");
}

/**
 * PReLU: the same function of x, but α is learned as the weights are. It may become 0, negative or more than 1.
 *
 *   value        α x or x, as above
 *   slope        by how much the value changes with x
 *   alphaSlope   by how much the value changes with α
 *
 * Worked example: prelu(-3, 0.25) = { value: -0.75, slope: 0.25, alphaSlope: -3 }.
 */
export function prelu(x: number, alpha: number): { value: number; slope: number; alphaSlope: number } {
  throw new Error("TODO: prelu");
}

/**
 * ELU: left of 0 it bends towards -α.
 *
 *   ELU(x) = x for x > 0, α (e^x - 1) for x ≤ 0        slope: 1 for x > 0, α e^x for x ≤ 0
 *
 * Near 0, e^x is so close to 1 that the difference keeps few digits; Math.expm1(x) is e^x - 1 with all of them.
 * Worked example: elu(-1, 1) = { value: -0.6321205588, slope: 0.3678794412 } (ten digits).
 */
export function elu(x: number, alpha: number): { value: number; slope: number } {
  throw new Error("TODO: elu");
}

/**
 * The share of ReLU units, from 0 to 1, that are dead on a batch: off for every one of its inputs.
 * A unit is off for an input where its pre-activation is 0 or below.
 *
 *   preActivations[i][j]        of input i in unit j: a row an input, a column a unit
 *
 * Worked example: [[-1, 2], [-3, -4]] has two inputs and two units. The first unit is off for both inputs. The second is on
 * for the first input. So the share is 0.5.
 */
export function deadFraction(preActivations: readonly (readonly number[])[]): number {
  throw new Error("TODO: deadFraction");
}
