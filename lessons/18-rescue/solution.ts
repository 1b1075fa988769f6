export interface LayerReport {
  readonly valueRms: number;
  readonly outputRms: number;
  readonly slopeRms: number;
  readonly gradientRms: number;
  readonly deadShare: number;
  readonly saturatedShare: number;
  readonly updateRatio: number;
}

export interface Report {
  readonly losses: readonly number[];
  readonly chanceLoss: number;
  readonly layers: readonly LayerReport[];
  readonly layersAtEnd: readonly LayerReport[];
}

export interface Treatment {
  readonly activation?: "relu" | "sigmoid" | "tanh" | undefined;
  readonly gain?: number | undefined;
  readonly normalization?: "none" | "batch" | "layer" | undefined;
  readonly branchScale?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly clip?: number | undefined;
}

export function prescribe({ layers }: Report): Treatment {
  const [first, last] = [layers.at(0), layers.at(-1)];
  if (first === undefined || last === undefined) return {};
  const ratio = first.gradientRms / last.gradientRms;
  const passesOn = ratio >= 0.1 && ratio <= 10;
  // No slope of a sigmoid is above 1/4.
  const isFlat = layers.every(({ slopeRms }) => slopeRms < 0.26);
  // Where the gradient vanishes, only the last layer's step speaks of the rate, and only if any value arrives there.
  const step = last.updateRatio;
  const isWrong = step > 0.3 || (step < 0.001 && last.valueRms > 0.1);
  return {
    activation: isFlat ? "tanh" : undefined,
    branchScale: passesOn ? undefined : 1 / Math.sqrt(layers.length),
    learningRate: isWrong ? 0.004 : undefined,
  };
}
