import {
  type MoonsActivation,
  type MoonsEpoch,
  type MoonsOptimizer,
  moonsActivations,
  moonsExperiment,
} from "@vanishing/experiments";

/** What the gradients in the picture are of. */
export type GradientOf = "weights" | "preActivations";

export interface MoonsValues {
  readonly activation: MoonsActivation;
  readonly optimizer: MoonsOptimizer;
  readonly gradientOf: GradientOf;
  readonly seed: number;
}

/** The network after one epoch, in the numbers of the picture. */
export interface MoonsPoint {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly testAccuracy: number;
  /** ‖∂L/∂W‖ or ‖∂L/∂z‖ of each layer, from the input on. */
  readonly gradientNorms: readonly number[];
}

/** The training so far. */
export interface MoonsRun {
  readonly values: MoonsValues;
  readonly activationName: string;
  /** From before the first step on. */
  readonly points: readonly MoonsPoint[];
  /** ‖W − W₀‖ / ‖W₀‖ of each layer now. */
  readonly changes: readonly number[];
  /** The weights of the first layer: those of input 1, then those of input 2. */
  readonly firstWeight: readonly { readonly before: number; readonly now: number }[];
}

/** What measures a training: the packages' functions, or a learner's. */
export interface MoonsMeasures {
  readonly gradientRms: (gradient: readonly number[]) => number;
  readonly relativeChange: (before: readonly number[], after: readonly number[]) => number;
}

/** The classic experiment, epoch by epoch: 2–10×8–1 on two moons. */
export function* moonsTraining(values: MoonsValues, measures?: MoonsMeasures): Generator<MoonsRun, void> {
  const { activation, optimizer, gradientOf, seed } = values;
  const points: MoonsPoint[] = [];
  let start: MoonsEpoch | undefined;
  for (const now of moonsExperiment({ activation, optimizer, seed })) {
    start ??= now;
    const { epoch, loss, accuracy, testAccuracy, layers } = now;
    const gradientNorms = layers.map(({ weightGradient, weightGradientNorm, gradientNorm }) => {
      if (gradientOf === "preActivations") return gradientNorm;
      if (measures === undefined) return weightGradientNorm;
      return Math.sqrt(weightGradient.length) * measures.gradientRms(weightGradient);
    });
    points.push({ epoch, loss, accuracy, testAccuracy, gradientNorms });
    yield {
      values,
      activationName: moonsActivations[activation].name,
      points: [...points],
      changes: layers.map(({ weight, relativeChange }, place) =>
        measures ? measures.relativeChange(start?.layers[place]?.weight ?? [], weight) : relativeChange,
      ),
      firstWeight: (layers[0]?.weight ?? []).map((entry, place) => ({
        before: start?.layers[0]?.weight[place] ?? entry,
        now: entry,
      })),
    };
  }
}

/** The training to its end. */
export function moonsRun(values: MoonsValues, measures?: MoonsMeasures): MoonsRun {
  let last: MoonsRun | undefined;
  for (const run of moonsTraining(values, measures)) last = run;
  if (!last) throw new Error("The experiment gave no epoch.");
  return last;
}
