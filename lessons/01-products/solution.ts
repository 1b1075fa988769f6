export function pathGain(factors: readonly number[]): number {
  return factors.reduce((gain, factor) => gain * factor, 1);
}

export function logGain(factors: readonly number[]): number {
  return factors.reduce((sum, factor) => sum + Math.log10(Math.abs(factor)), 0);
}

export function layersUntil(gain: number, target: number): number {
  if (gain === 1) return target === 1 ? 0 : Number.POSITIVE_INFINITY;
  const layers = Math.max(0, Math.ceil(Math.log(target) / Math.log(gain)));
  // At an exact tie, such as 3 ** 2 = 9, the quotient may round up past the whole number.
  const oneLess = gain ** (layers - 1);
  const alreadyThere = gain < 1 ? oneLess <= target : oneLess >= target;
  return layers > 0 && alreadyThere ? layers - 1 : layers;
}
