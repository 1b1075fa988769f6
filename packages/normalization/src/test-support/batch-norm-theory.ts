import { type Elementwise, random } from "@vanishing/core";
import { total } from "./on-a-tape.ts";

/**
 * What batch normalisation at ε = 0 does to a batch of B random examples in a layer z ↦ W f(x̂), at infinite width.
 *
 * Once the examples are alike to one another, a feature of z is a normal vector whose deviations from its mean have the
 * covariance c (I − J), J = 11ᵀ/B. So x̂ is √B u with u uniform on the unit sphere of the vectors with the sum 0, and S²
 * is independent of it, c χ²(B − 1)/B, with E[1/S²] = B/(c (B − 3)): infinite for a batch of 3.
 */
export interface BatchNormTheory {
  /** E[f(x̂₁)²] − E[f(x̂₁) f(x̂₂)]: the c of W f(x̂), for weights of variance 1/fan-in. */
  readonly variance: number;
  /**
   * E tr(P D (I − J) D P)/(B − 1), with D = diag(f′(x̂)) and the projector P = I − J − uuᵀ: the share of the squared gradient
   * that passes f and the bracket of the backward pass, before it is divided by S².
   */
  readonly passed: number;
}

/** f = max(0, x), in closed form. With θ = arccos ρ and ρ = −1/(B − 1): E[f(x̂₁) f(x̂₂)] = (sin θ + (π − θ) cos θ)/2π. */
export function reluTheory(batch: number): BatchNormTheory {
  const correlation = -1 / (batch - 1);
  const angle = Math.acos(correlation);
  const product = (Math.sin(angle) + (Math.PI - angle) * correlation) / (2 * Math.PI);
  const bothPositive = (Math.PI - angle) / (2 * Math.PI);
  const pairs = batch * (batch - 1);
  const squaredCount = batch / 2 + pairs * bothPositive;
  const squaredSum = (batch / 2 + pairs * product) / batch;
  const trace = (batch - 1) / 2 - 1 / 2 - (batch / 2 - squaredCount / batch - squaredSum) / batch;
  return { variance: 1 / 2 - product, passed: trace / (batch - 1) };
}

/** Any f, as the mean over random x̂ from a seed. */
export function sampledTheory(f: Elementwise, batch: number, samples: number, seed: number): BatchNormTheory {
  const draw = random(seed);
  let [variance, trace] = [0, 0];
  for (let sample = 0; sample < samples; sample++) {
    const normals = Array.from({ length: batch }, () => draw.normal());
    const mean = total(normals) / batch;
    const deviations = normals.map((entry) => entry - mean);
    const length = Math.sqrt(total(deviations.map((entry) => entry * entry)));
    const u = deviations.map((entry) => entry / length);
    const values = u.map((entry) => f.value(Math.sqrt(batch) * entry));
    const slopes = u.map((entry) => f.derivative(Math.sqrt(batch) * entry));
    const squares = total(values.map((entry) => entry * entry));
    variance += squares / batch - (total(values) ** 2 - squares) / (batch * (batch - 1));
    const squaredSlopes = total(slopes.map((slope) => slope * slope));
    const alongU = total(slopes.map((slope, e) => slope * (u[e] as number)));
    const ofU = total(slopes.map((slope, e) => (slope * (u[e] as number)) ** 2));
    const ofOnes = squaredSlopes - total(slopes) ** 2 / batch - alongU ** 2;
    trace += squaredSlopes - squaredSlopes / batch - ofU - ofOnes / batch;
  }
  return { variance: variance / samples, passed: trace / samples / (batch - 1) };
}

/** By how much the squared gradient grows in a layer z ↦ W f(x̂), toward the input. It does not depend on the size of W. */
export function growthOf({ variance, passed }: BatchNormTheory, batch: number): number {
  return (passed * batch) / ((batch - 3) * variance);
}
