/**
 * The value below which a share of the sample lies, interpolated linearly between the two nearest order statistics
 * (definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996).
 *
 * @param share between 0 and 1: 0.5 is the median.
 * @throws RangeError for an empty sample, or a share outside 0 to 1.
 */
export function quantile(sample: readonly number[], share: number): number {
  if (sample.length === 0)
    throw new RangeError("a quantile needs at least one value, and the sample is empty");
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`a quantile's share is between 0 and 1, not ${share}`);
  const sorted = sample.toSorted((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const lower = sorted[below] as number;
  const upper = sorted[Math.ceil(position)] as number;
  return lower + (position - below) * (upper - lower);
}

/** The middle of the sample, which one slow run does not move. */
export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}
