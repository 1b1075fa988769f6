import { type Activation, relu, sigmoid, tanh } from "@vanishing/activations";

/** The activations that the figures offer, by id. The whole table would weigh on every page that has a figure. */
export const figureActivations = { sigmoid, tanh, relu } as const satisfies Readonly<
  Record<string, Activation>
>;

export type FigureActivationId = keyof typeof figureActivations;

/** Their names: the options of a select. */
export const activationNames = Object.fromEntries(
  Object.values(figureActivations).map(({ id, name }) => [id, name]),
) as Readonly<Record<FigureActivationId, string>>;
