import { type Activation, gelu, mish, relu, selu, silu, tanh } from "@vanishing/activations";

/** The activations that can race, by id. */
export const smoothActivations = { gelu, silu, mish, selu, relu, tanh } as const satisfies Readonly<
  Record<string, Activation>
>;

export type SmoothActivationId = keyof typeof smoothActivations;

/** Their names: the options of a select. */
export const smoothActivationNames = Object.fromEntries(
  Object.values(smoothActivations).map(({ id, name }) => [id, name]),
) as Readonly<Record<SmoothActivationId, string>>;
