import { formatNumber } from "./frame/format.ts";
import {
  type Expression,
  type ExpressionId,
  type ExpressionOperation,
  expressions,
  type GivenName,
  givenLabels,
  operationCount,
} from "./tape-expressions.ts";
import { type Trace, traceOfCore, type Visit } from "./tape-trace.ts";

/** The steps of the figure: the given numbers, each operation forward, the seed, each operation backward. */
export const lastStep = 2 * operationCount + 1;

/** What the figure's controls hold. */
export interface TapeValues extends Readonly<Record<GivenName, number>> {
  readonly expression: ExpressionId;
  /** From 0 to `lastStep`. */
  readonly step: number;
}

/** A record of the tape, as far as it is known at the step that is shown. */
export interface TapeRow {
  readonly place: number;
  readonly name: string;
  /** How it is computed; empty for a given number. */
  readonly formula: string;
  readonly inputs: readonly number[];
  /** Undefined until it has been computed. */
  readonly value: number | undefined;
  /** The sum of what has arrived so far; undefined while nothing has. */
  readonly gradient: number | undefined;
  /** What arrives in this very step, one number for each use. */
  readonly arrives: readonly number[];
}

export type Phase = "given" | "forward" | "seed" | "backward";

/** The tape of an expression at one step of the walk. */
export interface TapeWalk {
  readonly formula: string;
  readonly step: number;
  readonly phase: Phase;
  /** Which operation of the phase it is, counted from 1; 0 for the given numbers and the seed. */
  readonly turn: number;
  /** The place that is computed or visited in this step. */
  readonly at: number | undefined;
  /** What has arrived at that place, on the way back. */
  readonly upstream: number | undefined;
  readonly rows: readonly TapeRow[];
}

/** Which part of the walk a step belongs to. */
export function phaseOf(step: number): { readonly phase: Phase; readonly turn: number } {
  if (step === 0) return { phase: "given", turn: 0 };
  if (step <= operationCount) return { phase: "forward", turn: step };
  if (step === operationCount + 1) return { phase: "seed", turn: 0 };
  return { phase: "backward", turn: step - operationCount - 1 };
}

/**
 * What a tape holds after some steps of the walk.
 *
 * @param traceOf runs the expression forward and back: by core's tape, unless the learner's functions take its place
 */
export function tapeWalk(
  values: TapeValues,
  traceOf: (expression: Expression, given: readonly number[]) => Trace = traceOfCore,
): TapeWalk {
  const expression: Expression = expressions[values.expression];
  const given = expression.given.map((name) => values[name]);
  const trace = traceOf(expression, given);
  const { step } = values;
  const { phase, turn } = phaseOf(step);
  const written = given.length + Math.min(step, operationCount);
  const visits = phase === "backward" ? trace.visits.slice(0, turn) : [];
  const now = visits.at(-1);
  const last = trace.values.length - 1;
  const at = { given: undefined, forward: written - 1, seed: last, backward: now?.place }[phase];
  const names = namesOf(expression);
  const inputsOf = (place: number) => operationAt(expression, place)?.inputs ?? [];
  const rows = trace.values.map((value, place): TapeRow => {
    const earlier = visits.flatMap((visit) => passedTo(place, visit, inputsOf(visit.place)));
    const seed = place === last && step > operationCount ? [1] : [];
    const arrived = [...seed, ...earlier];
    return {
      place,
      name: names[place] ?? "",
      formula: formulaOf(operationAt(expression, place), names),
      inputs: inputsOf(place),
      value: place < written ? value : undefined,
      gradient: arrived.length === 0 ? undefined : arrived.reduce((sum, amount) => sum + amount, 0),
      arrives: phase === "seed" ? seed : now ? passedTo(place, now, inputsOf(now.place)) : [],
    };
  });
  return { formula: expression.formula, step, phase, turn, at, upstream: now?.upstream, rows };
}

function operationAt({ given, operations }: Expression, place: number): ExpressionOperation | undefined {
  return operations[place - given.length];
}

/** What a visit passes on to one place, once for each time that the place is among the inputs. */
function passedTo(place: number, { passedOn }: Visit, inputs: readonly number[]): number[] {
  return passedOn.filter((_, operand) => inputs[operand] === place);
}

function namesOf({ given, operations }: Expression): string[] {
  return [...given.map((name) => givenLabels[name]), ...operations.map(({ name }) => name)];
}

function formulaOf(operation: ExpressionOperation | undefined, names: readonly string[]): string {
  if (operation === undefined) return "";
  const [a = "", b = ""] = operation.inputs.map((input) => names[input]);
  return { multiply: `${a} · ${b}`, add: `${a} + ${b}`, tanh: `tanh(${a})` }[operation.operation];
}

/** What the figure shows, in sentences. */
export function describeTape({ formula, phase, turn, at, upstream, rows }: TapeWalk): string {
  const given = rows.filter(({ inputs }) => inputs.length === 0);
  const start = `The tape of ${formula} at ${listOf(given.map(({ name, value = Number.NaN }) => `${name} = ${formatNumber(value)}`))}.`;
  const row = rows[at ?? -1];
  if (row === undefined) return `${start} So far only the given numbers stand on it.`;
  if (phase === "forward") {
    return (
      `${start} Forward, operation ${turn} of ${operationCount}: ${row.name} = ${row.formula} = ` +
      `${formatNumber(row.value ?? Number.NaN)} is written at place ${row.place}.`
    );
  }
  if (phase === "seed") {
    return `${start} Its result is ${row.name} = ${formatNumber(row.value ?? Number.NaN)}. The way back begins there, with the gradient 1.`;
  }
  const shares = rows.flatMap(({ name, arrives }) =>
    arrives.map((amount) => `${formatNumber(amount)} to ${name}`),
  );
  const known = rows
    .filter(({ inputs, gradient }) => inputs.length === 0 && gradient !== undefined)
    .map(({ name, gradient = Number.NaN }) => `${name} ${formatNumber(gradient)}`);
  return (
    `${start} Backward, operation ${turn} of ${operationCount}: ${formatNumber(upstream ?? Number.NaN)} has arrived at ` +
    `${row.name}, and ${row.name} = ${row.formula} passes on ${listOf(shares)}.` +
    (known.length > 0
      ? ` The gradients of the given numbers${turn === operationCount ? "" : " so far"}: ${listOf(known)}.`
      : "")
  );
}

function listOf(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
