import { type Check, emptyCheck, failed, passed, type Verdict } from "./check.ts";
import { describeValue, isList } from "./describe-value.ts";
import { describeError, failureMessage } from "./message.ts";

/**
 * How a gradient's norm changes from layer to layer:
 * - geometric: norm(k) = norm(0) · rateᵏ
 * - power: norm(k) = coefficient · k^exponent, for k ≥ 1
 * - at most: norm(k) ≤ norm(0) · rateᵏ
 */
export type DecayLaw =
  | { readonly law: "geometric"; readonly rate: number }
  | { readonly law: "power"; readonly exponent: number; readonly coefficient: number }
  | { readonly law: "at most"; readonly rate: number };

export type Decay = DecayLaw &
  Check & {
    /** The largest error that passes, relative to the law's value in that layer. */
    readonly tolerance: number;
    readonly toleranceFrom: string;
    /** The first layer that the law speaks of; 0 unless told. */
    readonly from?: number;
  };

/**
 * Checks the norms of a gradient, one a layer: `norms[k]` is what is left after k layers.
 * A failure names the first layer where the norm leaves its bounds.
 */
export function toDecayLike(received: unknown, decay: Decay): Verdict {
  if (!isList(received)) {
    return failed(
      `${decay.why}\n\nA list of norms is needed here, one a layer, and this is ${describeValue(received)}.`,
    );
  }
  const norms = Array.from(received as ArrayLike<unknown>);
  const from = decay.from ?? 0;
  if (norms.length < from + 2) {
    return failed(
      `${decay.why}\n\nThe list has ${norms.length} norms, and the law speaks of layer ${from} and of those after it.`,
    );
  }
  if (decay.law !== "power" && !(typeof norms[0] === "number" && norms[0] > 0)) {
    return failed(
      `${decay.why}\n\nBefore the first layer there must be a gradient above 0, and this is ${describeValue(norms[0])}.`,
    );
  }
  for (let layer = from; layer < norms.length; layer++) {
    const norm = norms[layer];
    const expected = lawAt(decay, layer, norms[0]);
    if (!isNormal(expected)) {
      throw emptyCheck(`in layer ${layer} the law gives ${expected}, where numbers lose their digits`);
    }
    if (holds(norm, expected, decay)) continue;
    return failed(
      failureMessage(decay.why, [
        ["first layer out of bounds", `${layer}`],
        ["expected", `${decay.law === "at most" ? "at most " : ""}${describeValue(expected)}`],
        ["received", describeValue(norm)],
        [
          "relative error",
          typeof norm === "number" ? describeError(Math.abs(norm - expected) / expected) : undefined,
        ],
        ["tolerance", `${describeError(decay.tolerance)} (${decay.toleranceFrom})`],
        ["seed", decay.seed?.toString()],
      ]),
    );
  }
  return passed;
}

/** Whether a number is in the range in which float64 keeps 53 bits. */
function isNormal(value: number): boolean {
  return value >= 2 ** -1022 && value <= Number.MAX_VALUE;
}

function lawAt(decay: Decay, layer: number, first: unknown): number {
  if (decay.law === "power") return decay.coefficient * layer ** decay.exponent;
  return (first as number) * decay.rate ** layer;
}

function holds(norm: unknown, expected: number, decay: Decay): boolean {
  if (typeof norm !== "number" || !Number.isFinite(norm) || norm < 0) return false;
  if (decay.law === "at most") return norm <= expected * (1 + decay.tolerance);
  return Math.abs(norm - expected) <= decay.tolerance * expected;
}
