/** What evaluation normalises with. */
export interface Statistics {
  readonly mean: number;
  readonly variance: number;
}

/** What a batch norm passes back. */
export interface Gradients {
  readonly x: readonly number[];
  readonly gamma: number;
  readonly beta: number;
}

const meanOf = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

function ofBatch(x: readonly number[]): Statistics {
  const mean = meanOf(x);
  return { mean, variance: meanOf(x.map((entry) => (entry - mean) ** 2)) };
}

export function batchNorm(x: readonly number[], gamma: number, beta: number, epsilon: number): number[] {
  if (x.length < 2) throw new Error(`A batch needs at least 2 examples, and this one has ${x.length}.`);
  return batchNormEvaluation(x, ofBatch(x), gamma, beta, epsilon);
}

export function batchNormBackward(
  x: readonly number[],
  gamma: number,
  epsilon: number,
  upstream: readonly number[],
): Gradients {
  const { mean, variance } = ofBatch(x);
  const s = Math.sqrt(variance + epsilon);
  const normalized = x.map((entry) => (entry - mean) / s);
  const products = upstream.map((g, i) => g * (normalized[i] as number));
  const [meanOfG, meanOfProducts] = [meanOf(upstream), meanOf(products)];
  return {
    x: upstream.map((g, i) => (gamma / s) * (g - meanOfG - (normalized[i] as number) * meanOfProducts)),
    gamma: meanOfProducts * x.length,
    beta: meanOfG * x.length,
  };
}

export function updateStatistics(old: Statistics, x: readonly number[], momentum: number): Statistics {
  const { mean, variance } = ofBatch(x);
  const unbiased = (variance * x.length) / (x.length - 1);
  return {
    mean: (1 - momentum) * old.mean + momentum * mean,
    variance: (1 - momentum) * old.variance + momentum * unbiased,
  };
}

export function batchNormEvaluation(
  x: readonly number[],
  { mean, variance }: Statistics,
  gamma: number,
  beta: number,
  epsilon: number,
): number[] {
  const s = Math.sqrt(variance + epsilon);
  return x.map((entry) => (gamma * (entry - mean)) / s + beta);
}
