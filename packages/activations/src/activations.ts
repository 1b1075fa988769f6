import type { Activation } from "./activation.ts";
import { arctan } from "./arctan.ts";
import { celu } from "./celu.ts";
import { elu } from "./elu.ts";
import { erf } from "./erf.ts";
import { gelu } from "./gelu.ts";
import { geluTanh } from "./gelu-tanh.ts";
import { hardSigmoidFifth } from "./hard-sigmoid-fifth.ts";
import { hardSigmoidSixth } from "./hard-sigmoid-sixth.ts";
import { hardSwish } from "./hard-swish.ts";
import { hardTanh } from "./hard-tanh.ts";
import { identity } from "./identity.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { logSigmoid } from "./log-sigmoid.ts";
import { mish } from "./mish.ts";
import { prelu } from "./prelu.ts";
import { relu } from "./relu.ts";
import { relu6 } from "./relu6.ts";
import { selu } from "./selu.ts";
import { sigmoid } from "./sigmoid.ts";
import { silu } from "./silu.ts";
import { softplus } from "./softplus.ts";
import { softsign } from "./softsign.ts";
import { step } from "./step.ts";
import { tanh } from "./tanh.ts";

/** The table of activations, by id. `Object.values(activations)` gives the rows in this order. */
export const activations = {
  identity,
  step,
  sigmoid,
  hardSigmoidSixth,
  hardSigmoidFifth,
  tanh,
  hardTanh,
  relu,
  relu6,
  leakyRelu,
  prelu,
  elu,
  selu,
  celu,
  softplus,
  softsign,
  silu,
  hardSwish,
  gelu,
  geluTanh,
  mish,
  logSigmoid,
  arctan,
  erf,
} as const satisfies Readonly<Record<string, Activation>>;

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
