import { describeValue, failure } from "@vanishing/core";
import { constantInitializer, zerosInitializer } from "./constant.ts";
import { frameworkDefaultInitializer } from "./framework-default.ts";
import { identityInitializer } from "./identity.ts";
import type { Initializer, InitializerSettings } from "./initializer.ts";
import { lsuvInitializer } from "./lsuv.ts";
import { normalInitializer } from "./normal.ts";
import { orthogonalInitializer } from "./orthogonal.ts";
import { sparseInitializer } from "./sparse.ts";
import { truncatedNormalInitializer } from "./truncated-normal.ts";
import { uniformInitializer } from "./uniform.ts";
import {
  glorotNormalInitializer,
  glorotUniformInitializer,
  heNormalInitializer,
  heUniformInitializer,
  lecunNormalInitializer,
  lecunUniformInitializer,
} from "./variance-scaling.ts";

/** The table of initialisers, by id. `Object.values(initializers)` gives the rows in this order. */
export const initializers = {
  zeros: zerosInitializer,
  constant: constantInitializer,
  uniform: uniformInitializer,
  normal: normalInitializer,
  truncatedNormal: truncatedNormalInitializer,
  lecunUniform: lecunUniformInitializer,
  lecunNormal: lecunNormalInitializer,
  glorotUniform: glorotUniformInitializer,
  glorotNormal: glorotNormalInitializer,
  heUniform: heUniformInitializer,
  heNormal: heNormalInitializer,
  frameworkDefault: frameworkDefaultInitializer,
  orthogonal: orthogonalInitializer,
  identity: identityInitializer,
  sparse: sparseInitializer,
  lsuv: lsuvInitializer,
} as const satisfies Readonly<Record<string, Initializer>>;

export type InitializerId = keyof typeof initializers;

/**
 * The row with this id. For an id that comes from outside, such as a page's address; in code, import the function.
 *
 * @throws when there is no such row; the error lists the known ids.
 */
export function initializer(id: string): Initializer {
  if (isInitializerId(id)) return initializers[id];
  throw failure(
    "initializer",
    `one of the ids ${Object.keys(initializers).join(", ")}`,
    describeValue(id),
    "ids are case-sensitive",
  );
}

// Own keys only, because "constructor" and "toString" are properties of every object.
function isInitializerId(id: unknown): id is InitializerId {
  return typeof id === "string" && Object.hasOwn(initializers, id);
}

/** The standard deviation of an entry, √variance, for a row of the table and the settings of a draw. */
export function standardDeviationOf(row: Initializer, settings: InitializerSettings): number {
  return Math.sqrt(row.variance(settings));
}

/**
 * σ_w = √(fan-in · variance), by which `meanField` knows an initialiser: √2 for He, 1/√3 for the framework default, √(2 fanIn / (fanIn +
 * fanOut)) for Glorot.
 */
export function sigmaWOf(row: Initializer, settings: InitializerSettings): number {
  return Math.sqrt(settings.fanIn * row.variance(settings));
}
