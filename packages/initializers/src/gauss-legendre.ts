import { cos } from "@vanishing/core";

/** Nodes in (−1, 1), in rising order, and their weights, which sum to 2. */
export interface GaussLegendreRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The Gauss–Legendre rule with n nodes: ∫₋₁¹ g(t) dt ≈ Σ wᵢ g(tᵢ), exact for polynomials up to degree 2n − 1.
 *
 * The nodes are the zeros of the Legendre polynomial Pₙ, found by Newton's method; wᵢ = 2 / ((1 − tᵢ²) Pₙ′(tᵢ)²).
 *
 * Source: Davis and Rabinowitz, "Methods of Numerical Integration", 2nd edition (1984), section 2.7.
 */
export function gaussLegendre(n: number): GaussLegendreRule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    // Within 1e-2 of the node, so that each step of Newton doubles the correct digits; six are more than enough.
    let t = -cos((Math.PI * (i + 0.75)) / (n + 0.5));
    for (let step = 0; step < 6; step++) {
      const { value, derivative } = legendre(n, t);
      t -= value / derivative;
    }
    nodes[i] = t;
    const { derivative } = legendre(n, t);
    weights[i] = 2 / ((1 - t * t) * derivative * derivative);
  }
  return { nodes, weights };
}

/** Pₙ(t) and Pₙ′(t) for |t| < 1, by the recurrence k Pₖ = (2k − 1) t Pₖ₋₁ − (k − 1) Pₖ₋₂. */
function legendre(n: number, t: number): { value: number; derivative: number } {
  let [previous, value] = [1, t];
  for (let k = 2; k <= n; k++) {
    [previous, value] = [value, ((2 * k - 1) * t * value - (k - 1) * previous) / k];
  }
  return { value, derivative: (n * (previous - t * value)) / (1 - t * t) };
}
