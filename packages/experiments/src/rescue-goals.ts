import type { DeepLayerReport, DeepTrainingReport } from "./deep-training.ts";

/** What a network must come to after a treatment. Where the numbers come from: `rescueSpread200`. */
export const rescueGoals = {
  /** Of ∂L/∂z of the first layer to that of the last, in root mean squares, before the first step and in the end. */
  ratio: { low: 0.1, high: 10 },
  /** The loss must come below this: half of what a guess has. */
  loss: Math.LN2 / 2,
  /** In so many steps. */
  steps: 42,
} as const;

/** The root mean square of ∂L/∂z in the first layer, as a share of the last layer's. NaN where the last layer's is 0. */
export function gradientRatio(layers: readonly DeepLayerReport[]): number {
  return (layers.at(0)?.gradientRms ?? Number.NaN) / (layers.at(-1)?.gradientRms ?? Number.NaN);
}

/** The goals that a training missed, each as a sentence with the number. None: the network is sound. */
export function missedGoals({ losses, layers, layersAtEnd }: DeepTrainingReport): string[] {
  return [
    ...missedRatio(gradientRatio(layers), "at the start"),
    ...missedLoss(losses),
    ...missedRatio(gradientRatio(layersAtEnd), "in the end"),
    ...deadLayer(layersAtEnd),
  ];
}

/** Whether the gradient ratio of these layers is within the goal. */
export function arrives(layers: readonly DeepLayerReport[]): boolean {
  return missedRatio(gradientRatio(layers), "").length === 0;
}

function missedRatio(ratio: number, when: string): string[] {
  const { low, high } = rescueGoals.ratio;
  if (ratio >= low && ratio <= high) return [];
  return [`The ratio is ${twoDigits(ratio)} ${when}: ${low} to ${high} is the goal.`];
}

function missedLoss(losses: readonly number[]): string[] {
  const [loss, steps] = [losses.at(-1) ?? Number.NaN, losses.length - 1];
  if (loss < rescueGoals.loss) return [];
  return [
    `The loss is ${twoDigits(loss)} after ${steps} steps: below ${twoDigits(rescueGoals.loss)} is the goal.`,
  ];
}

function deadLayer(layers: readonly DeepLayerReport[]): string[] {
  const dead = layers.findIndex(({ deadShare }) => deadShare === 1);
  return dead === -1 ? [] : [`Layer ${dead + 1} is dead in the end: no dead layer is the goal.`];
}

/** Two digits, as a table or a sentence wants them. */
export function twoDigits(value: number): string {
  const isPlain = value === 0 || (value >= 0.001 && value < 10_000);
  return isPlain ? String(Number(value.toPrecision(2))) : value.toExponential(1).replace("+", "");
}
