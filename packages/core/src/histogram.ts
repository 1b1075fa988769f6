import { describeValue, failure } from "./failure.ts";
import type { Matrix } from "./matrix.ts";

/** How many entries of a matrix lie where, in bins of equal width. */
export interface Histogram {
  /** The least finite entry: where the first bin begins. NaN when there is no finite entry. */
  readonly from: number;
  /** The largest finite entry: where the last bin ends, itself included. */
  readonly to: number;
  /** Entries in each bin, which holds its lower end. */
  readonly counts: readonly number[];
  /** How many entries are NaN or ±Infinity; no bin counts them. */
  readonly notFinite: number;
}

/** How many entries of a matrix have which order of magnitude. */
export interface Magnitudes {
  /** One count for each power of ten from the least to the largest that occurs: entries with 10^exponent ≤ |x| < 10^(exponent + 1). */
  readonly decades: readonly { readonly exponent: number; readonly count: number }[];
  readonly zeros: number;
  /** How many entries are NaN or ±Infinity. */
  readonly notFinite: number;
}

/**
 * The entries of `m` in `bins` bins of equal width from the least finite entry to the largest. Where all are equal, the first
 * bin has them all.
 *
 * @throws when bins is not a whole number from 1 to 10,000.
 */
export function histogram(m: Matrix, bins: number): Histogram {
  if (!Number.isInteger(bins) || bins < 1 || bins > 10_000) {
    throw failure("histogram", "a whole number of bins from 1 to 10,000", describeValue(bins), "try 20");
  }
  const finite = [...m.data].filter(Number.isFinite);
  const notFinite = m.data.length - finite.length;
  const counts: number[] = new Array(bins).fill(0);
  if (finite.length === 0) return { from: Number.NaN, to: Number.NaN, counts, notFinite };
  const from = finite.reduce((least, entry) => Math.min(least, entry), Infinity);
  const to = finite.reduce((most, entry) => Math.max(most, entry), -Infinity);
  // Halves, because the whole width of ±1.7e308 is beyond float64.
  const halfWidth = to / 2 - from / 2;
  for (const entry of finite) {
    const share = halfWidth === 0 ? 0 : (entry / 2 - from / 2) / halfWidth;
    const bin = Math.min(Math.floor(share * bins), bins - 1);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { from, to, counts, notFinite };
}

// 1e-324 is 0 in float64; its decade holds 5e-324, the smallest number above 0.
const powersOfTen = Array.from({ length: 633 }, (_, place) => Number(`1e${place - 324}`));

/** The entries of `m` by their power of ten: what a gradient that vanishes by a factor a layer is best looked at with. */
export function magnitudes(m: Matrix): Magnitudes {
  const counts = new Map<number, number>();
  let [zeros, notFinite] = [0, 0];
  for (const entry of m.data) {
    if (entry === 0) zeros++;
    else if (!Number.isFinite(entry)) notFinite++;
    else {
      const exponent = powerOfTen(Math.abs(entry));
      counts.set(exponent, (counts.get(exponent) ?? 0) + 1);
    }
  }
  const exponents = [...counts.keys()];
  const least = exponents.reduce((least, exponent) => Math.min(least, exponent), Infinity);
  const most = exponents.reduce((most, exponent) => Math.max(most, exponent), -Infinity);
  const decades = Array.from({ length: counts.size === 0 ? 0 : most - least + 1 }, (_, place) => {
    return { exponent: least + place, count: counts.get(least + place) ?? 0 };
  });
  return { decades, zeros, notFinite };
}

/** The exponent of the largest power of ten up to x, by bisection: the logarithm of 1000 may round to below 3. */
function powerOfTen(x: number): number {
  let [low, high] = [0, powersOfTen.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((powersOfTen[middle] as number) <= x) low = middle;
    else high = middle;
  }
  return low - 324;
}
