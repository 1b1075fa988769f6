import { digits, withDigits } from "./digits.ts";
import { type BigNumber, exactly } from "./sixty-four-digits.ts";

/** Beyond it the continued fraction of erfc needs fewer steps than the series of erf. */
const farthestOfSeries = 4;

/** What a computation may lose in its last steps. */
const spareDigits = 6;

/** The error function 2/√π ∫₀ˣ e^(−t²) dt, to all digits. */
export function erf(x: BigNumber): BigNumber {
  if (x.abs().lessThan(farthestOfSeries)) return rounded(() => series(x));
  return exactly(1)
    .minus(erfc(x.abs()))
    .times(x.isNegative() ? -1 : 1);
}

/** The complementary error function 1 − erf x, to all digits wherever it is: erfc 38 is 4.8e-629. */
export function erfc(x: BigNumber): BigNumber {
  if (x.greaterThanOrEqualTo(farthestOfSeries)) return rounded(() => continuedFraction(x));
  // At 4 the difference cancels 8 digits.
  return rounded(() => exactly(1).minus(erf(x)), 8);
}

/** The density of the standard normal distribution, e^(−x²/2) / √(2π). */
export function standardNormalDensity(x: BigNumber): BigNumber {
  return rounded(() => x.times(x).div(-2).exp().div(pi().times(2).sqrt()));
}

/** The probability that a standard normal number is below x, erfc(−x/√2) / 2. */
export function standardNormalDistribution(x: BigNumber): BigNumber {
  // The square in e^(−x²/2) turns an error of x into one x² times as large.
  return rounded(() => erfc(x.neg().div(exactly(2).sqrt())).div(2), 2 * Math.max(0, x.e));
}

/** The logistic sigmoid 1 / (1 + e^−x), to all digits on both sides. */
export function sigmoid(x: BigNumber): BigNumber {
  return rounded(() => exactly(1).div(x.neg().exp().plus(1)));
}

/** ln(1 + x), to all digits near 0 too. */
export function log1p(x: BigNumber): BigNumber {
  return rounded(() => (x.abs().lessThan(0.1) ? logarithmNear1(x) : x.plus(1).ln()));
}

/** ln(1 + x) = 2 (w + w³/3 + w⁵/5 + …) with w = x / (2 + x). */
function logarithmNear1(x: BigNumber): BigNumber {
  const w = x.div(x.plus(2));
  let [power, sum] = [w, w];
  for (let n = 3; power.abs().greaterThan(unitOf(sum)); n += 2) {
    power = power.times(w).times(w);
    sum = sum.plus(power.div(n));
  }
  return sum.times(2);
}

/** erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1 · 3 · 5 ⋯ (2n+1)). No term is negative for x > 0, so that nothing cancels. */
function series(x: BigNumber): BigNumber {
  const square = x.times(x);
  let [term, sum] = [x, x];
  for (let n = 1; term.abs().greaterThan(unitOf(sum)); n += 1) {
    term = term
      .times(square)
      .times(2)
      .div(2 * n + 1);
    sum = sum.plus(term);
  }
  return sum.times(2).div(pi().sqrt()).times(square.neg().exp());
}

/** erfc x = e^(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))). */
function continuedFraction(x: BigNumber): BigNumber {
  // Enough for x from 4 on: found by trial for 32 to 400 digits.
  const steps = Math.ceil((digits() / x.toNumber()) ** 2 + digits() / 2);
  let below = x;
  for (let k = steps; k > 0; k -= 1) below = exactly(k).div(2).div(below).plus(x);
  return x.times(x).neg().exp().div(pi().sqrt()).div(below);
}

function pi(): BigNumber {
  return exactly(1).atan().times(4);
}

/** One unit in the last digit of x. */
function unitOf(x: BigNumber): BigNumber {
  return x.abs().times(exactly(10).pow(-digits()));
}

/** The result of a computation with a few digits more than now, rounded to those that there are now. */
function rounded(compute: () => BigNumber, more = 0): BigNumber {
  return withDigits(digits() + spareDigits + more, compute).toSignificantDigits(digits());
}
