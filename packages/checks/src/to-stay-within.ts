import { type Check, checkTolerance, emptyCheck, type Verdict } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { eachCall } from "./each-call.ts";
import { describeError, type Fact } from "./message.ts";

/** A bound on a function of one number, in the mathematics. The bounds in the table of activations are such. */
export interface Bound {
  readonly value: number;
  /**
   * Whether the function takes the value. `false`: it only comes near, so that equality fails. A number: it does so there, and at
   * no other input. `true`: it does so in the intervals of `where` and nowhere else, or at one input at least where there is no `where`.
   * `"by convention"`: it may do so in `where`, at a kink, and nowhere else.
   */
  readonly reached: boolean | number | "by convention";
  /** Where the value is taken. Both ends of an interval belong to kinks, at which either side may be chosen. */
  readonly where?: readonly Interval[];
}

/** The numbers from one end to the other. A single point has equal ends. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export interface StayWithin extends Check {
  readonly lower: Bound;
  readonly upper: Bound;
  readonly inputs: readonly number[];
  /**
   * How far past a bound a right formula may round, and how near to it counts as reaching it, relative to the bound. Four units in the
   * last place unless told. A bound of 0 is strict.
   */
  readonly tolerance?: number;
  /** Where another tolerance comes from, in a few words. */
  readonly toleranceFrom?: string;
}

const rounding = 2 ** -50;

/**
 * Checks that a function (a derivative) stays within its bounds on every input, and reaches each where it should and nowhere else.
 * Bounds are compared with ≤, since they are reached: sup σ′ = 1/4 at 0.
 */
export function toStayWithin(received: unknown, within: StayWithin): Verdict {
  const { lower, upper, inputs, tolerance = rounding } = within;
  checkTolerance(tolerance);
  if (!(lower.value <= upper.value)) throw emptyCheck("its lower bound is above its upper one");
  const sides = [
    { name: "lower", bound: lower, beyond: "below", isBeyond: (value: number) => value < lower.value },
    { name: "upper", bound: upper, beyond: "above", isBeyond: (value: number) => value > upper.value },
  ] as const;
  const demanded = sides.filter(({ bound }) => bound.reached !== "by convention");
  for (const place of demanded.flatMap(({ bound }) => placesOf(bound) ?? [])) {
    if (inputs.some((x) => positionOf(x, place) === "inside")) continue;
    throw emptyCheck(`a bound is reached ${describePlace(place)}, which is not among the inputs`);
  }
  const missed = new Set(
    sides.filter(({ bound }) => bound.reached === true && placesOf(bound) === undefined),
  );

  const problemOf = (value: number, x: number): Problem | undefined => {
    const meets = ({ value: bound }: Bound) => Math.abs(value - bound) <= tolerance * Math.abs(bound);
    for (const side of sides) {
      const { name, bound } = side;
      if (meets(bound)) missed.delete(side);
      else if (side.isBeyond(value)) return { note: `it is ${side.beyond} the ${name} bound`, bound };
      else if (demandAt(bound, x) === "reach") {
        return { note: `the ${name} bound is reached here, and this falls short of it`, bound };
      }
    }
    const wrong = sides.find(({ bound }) => meets(bound) && demandAt(bound, x) === "avoid");
    return wrong && { note: `the ${wrong.name} bound is ${whereReached(wrong.bound)}`, bound: wrong.bound };
  };
  const check = { ...within, inputs: inputs.map((x) => [x]) };
  return eachCall(received, check, {
    expected: (index) => describeBounds(within, inputs[index] as number),
    examine(value, index) {
      const x = inputs[index] as number;
      const facts = (note: string): readonly Fact[] => [
        ["expected", describeBounds(within, x)],
        ["received", describeValue(value)],
        ["note", note],
      ];
      if (typeof value !== "number" || Number.isNaN(value)) return facts(notANumber(value));
      const problem = problemOf(value, x);
      if (problem) return [...facts(problem.note), ...factsOfError(value, problem.bound, within)];
      // The last input can tell what none of them did.
      const [side] = index === inputs.length - 1 ? missed : [];
      return (
        side && facts(`the ${side.name} bound is reached, and on none of the ${inputs.length} inputs was it`)
      );
    },
  });
}

/** What is wrong with a value, and with respect to which bound. */
interface Problem {
  readonly note: string;
  readonly bound: Bound;
}

/** Where a bound is reached: nowhere, in these places alone, or `undefined` where that is left open. */
function placesOf({ reached, where }: Bound): readonly Interval[] | undefined {
  if (reached === false) return [];
  return typeof reached === "number" ? [{ from: reached, to: reached }] : where;
}

/** A single point, given to rounding, is inside of itself. */
function positionOf(x: number, { from, to }: Interval): "inside" | "end" | "outside" {
  if (from === to) return Math.abs(x - from) <= rounding * Math.abs(from) ? "inside" : "outside";
  if (x > from && x < to) return "inside";
  return x === from || x === to ? "end" : "outside";
}

/** Whether the function has to meet a bound at x, must not, or may. */
function demandAt(bound: Bound, x: number): "reach" | "avoid" | "either" {
  const positions = placesOf(bound)?.map((place) => positionOf(x, place));
  if (positions?.every((position) => position === "outside")) return "avoid";
  return positions?.includes("inside") && bound.reached !== "by convention" ? "reach" : "either";
}

function whereReached(bound: Bound): string {
  if (bound.reached === false) return "approached and never reached";
  return `reached ${placesOf(bound)?.map(describePlace).join(" and ")} only`;
}

function describePlace({ from, to }: Interval): string {
  if (from === to) return `at ${from}`;
  if (to === Number.POSITIVE_INFINITY) return `above ${from}`;
  return from === Number.NEGATIVE_INFINITY ? `below ${to}` : `between ${from} and ${to}`;
}

function describeBounds({ lower, upper }: StayWithin, x: number): string {
  const [below, above] = [demandAt(lower, x), demandAt(upper, x)];
  if (above === "reach") return describeValue(upper.value);
  if (below === "reach") return describeValue(lower.value);
  const from = `${describeValue(lower.value)} ${below === "avoid" ? "<" : "≤"} value`;
  return `${from} ${above === "avoid" ? "<" : "≤"} ${describeValue(upper.value)}`;
}

function factsOfError(
  value: number,
  bound: Bound,
  { tolerance, toleranceFrom }: StayWithin,
): readonly Fact[] {
  if (bound.value === 0) return [];
  const source = toleranceFrom ?? "four units in the last place, for a right formula that rounds";
  return [
    ["relative error", describeError(Math.abs(value - bound.value) / Math.abs(bound.value))],
    ["tolerance", `${describeError(tolerance ?? rounding)} (${source})`],
  ];
}
