import { exp, log } from "@vanishing/core";
import { momentsAt } from "./gaussian-moments.ts";
import { breaksOf, isHomogeneous, type Nonlinearity } from "./nonlinearity.ts";

/** Where the lengths q_l of a deep network go, and what its gradient does there. */
export type FixedPoint = {
  /** χ at that length: the factor by which a layer far from the input multiplies the expected squared gradient norm. */
  readonly chi1: number;
  /** ξ = −1 / ln χ₁ in layers: the squared gradient norm falls by a factor e in ξ layers. Negative: it grows. Infinity: χ₁ = 1. */
  readonly depthScale: number;
} & (
  | {
      /** The lengths come to q*, `length`, which may be 0. */
      readonly kind: "fixed";
      readonly length: number;
      /** dq_{l+1}/dq_l there: the factor by which a layer multiplies a small distance from q*. */
      readonly slope: number;
    }
  /** No length is special: q_{l+1} = χ₁ q_l at every length. */
  | { readonly kind: "scale-free" }
  /** The lengths grow without bound. χ₁ is the limit of χ(q) for q → ∞. */
  | { readonly kind: "diverges" }
);

/** σ_w, σ_b and the mean square of the network's inputs. */
export interface Ensemble {
  readonly sigmaW: number;
  readonly sigmaB: number;
  readonly inputLength: number;
}

/**
 * ξ = −1 / ln χ₁, in layers. Infinity where χ₁ is 1 to 1e-14, which is as well as it is known; 0 for χ₁ = 0, as of the step.
 *
 * Source: Schoenholz, Gilmer, Ganguli and Sohl-Dickstein, "Deep information propagation" (2017).
 */
function depthScaleOf(chi1: number): number {
  return Math.abs(chi1 - 1) <= 1e-14 ? Infinity : Math.abs(1 / log(chi1)) * (chi1 < 1 ? 1 : -1);
}

/** Lengths below are taken for 0: the functions in use bend nowhere at so small a scale. */
const shortest = 1e-12;
/** Lengths above show whether a map that tends to slope 1 stays above the diagonal. */
const longest = 1e6;
/** An x at which the slopes of φ are those at infinity. */
const far = 1e100;
/** Relative rounding error of the length map, with some room. */
const noise = 1e-13;

/** The fixed point that the lengths come to from q₁ = σ_w² · inputLength + σ_b². The settings are checked by the caller. */
export function findFixedPoint(f: Nonlinearity, { sigmaW, sigmaB, inputLength }: Ensemble): FixedPoint {
  const breaks = breaksOf(f);
  const [weightVariance, biasVariance] = [sigmaW * sigmaW, sigmaB * sigmaB];
  const at = (q: number) => {
    const { meanSquare, slopeMeanSquare, growth } = momentsAt(f, breaks, q);
    return {
      next: weightVariance * meanSquare + biasVariance,
      slope: weightVariance * growth,
      chi: weightVariance * slopeMeanSquare,
    };
  };
  const fixed = (length: number): FixedPoint => {
    const { chi, slope } = at(length);
    return { kind: "fixed", length, slope, chi1: chi, depthScale: depthScaleOf(chi) };
  };
  const limit = (kind: "scale-free" | "diverges"): FixedPoint => {
    const chi1 = weightVariance * meanOfSquares(f.derivative(far), f.derivative(-far));
    return { kind, chi1, depthScale: depthScaleOf(chi1) };
  };

  if (sigmaB === 0 && isHomogeneous(f)) return limit("scale-free");
  let q = weightVariance * inputLength + biasVariance;
  if (q === 0) return fixed(0);

  const start = at(0);
  const comesToZero = start.next < 1e-250 * weightVariance && start.slope <= 1 + noise;
  const growsForEver = ratioAtInfinity(f, weightVariance) >= 1 - noise;

  // The length map m rises, so that from q₁ the lengths go one way, to the next fixed point. Each step here goes that way too, at
  // least as far as m itself does, until the fixed point is reached or passed: then it lies in the bracket.
  let [below, above] = [0, Infinity];
  for (let step = 0; step < 300; step++) {
    const { next, slope } = at(q);
    const gap = log(next / q);
    if (next > q) below = q;
    else above = q;
    const found = below > 0 && above < Infinity;
    if (!found && comesToZero && next < q * (1 + noise) && (q < shortest || next > q * (1 - noise)))
      return fixed(0);
    if (!found && next > q && (q > longest ? growsForEver : next === Infinity)) return limit("diverges");
    if (Math.abs(gap) <= 2 * Number.EPSILON || above - below <= 4 * Number.EPSILON * q) return fixed(q);

    // Newton's method for ln m(q) − ln q = 0 in ln q.
    const gapSlope = (q * slope) / next - 1;
    const newton = gapSlope < 0 ? -gap / gapSlope : Math.sign(gap) * Infinity;
    if (found) {
      const guess = q * exp(newton);
      q = below < guess && guess < above ? guess : Math.sqrt(below) * Math.sqrt(above);
    } else {
      const farthest = Math.max(Math.abs(gap), 2 * Math.LN2);
      q *= exp(Math.sign(gap) * Math.min(Math.max(Math.abs(newton), Math.abs(gap)), farthest));
    }
  }
  return fixed(q);
}

/** lim m(q) / q for q → ∞: σ_w² times the mean of both squared slopes of φ at infinity. */
function ratioAtInfinity(f: Nonlinearity, weightVariance: number): number {
  return weightVariance * meanOfSquares(f.value(far) / far, f.value(-far) / far);
}

function meanOfSquares(left: number, right: number): number {
  return (left * left + right * right) / 2;
}
