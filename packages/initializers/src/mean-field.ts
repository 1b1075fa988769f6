import { checkCount, checkNonNegative, checkPositive, checkSettings, failure, log } from "@vanishing/core";
import { type Ensemble, type FixedPoint, findFixedPoint } from "./fixed-point.ts";
import { momentsAt } from "./gaussian-moments.ts";
import { breaksOf, checkNonlinearity, type Nonlinearity } from "./nonlinearity.ts";

/** A network's random weights and biases, and how long its inputs are. */
export interface MeanFieldSettings {
  /** σ_w = √(fan-in · Var(weight)) */
  readonly sigmaW: number;
  /** σ_b, the standard deviation of the biases; default 0 */
  readonly sigmaB?: number;
  /** Mean square of an entry of the network's input; default 1 */
  readonly inputLength?: number;
}

/** One layer of a wide random network. */
export interface LayerProfile {
  /** l, from 1 on */
  readonly layer: number;
  /** q_l, the mean square of the pre-activations z_l */
  readonly length: number;
  /** χ(q_l): E‖∂L/∂z_l‖² = χ(q_l) E‖∂L/∂z_{l+1}‖² */
  readonly chi: number;
  /** ‖∂L/∂z_l‖ / ‖∂L/∂z_L‖, the square root of χ(q_l) · … · χ(q_{L−1}); 0 where it is below 5e-324 */
  readonly gradientNorm: number;
  /** Its natural logarithm, which does not underflow */
  readonly logGradientNorm: number;
}

/** What becomes of lengths and gradients in an infinitely wide network of one nonlinearity with independent random weights. */
export interface MeanField {
  /** q ↦ σ_w² E[φ(√q z)²] + σ_b², from the mean square of one layer's pre-activations to the next one's */
  lengthMap(q: number): number;
  /** The derivative of the length map; below 1 at a fixed point: lengths near it come to it */
  lengthMapSlope(q: number): number;
  /** χ(q) = σ_w² E[φ′(√q z)²], by which a layer multiplies the expected squared gradient norm on its way back */
  chi(q: number): number;
  /** Where the lengths go, from those of the first layer */
  fixedPoint(): FixedPoint;
  /** The layers 1 to `depth`, up to 100,000 */
  profile(depth: number): LayerProfile[];
}

/**
 * The mean-field theory of z_{l+1} = φ(z_l) · W + b, where weights have variance σ_w² / fan-in and biases have variance σ_b². The first
 * layer reads the inputs: q₁ = σ_w² · inputLength + σ_b².
 *
 * ```ts
 * meanField(tanh, { sigmaW: 5 / 3 }).fixedPoint(); // { kind: "fixed", length: 1.178…, chi1: 1.2098…, … }
 * ```
 *
 * It is a statement about the mean over weights as the width goes to infinity. A layer of width n adds a factor of about 1 − 2.5/n to
 * the typical squared norm of ReLU, and spread: the variance of ln ‖∂L/∂z_1‖² is about 5L/n.
 *
 * Source: Poole, Lahiri, Raghu, Sohl-Dickstein and Ganguli, "Exponential expressivity in deep neural networks through transient
 * chaos" (2016); Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, "Deep information propagation" (2017).
 *
 * @throws when φ is not an elementwise function or a setting is out of range.
 */
export function meanField(f: Nonlinearity, settings: MeanFieldSettings): MeanField {
  checkNonlinearity("meanField", f);
  const ensemble = checkedEnsemble("meanField", settings);
  const breaks = breaksOf(f);
  const { sigmaW, sigmaB, inputLength } = ensemble;
  const [weightVariance, biasVariance] = [sigmaW * sigmaW, sigmaB * sigmaB];
  const momentsOf = (method: string, q: number) => {
    checkNonNegative(method, "q", q);
    return momentsAt(f, breaks, q);
  };
  return {
    lengthMap: (q) => weightVariance * momentsOf("lengthMap", q).meanSquare + biasVariance,
    lengthMapSlope: (q) => weightVariance * momentsOf("lengthMapSlope", q).growth,
    chi: (q) => weightVariance * momentsOf("chi", q).slopeMeanSquare,
    fixedPoint: () => findFixedPoint(f, ensemble),
    profile(depth) {
      checkDepth(depth);
      const layers: { layer: number; length: number; chi: number }[] = [];
      let length = weightVariance * inputLength + biasVariance;
      for (let layer = 1; layer <= depth; layer++) {
        const { meanSquare, slopeMeanSquare } = momentsAt(f, breaks, length);
        layers.push({ layer, length, chi: weightVariance * slopeMeanSquare });
        length = Math.min(weightVariance * meanSquare + biasVariance, Number.MAX_VALUE);
      }
      return withGradientNorms(layers);
    },
  };
}

/** σ_w and σ_b whose squares, and the lengths that they lead to, are within the range of float64. */
const largestSigma = 1e75;

/** The settings with their defaults, refused where they are out of range. */
export function checkedEnsemble(operation: string, settings: MeanFieldSettings): Ensemble {
  checkSettings(operation, settings, `${operation}(tanh, { sigmaW: 1 })`);
  const { sigmaW, sigmaB = 0, inputLength = 1 } = settings;
  for (const [name, sigma] of Object.entries({ sigmaW, sigmaB })) {
    checkNonNegative(operation, name, sigma);
    if (sigma > largestSigma) {
      throw failure(
        operation,
        `${name} of at most ${largestSigma}`,
        `${sigma}`,
        "pass the standard deviation",
      );
    }
  }
  checkPositive(operation, "inputLength", inputLength);
  return { sigmaW, sigmaB, inputLength };
}

const deepest = 100_000;

function checkDepth(depth: number): void {
  checkCount("profile", "depth", depth, 1);
  if (depth <= deepest) return;
  throw failure("profile", `at most ${deepest} layers`, `${depth}`, "pass the number of layers");
}

/** Carries the norm of the gradient from the last layer, where it is 1, to the first. */
function withGradientNorms(layers: { layer: number; length: number; chi: number }[]): LayerProfile[] {
  let [gradientNorm, logGradientNorm] = [1, 0];
  return layers
    .toReversed()
    .map((layer, fromLast) => {
      if (fromLast > 0) {
        gradientNorm *= Math.sqrt(layer.chi);
        logGradientNorm += log(layer.chi) / 2;
      }
      return { ...layer, gradientNorm, logGradientNorm };
    })
    .toReversed();
}
