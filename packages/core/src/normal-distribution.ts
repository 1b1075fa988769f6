import { erfc, erfcBeyond, square } from "./error-function.ts";
import { expOfSum } from "./exponential.ts";

/**
 * Density φ(x) = e^(−x²/2) / √(2π) of the standard normal distribution in float64, within 2 units in the last place, down to where it
 * underflows near |x| = 38.6. Even; φ(±∞) = 0; NaN for NaN.
 */
export function standardNormalDensity(x: number): number {
  const { head, tail } = square(x);
  // float64 takes 1/√(2π) too large, by a relative 6.2e-17. The exponent makes up for most of it; for all of it, φ(0) would suffer.
  return x > 40 || x < -40 ? 0 : oneOverRootTwoPi * expOfSum(-head / 2, -5e-17 - tail / 2);
}

/**
 * Distribution function Φ(x) = erfc(−x/√2) / 2 of the standard normal distribution in float64, within 3 units in the last place (a
 * relative 7e-16), down to where it underflows near x = −38.5. Φ(0) = 1/2; Φ(−∞) = 0; Φ(∞) = 1; NaN for NaN.
 *
 * Rounding x/√2 to t would cost erfc(t) up to 700 units far to the left. There x² comes from x itself; else the first term of
 * Taylor's series makes up for the rounding: Φ(x) = erfc(t)/2 + φ(x)·(x + √2·t).
 */
export function standardNormalDistribution(x: number): number {
  const t = x / -Math.SQRT2;
  if (t >= 1.25 && t < 28) {
    const { head, tail } = square(x);
    return erfcBeyond(t, { head: head / 2, tail: tail / 2 }) / 2;
  }
  const lost = t > -1.25 && t < 1.25 ? standardNormalDensity(x) * sumWithRootTwoTimes(t, x) : 0;
  return erfc(t) / 2 + lost;
}

/** x + √2·t where the two nearly cancel. Products of the parts of √2 and of t, 24 bits and the rest, lose nothing that counts. */
function sumWithRootTwoTimes(t: number, x: number): number {
  const head = Math.fround(t);
  return x + head * 1.4142135381698608 + head * 2.420323420895794e-8 + (t - head) * Math.SQRT2;
}

const oneOverRootTwoPi = 0.3989422804014327;
