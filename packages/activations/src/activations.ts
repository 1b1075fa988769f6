import type { Activation } from "./activation.ts";
import { relu } from "./relu.ts";
import { sigmoid } from "./sigmoid.ts";
import { tanh } from "./tanh.ts";

/** The table of activations, by id. `Object.values(activations)` gives the rows in this order. */
export const activations = { sigmoid, tanh, relu } as const satisfies Readonly<Record<string, Activation>>;

export type ActivationId = keyof typeof activations;

/**
 * The row with this id. For an id that comes from outside, such as a page's address; in code, import the row.
 *
 * @throws Error that lists the known ids, if there is no such row.
 */
export function activation(id: string): Activation {
  if (isActivationId(id)) return activations[id];
  throw new Error(
    `activation: expected one of the ids ${Object.keys(activations).join(", ")}; got ${describe(id)}. ` +
      "Ids are case-sensitive.",
  );
}

// Own keys only, because "constructor" and "toString" are properties of every object.
function isActivationId(id: unknown): id is ActivationId {
  return typeof id === "string" && Object.hasOwn(activations, id);
}

function describe(id: unknown): string {
  if (typeof id !== "string") return id === null ? "null" : `a value of type ${typeof id}`;
  const longest = 40;
  return JSON.stringify(id.length > longest ? `${id.slice(0, longest)}…` : id);
}
