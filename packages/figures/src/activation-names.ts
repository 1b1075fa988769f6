import { type ActivationId, activations } from "@vanishing/activations";

/** The names of all activations in the table, by id: the options of a select. */
export const activationNames = Object.fromEntries(
  Object.values(activations).map(({ id, name }) => [id, name]),
) as Readonly<Record<ActivationId, string>>;
