import { type Check, checkTolerance, emptyCheck, failed, passed, type Verdict } from "./check.ts";
import { type Band, bandsOf, type DecayLaw, type Spread } from "./decay-law.ts";
import { describeValue, isList } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { describeError, failureMessage } from "./message.ts";
import { reading } from "./outcome.ts";

export type Decay = DecayLaw &
  Check & {
    /** The largest error that passes, relative to the law's value in that layer. */
    readonly tolerance: number;
    readonly toleranceFrom: string;
    /** What one random network strays from the law, beside the tolerance. */
    readonly spread?: Spread;
    /** The first layer that the law speaks of; 0 unless told. */
    readonly from?: number;
    /** How many layers there must be, so that there are as many norms and one; any number from 1 on unless told or given by factors. */
    readonly layers?: number;
  };

/**
 * Checks the norms of a gradient, one a layer: `norms[k]` is what is left after k layers. A norm of exactly 0 keeps no law.
 * A failure names the first layer where the norm leaves its bounds.
 */
export function toDecayLike(received: unknown, decay: Decay): Verdict {
  const { why, tolerance, from = 0 } = decay;
  checkTolerance(tolerance);
  const layers = decay.law === "factors" ? decay.factors.length : decay.layers;
  if (layers !== undefined && layers <= from) throw emptyCheck(`its law speaks of no layer after ${from}`);
  const read = reading(() => readNorms(received, from, layers));
  if ("unreadable" in read) return failed(`${why}\n\nA list of norms is needed here: ${read.unreadable}.`);
  if (typeof read.result === "string") return failed(`${why}\n\n${read.result}`);

  const norms = read.result;
  const [first] = norms;
  if (decay.law !== "power" && !(typeof first === "number" && first > 0)) {
    return failed(
      `${why}\n\nBefore the first layer there must be a gradient above 0, and this is ${describeValue(first)}.`,
    );
  }
  const bandIn = bandsOf(decay, first as number, norms.length - 1, tolerance, decay.spread);
  for (let layer = from; layer < norms.length; layer++) {
    const norm = norms[layer];
    const band = bandIn(layer);
    if (!keeps(norm, band)) return failed(messageFor(norm, layer, band, decay));
  }
  return passed;
}

/** The largest number of norms that is looked at: no network is deeper. */
const most = 1_000_000;

/** A copy of a list of norms, or what is wrong with it. */
function readNorms(received: unknown, from: number, layers: number | undefined): unknown[] | string {
  if (!isList(received)) {
    return `A list of norms is needed here, one a layer, and this is ${describeValue(received)}.`;
  }
  const { length } = received;
  if (length > most) return `The list has ${length} entries, and a list of norms has one a layer.`;
  if (layers !== undefined && length !== layers + 1) {
    return `The list has ${length} norms, and ${layers} layers have ${layers + 1}: one before the first and one after each.`;
  }
  if (length < from + 2) {
    return `The list has ${length} norms, and the law speaks of layer ${from} and of those after it.`;
  }
  return Array.from(received as ArrayLike<unknown>);
}

function keeps(norm: unknown, { lowest, highest }: Band): norm is number {
  return typeof norm === "number" && norm > 0 && norm >= lowest && norm <= highest;
}

function messageFor(norm: unknown, layer: number, band: Band, decay: Decay): string {
  const isNumber = typeof norm === "number" && !Number.isNaN(norm);
  const nearest = isNumber && norm < band.low ? band.low : band.high;
  return failureMessage(decay.why, [
    ["first layer out of bounds", `${layer}`],
    ["expected", describeBand(band, decay.spread)],
    ["received", describeValue(norm)],
    ["note", isNumber ? noteOn(norm) : notANumber(norm)],
    ["relative error", isNumber && norm > 0 ? describeError(Math.abs(norm - nearest) / nearest) : undefined],
    ["tolerance", `${describeError(decay.tolerance)} (${decay.toleranceFrom})`],
    ["spread", decay.spread && describeSpread(decay.spread, layer)],
    ["seed", decay.seed?.toString()],
  ]);
}

function noteOn(norm: number): string | undefined {
  if (norm === 0) return "nothing is left of the gradient: a norm of exactly 0 says nothing about decay";
  return norm < 0 ? "a norm is never below 0" : undefined;
}

function describeBand({ low, high, lowest, highest }: Band, spread: Spread | undefined): string {
  const withSpread = spread ? `, with its spread ${digits(lowest)} to ${digits(highest)}` : "";
  if (low === 0) return `at most ${digits(high, 12)}${withSpread}`;
  return `${digits(low, 12)}${low === high ? "" : ` to ${digits(high, 12)}`}${withSpread}`;
}

function describeSpread({ perLayer, falseAlarm }: Spread, layer: number): string {
  const strayed = digits(perLayer * Math.sqrt(layer));
  return `${digits(perLayer)} a layer in ln norm, ${strayed} by here; a right network leaves the band with probability ${falseAlarm.toExponential()}`;
}

function digits(value: number, count = 3): string {
  return String(Number(value.toPrecision(count)));
}
