/** How the layer of the figure is trained: long enough for units to come back that can. */
export const training = { steps: 400, units: 24, inputs: 48, noise: 0.1, leak: 0.1 } as const;

/** The activations that the figure compares. */
export type RectifierId = "relu" | "leakyRelu" | "elu";

/** What the figure's controls hold. */
export interface RectifiersValues {
  readonly activation: RectifierId;
  readonly learningRate: number;
  readonly seed: number;
}
