// Saturation. Replace each line that throws, then run:  pnpm test saturation

/**
 * The logistic sigmoid, a smooth step from 0 to 1.
 *
 *   σ(x) = 1 / (1 + e^-x) = e^x / (1 + e^x)        (e^x is Math.exp(x) in code)
 *
 * Both forms are equal on paper. In the machine e^1000 is Infinity, and Infinity / Infinity is NaN.
 * Worked example: σ(0) = 0.5, σ(2) = 0.8807970780 (ten digits).
 */
export function sigmoid(x: number): number {
  throw new Error("TODO: sigmoid");
}

/**
 * The slope of the sigmoid at the input x.
 *
 *   σ′(x) = σ(x) (1 - σ(x))
 *
 * It is the same at x and at -x, and far out it is small without ever being 0: at 40 it is about 4e-18.
 * Worked example: σ′(0) = 0.25, σ′(2) = 0.1049935854 (ten digits).
 */
export function sigmoidDerivative(x: number): number {
  throw new Error("TODO: sigmoidDerivative");
}

/**
 * The slope of tanh at the input x.
 *
 *   tanh′(x) = 1 - tanh(x)^2
 *
 * Worked example: tanh′(0) = 1, tanh′(1.5) = 0.1807066389 (ten digits).
 */
export function tanhDerivative(x: number): number {
  throw new Error("TODO: tanhDerivative");
}
