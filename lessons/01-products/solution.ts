export function pathGain(factors: readonly number[]): number {
  return factors.reduce((gain, factor) => gain * factor, 1);
}

export function logGain(factors: readonly number[]): number {
  return factors.reduce((sum, factor) => sum + Math.log10(Math.abs(factor)), 0);
}

export function layersUntil(gain: number, target: number): number {
  if (gain === 1) return target === 1 ? 0 : Number.POSITIVE_INFINITY;
  return Math.max(0, Math.ceil(Math.log(target) / Math.log(gain)));
}
