import { call, describeCall } from "./call.ts";
import { type Check, type Checked, emptyCheck, failed, notAFunction, passed, type Verdict } from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { failureMessage } from "./message.ts";

/** A bound on a function of one number, in the mathematics: `reached` says whether the function takes the value. */
export interface Bound {
  readonly value: number;
  /** `false`: approached only, so that equality fails. `true`: may be reached. A number: reached there, and at no other input. */
  readonly reached: boolean | number;
}

export interface StayWithin extends Check {
  readonly lower: Bound;
  readonly upper: Bound;
  readonly inputs: readonly number[];
}

/** Four units in the last place: a correct formula may round past a bound that it reaches. Relative, so that a bound 0 stays strict. */
const rounding = 2 ** -50;

/**
 * Checks that a function (a derivative) stays within its bounds on every input, and reaches one where it should and nowhere else.
 * Bounds are compared with ≤, since they are reached: sup σ′ = 1/4 at 0.
 */
export function toStayWithin(received: unknown, within: StayWithin): Verdict {
  const noFunction = notAFunction(received, within);
  if (noFunction) return noFunction;
  const f = received as Checked;
  if (within.inputs.length === 0) throw emptyCheck("it has no inputs");
  for (const { reached } of [within.lower, within.upper]) {
    if (typeof reached === "number" && !within.inputs.includes(reached)) {
      throw emptyCheck(`a bound is reached at ${reached}, which is not among the inputs`);
    }
  }
  for (const x of within.inputs) {
    const outcome = call(f, [x]);
    const problem = "thrown" in outcome ? "it threw an error" : outsideOf(outcome.value, x, within);
    if (problem === undefined) continue;
    return failed(
      failureMessage(within.why, [
        ["input", describeCall(f.name, [x])],
        ["expected", describeBounds(within, x)],
        ["received", describeValue("thrown" in outcome ? outcome.thrown : outcome.value)],
        ["note", problem],
        ["seed", within.seed?.toString()],
      ]),
    );
  }
  return passed;
}

function outsideOf(value: unknown, x: number, { lower, upper }: StayWithin): string | undefined {
  if (typeof value !== "number" || Number.isNaN(value)) return notANumber(value);
  if (value < lower.value && !meets(value, lower)) return "it is below the lower bound";
  if (value > upper.value && !meets(value, upper)) return "it is above the upper bound";
  return reachesWrongly(value, x, lower, "lower") ?? reachesWrongly(value, x, upper, "upper");
}

function meets(value: number, bound: Bound): boolean {
  return Math.abs(value - bound.value) <= rounding * Math.abs(bound.value);
}

function reachesWrongly(value: number, x: number, bound: Bound, name: string): string | undefined {
  const there = bound.reached === x;
  if (there && !meets(value, bound))
    return `the ${name} bound is reached at ${x}, and this falls short of it`;
  if (there || bound.reached === true || !meets(value, bound)) return undefined;
  return bound.reached === false
    ? `the ${name} bound is approached and never reached`
    : `the ${name} bound is reached at ${bound.reached} only`;
}

function describeBounds({ lower, upper }: StayWithin, x: number): string {
  if (upper.reached === x) return describeValue(upper.value);
  if (lower.reached === x) return describeValue(lower.value);
  const from = `${describeValue(lower.value)} ${lower.reached === true ? "≤" : "<"} value`;
  return `${from} ${upper.reached === true ? "≤" : "<"} ${describeValue(upper.value)}`;
}
