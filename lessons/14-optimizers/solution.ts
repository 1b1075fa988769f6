interface MomentumParameter {
  readonly weights: readonly number[];
  readonly velocity: readonly number[];
}

export function momentumStep(
  parameter: MomentumParameter,
  gradient: readonly number[],
  settings: { readonly learningRate: number; readonly momentum: number },
): MomentumParameter {
  const { learningRate, momentum } = settings;
  const velocity = parameter.velocity.map((v, i) => momentum * v + (gradient[i] ?? 0));
  const weights = parameter.weights.map((w, i) => w - learningRate * (velocity[i] ?? 0));
  return { weights, velocity };
}

interface RmsPropParameter {
  readonly weights: readonly number[];
  readonly meanSquare: readonly number[];
}

export function rmsPropStep(
  parameter: RmsPropParameter,
  gradient: readonly number[],
  settings: { readonly learningRate: number; readonly alpha: number; readonly epsilon: number },
): RmsPropParameter {
  const { learningRate, alpha, epsilon } = settings;
  const meanSquare = parameter.meanSquare.map((v, i) => alpha * v + (1 - alpha) * (gradient[i] ?? 0) ** 2);
  const weights = parameter.weights.map(
    (w, i) => w - (learningRate * (gradient[i] ?? 0)) / (Math.sqrt(meanSquare[i] ?? 0) + epsilon),
  );
  return { weights, meanSquare };
}

interface AdamParameter {
  readonly weights: readonly number[];
  readonly mean: readonly number[];
  readonly meanSquare: readonly number[];
  readonly steps: number;
}

export function adamStep(
  parameter: AdamParameter,
  gradient: readonly number[],
  settings: {
    readonly learningRate: number;
    readonly beta1: number;
    readonly beta2: number;
    readonly epsilon: number;
  },
): AdamParameter {
  const { learningRate, beta1, beta2, epsilon } = settings;
  const steps = parameter.steps + 1;
  const mean = parameter.mean.map((m, i) => beta1 * m + (1 - beta1) * (gradient[i] ?? 0));
  const meanSquare = parameter.meanSquare.map((v, i) => beta2 * v + (1 - beta2) * (gradient[i] ?? 0) ** 2);
  const weights = parameter.weights.map((w, i) => {
    const correctedMean = (mean[i] ?? 0) / (1 - beta1 ** steps);
    const correctedMeanSquare = (meanSquare[i] ?? 0) / (1 - beta2 ** steps);
    return w - (learningRate * correctedMean) / (Math.sqrt(correctedMeanSquare) + epsilon);
  });
  return { weights, mean, meanSquare, steps };
}
