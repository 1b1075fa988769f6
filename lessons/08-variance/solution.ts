/** A stream of random numbers from a seed. Each call gives the next one. */
export interface RandomStream {
  /** Uniform from 0 to below 1. */
  next(): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
}

/** A weight matrix (fan-in, fan-out): one row for each input, and in it one weight for each unit that reads this input. */
export type Weight = readonly (readonly number[])[];

export function glorot(draw: RandomStream, fanIn: number, fanOut: number): number[][] {
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return Array.from({ length: fanIn }, () =>
    Array.from({ length: fanOut }, () => limit * (2 * draw.next() - 1)),
  );
}

export function he(draw: RandomStream, fanIn: number, fanOut: number): number[][] {
  const standardDeviation = Math.sqrt(2 / fanIn);
  return Array.from({ length: fanIn }, () =>
    Array.from({ length: fanOut }, () => standardDeviation * draw.normal()),
  );
}

export function layerVariances(
  weights: readonly Weight[],
  inputMeanSquare: number,
  meanSquareAfter: (q: number) => number,
): number[] {
  const variances: number[] = [];
  let meanSquare = inputMeanSquare;
  for (const weight of weights) {
    const fanIn = weight.length;
    const entries = weight.flat();
    const variance = entries.reduce((sum, entry) => sum + entry ** 2, 0) / entries.length;
    const q = fanIn * variance * meanSquare;
    variances.push(q);
    meanSquare = meanSquareAfter(q);
  }
  return variances;
}
