/** Float32 values by their bits, taken as whole numbers: first, first + step, … */
export interface Run {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

const patterns = 2 ** 32;
const valuesOfExponent = 2 ** 23;
const signsAndExponents = 2 ** 9;
const aroundAnEdge = 16;

/** All float32 values, in parts that take well under a second each. */
export function everyFloat(): Run[][] {
  return strided(1);
}

/**
 * Every `step`-th float32 value, and the 32 around each place where sign or exponent change in the bits: around both zeros and the least
 * number, where subnormal numbers end, around the largest number and infinity, and around every power of two.
 */
export function sampleOfFloats(step: number): Run[][] {
  const edges = Array.from({ length: signsAndExponents }, (_, edge) => ({
    first: (edge * valuesOfExponent - aroundAnEdge + patterns) % patterns,
    step: 1,
    count: 2 * aroundAnEdge,
  }));
  return [edges, ...strided(step)];
}

/** How many values the runs hold. */
export function countOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { count }) => sum + count, 0);
}

/** Calls `use` with the bits of all values of the runs, one after the other, as many at a time as the array holds. */
export function inBlocks(runs: readonly Run[], bits: Uint32Array, use: (count: number) => void): void {
  let filled = 0;
  for (const { first, step, count } of runs) {
    for (let i = 0; i < count; i++) {
      // A whole number beyond the last pattern goes on at the first one: the array keeps 32 bits.
      bits[filled] = first + i * step;
      filled += 1;
      if (filled < bits.length) continue;
      use(filled);
      filled = 0;
    }
  }
  if (filled > 0) use(filled);
}

function strided(step: number): Run[][] {
  const total = Math.ceil(patterns / step);
  const ofPart = 2 ** 20;
  return Array.from({ length: Math.ceil(total / ofPart) }, (_, part) => [
    { first: part * ofPart * step, step, count: Math.min(ofPart, total - part * ofPart) },
  ]);
}
