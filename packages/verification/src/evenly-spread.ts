/**
 * So many points between two numbers, the same ones in every run. They cover the range evenly, and all bits of theirs differ: after each
 * whole step of the golden ratio, only what is behind the point is kept. (Random doubles of fast-check are mostly tiny or round, where
 * little is lost to rounding.)
 */
export function evenlySpread(from: number, to: number, count: number): number[] {
  const goldenRatio = (Math.sqrt(5) - 1) / 2;
  return Array.from({ length: count }, (_, i) => from + (to - from) * (((i + 1) * goldenRatio) % 1));
}
