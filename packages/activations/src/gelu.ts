import {
  erfc,
  exp,
  geluDerivativeF32,
  geluF32,
  standardNormalDensity,
  standardNormalDistribution,
} from "@vanishing/core";
import type { Activation } from "./activation.ts";
import { at, everywhere, reached, unboundedAbove } from "./bounds.ts";

const leastValue = -0.16997120747990366;
/** Φ(−√2) − √2 φ(√2). */
const steepestFall = erfc(1) / 2 - exp(-1) / Math.sqrt(Math.PI);
const steepestRise = 1 - steepestFall;

/** Beyond it Φ(−|x|) and φ(x) are 0, and what multiplies them must not be infinite. */
const farthest = 40;
/** Beyond it Φ(−|x|) and φ(x) are subnormal, or nearly so, and have lost digits. */
const farthestNormal = 37;

/**
 * The Gaussian error linear unit x Φ(x), where Φ is the distribution function of the standard normal distribution, and φ its density.
 *
 * f′(x) = Φ(x) + x φ(x), negative left of −0.752 and above 1 right of 0.752; f″(x) = φ(x) (2 − x²). Φ comes from erfc: 1 + erf(x/√2)
 * cancels left of 0, and is 0 from −8.4 on.
 *
 * Source: Hendrycks and Gimpel (2016).
 */
export const gelu: Activation = {
  id: "gelu",
  name: "GELU",
  // Rounding carries some values a unit past the lower bounds, and must not.
  value(x) {
    if (x < -farthestNormal) {
      const t = clipped(x);
      return -timesDensity(millsRatioTimes(-t), t);
    }
    return Math.max(x * standardNormalDistribution(x), leastValue);
  },
  derivative(x) {
    const t = clipped(x);
    return Math.max(standardNormalDistribution(t) + timesDensity(t, t), steepestFall);
  },
  f32: { value: geluF32, derivative: geluDerivativeF32, simd: "gelu" },
  secondDerivative(x) {
    const t = clipped(x);
    return timesDensity(2 - t * t, t);
  },
  parameters: {},
  pieces: [{ ...everywhere, formula: "x * standardNormalDistribution(x)" }],
  kinks: [],
  range: { infimum: reached(leastValue, at(-0.7517915246935645)), supremum: unboundedAbove },
  derivativeInfimum: reached(steepestFall, at(-Math.SQRT2)),
  derivativeSupremum: reached(steepestRise, at(Math.SQRT2)),
  lipschitz: steepestRise,
  criticalGain: undefined,
  symbolTex: "\\operatorname{GELU}",
  tex: "x\\cdot\\Phi\\left(x\\right)",
  derivativeTex: "\\Phi\\left(x\\right)+x\\cdot\\varphi\\left(x\\right)",
  source: {
    authors: ["Dan Hendrycks", "Kevin Gimpel"],
    title: "Gaussian Error Linear Units (GELUs)",
    year: 2016,
    publication: "arXiv:1606.08415",
    note: "Section 2.",
  },
};

function clipped(x: number): number {
  return Math.min(Math.max(x, -farthest), farthest);
}

/** factor · φ(x), where φ(x) is subnormal as factor · φ(|x| − 1) · e^(1/2 − |x|): both numbers are exact. */
function timesDensity(factor: number, x: number): number {
  const size = Math.abs(x);
  return size > farthestNormal
    ? factor * standardNormalDensity(size - 1) * exp(0.5 - size)
    : factor * standardNormalDensity(x);
}

/** x Φ(−x) / φ(x) = x / (x + 1/(x + 2/(x + 3/(x + …)))) for x from 37 on, where eight steps are enough. */
function millsRatioTimes(x: number): number {
  let below = x;
  for (let k = 8; k > 0; k -= 1) below = x + k / below;
  return x / below;
}
