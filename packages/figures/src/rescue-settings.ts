/** What the figure's controls hold: the network by its seed, and for each part what comes in its place, or that it is kept. */
export interface RescueValues {
  readonly activation: keyof typeof activationOptions;
  readonly gain: keyof typeof gainOptions;
  readonly normalization: keyof typeof normalizationOptions;
  readonly branches: keyof typeof branchOptions;
  readonly rate: keyof typeof rateOptions;
  readonly clip: keyof typeof clipOptions;
  readonly seed: number;
}

const keep = "as it is";

export const activationOptions = { keep, relu: "ReLU", tanh: "tanh", sigmoid: "sigmoid" } as const;
export const gainOptions = { keep, one: "σ_w = 1", he: "σ_w = √2 (He)", double: "σ_w = 2" } as const;
export const normalizationOptions = { keep, none: "none", batch: "batch norm", layer: "layer norm" } as const;
export const branchOptions = {
  keep,
  none: "none",
  scaled: "scaled, 1/√depth",
  whole: "in full",
} as const;
export const rateOptions = { keep, low: "0.0004", usual: "0.004", high: "0.04" } as const;
export const clipOptions = { keep, one: "to a norm of 1" } as const;

/** The goals of a rescue, and the steps of a report, apart from the engine that holds them: the page draws them and does not fetch it. */
export const goals = { low: 0.1, high: 10, loss: Math.LN2 / 2, steps: 42, stepsOfReport: 4 } as const;

/** Nothing is changed. */
export const untreated = {
  activation: "keep",
  gain: "keep",
  normalization: "keep",
  branches: "keep",
  rate: "keep",
  clip: "keep",
} as const satisfies Omit<RescueValues, "seed">;
