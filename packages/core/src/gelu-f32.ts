import { headWithExactSquare } from "./error-function-f32.ts";
import { timesExpOfSumF32 } from "./exponential-f32.ts";

// Float32 arithmetic in the same form as in exponential-f32.ts, and constants as there.
const fround = Math.fround;

/**
 * Gaussian error linear unit x Φ(x) in float32 arithmetic, within 3 units in the last place, for a float32 x, where Φ is the distribution
 * function of the standard normal distribution. Subnormal below x = −13.15, −0 below −14.36.
 *
 * Left of 0 it is tiny and keeps its digits: x Φ(x) = −e^(−x²/2)·r with r = |x| Φ(−|x|) / e^(−x²/2). Right of 0 it is x Φ(x) = x − x Φ(−x).
 */
export function geluF32(x: number): number {
  const size = Math.abs(x);
  if (size < 0.84375) return fround(x * distributionNearZero(x));
  const tail = timesExpOfMinusHalfSquare(millsRatioTimes(size), size);
  return x < 0 ? -tail : fround(x - tail);
}

/**
 * Derivative Φ(x) + x φ(x) of the Gaussian error linear unit in float32 arithmetic, within 4 units in the last place, for a float32 x,
 * where φ is the density that belongs to Φ. Exactly 1/2 at 0. Beside its zero at −0.7518, where the two terms cancel, it keeps its digits
 * too. Subnormal below −13.35, −0 below −14.55.
 *
 * With d = Φ(−|x|) − |x| φ(x) it is d left of 0 and 1 − d right of it.
 */
export function geluDerivativeF32(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return derivativeNearZero(x);
  const left = timesExpOfMinusHalfSquare(derivativeOverExp(size), size);
  return x < 0 ? left : fround(1 - left);
}

/** Φ(x) = ½ + x·p for |x| < 27/32 with a polynomial p of x², fitted for the least relative error of Φ(−|x|), which is 4.5e-9. */
function distributionNearZero(x: number): number {
  const z = fround(x * x);
  let p = 9.810175833990797e-5;
  p = fround(fround(p * z) - 0.0011750044068321586);
  p = fround(fround(p * z) + 0.00996964331716299);
  p = fround(fround(p * z) - 0.06648986786603928);
  p = fround(fround(p * z) + 0.3989422619342804);
  return fround(0.5 + fround(x * p));
}

/** Φ(x) + x φ(x) = ½ + x·p for |x| < ½ with a polynomial p of x², fitted for the least relative error left of 0, which is 3.5e-9. */
function derivativeNearZero(x: number): number {
  const z = fround(x * x);
  let p = 0.0011822535889223218;
  p = fround(fround(p * z) - 0.009542305953800678);
  p = fround(fround(p * z) + 0.05985216051340103);
  p = fround(fround(p * z) - 0.2659624516963959);
  p = fround(fround(p * z) + 0.7978845834732056);
  return fround(0.5 + fround(x * p));
}

/**
 * x Φ(−x) / e^(−x²/2) for x ≥ 27/32: a polynomial of t = 1/(x + 7/8) − 13/32, fitted for the least relative error up to 14.75, which is
 * 3.3e-8. In powers of a t around 0 its terms are small, so that their rounding hardly counts.
 */
function millsRatioTimes(x: number): number {
  const t = fround(fround(1 / fround(Math.min(x, farthest) + 0.875)) - 0.40625);
  let p = 6.911095142364502;
  p = fround(fround(p * t) + 0.843921422958374);
  p = fround(fround(p * t) - 1.5525716543197632);
  p = fround(fround(p * t) + 1.0030497312545776);
  p = fround(fround(p * t) - 0.38774389028549194);
  p = fround(fround(p * t) - 0.22611579298973083);
  p = fround(fround(p * t) + 0.4904341697692871);
  p = fround(fround(p * t) - 0.2715550661087036);
  p = fround(fround(p * t) - 0.3892318606376648);
  return fround(fround(p * t) + 0.31449058651924133);
}

/**
 * (Φ(−x) − x φ(x)) / e^(−x²/2) for x ≥ ½: (x₀ − x)·p with its zero x₀, in two parts, and a polynomial p of t = 1/(x + 7/4). It is fitted
 * for the least relative error up to 14.75, which is 4.0e-9.
 */
function derivativeOverExp(x: number): number {
  const size = Math.min(x, farthest);
  const t = fround(1 / fround(size + 1.75));
  let p = 3.1783077716827393;
  p = fround(fround(p * t) - 8.088706016540527);
  p = fround(fround(p * t) + 8.140570640563965);
  p = fround(fround(p * t) - 3.5136992931365967);
  p = fround(fround(p * t) + 0.09953625500202179);
  p = fround(fround(p * t) + 0.12714742124080658);
  p = fround(fround(p * t) + 0.35514456033706665);
  p = fround(fround(p * t) + 0.2997773289680481);
  p = fround(fround(p * t) + 0.398944616317749);
  return fround(fround(fround(0.7517915368080139 - size) - 1.211444988769017e-8) * p);
}

/** factor · e^(−x²/2) for x ≥ 0, with x² in two parts. See expOfMinusSquare in error-function-f32.ts. */
function timesExpOfMinusHalfSquare(factor: number, x: number): number {
  const size = Math.min(x, farthest);
  const head = headWithExactSquare(size);
  const missing = fround(fround(size - head) * fround(size + head));
  return timesExpOfSumF32(factor, fround(-0.5 * fround(head * head)), fround(-0.5 * missing));
}

/** From here on both functions are 0 left of 0. */
const farthest = 14.75;
