import { describeCall, nameOf } from "./call.ts";
import {
  type Checked,
  checkTolerance,
  emptyCheck,
  failed,
  notAFunction,
  passed,
  type Verdict,
} from "./check.ts";
import { describeValue } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { type CheckOfCalls, changedInput } from "./each-call.ts";
import { compareGradient, type GradientComparison, type GradientQuestion } from "./gradient-comparison.ts";
import { describeError, type Fact, failureMessage } from "./message.ts";

export interface GradientCheck extends CheckOfCalls {
  /** The function that is differentiated: of numbers, lists, matrices or records of numbers, to such. */
  readonly of: Checked;
  /**
   * With it, the received function is a vector-Jacobian product, and is called with (upstream gradient, ...inputs): the upstream
   * gradient is built like the outcome of `of`, and its entries are drawn, normal with each of these standard deviations in turn.
   * Say [1, 1e-15], to check where gradients have vanished. Without it, the outcome of `of` is one number, and the received function
   * is its derivative, called with (...inputs).
   */
  readonly upstream?: readonly number[];
  /**
   * The inputs that the received function differentiates with respect to, counted from 0; all unless told. For one of them it gives
   * the gradient, built like that input; for more, a list of gradients in this order.
   */
  readonly withRespectTo?: readonly number[];
  /** The largest error that passes, relative to the largest gradient; 1e-6 unless told. */
  readonly tolerance?: number;
  readonly toleranceFrom?: string;
}

/** The difference of tanh is off by 3.3e-11 over a step of 1e-5, where bend (h²/6 · |tanh‴|) and rounding (ε/h) are least together. */
const toleranceOfDifferences = 1e-6;
const sourceOfTolerance =
  "differences over a step of 1e-5 are good to some 1e-10, and a wrong formula is off by far more";

/**
 * Checks a derivative or a vector-Jacobian product against central differences of the function itself, in double precision.
 *
 * The error is relative to the largest gradient: that of all inputs of a call, and of all calls where each moves plain numbers only. So
 * a gradient of zero fails, however small the right one is. At a kink any slope between its two sides passes.
 */
export function toPassGradientCheck(received: unknown, check: GradientCheck): Verdict {
  const { of, inputs, upstream = [1], tolerance = toleranceOfDifferences, seed = 1 } = check;
  checkTolerance(tolerance);
  if (inputs.length === 0) throw emptyCheck("it has no inputs");
  if (upstream.length === 0) throw emptyCheck("it has no upstream gradient");
  const noFunction = notAFunction(received, check) ?? notAFunction(of, check);
  if (noFunction) return noFunction;

  const isVjp = check.upstream !== undefined;
  const comparisons: GradientComparison[] = [];
  for (const size of upstream) {
    for (const input of inputs) {
      const withRespectTo = check.withRespectTo ?? [...input.keys()];
      const gradient = received as Checked;
      const question = { gradient, of, inputs: input, withRespectTo, isVjp, upstream: size, seed, tolerance };
      const comparison = compareGradient(question);
      if ("facts" in comparison) return failed(messageOf(question, comparison.facts, check));
      comparisons.push(comparison);
    }
  }
  const judged = comparisons.map((comparison) => judge(comparison, comparisons));
  const wrong = worstOf(judged.filter(({ holds }) => !holds));
  if (wrong) return failed(messageOf(wrong.comparison.question, factsOf(wrong, judged, check), check));
  const greedy = comparisons.find((comparison) => comparison.changedInput);
  return greedy ? failed(messageOf(greedy.question, [changedInput], check)) : passed;
}

function messageOf(
  { gradient, inputs, isVjp }: GradientQuestion,
  facts: readonly Fact[],
  check: GradientCheck,
) {
  const input = describeCall(gradient, inputs, isVjp ? ["upstream"] : []);
  return failureMessage(check.why, [["input", input], ...facts, ["seed", check.seed?.toString()]]);
}

/** The call with the largest error, at the first of the sizes of upstream gradient at which any fails. */
function worstOf(wrong: readonly Judged[]): Judged | undefined {
  const [first] = wrong;
  return wrong
    .filter(({ comparison }) => comparison.question.upstream === first?.comparison.question.upstream)
    .reduce((worst, next) => (next.relativeError > worst.relativeError ? next : worst), first as Judged);
}

interface Judged {
  readonly comparison: GradientComparison;
  readonly holds: boolean;
  /** Whether neither the function nor the gradient is anything but flat: zero would pass, and so nothing does. */
  readonly isFlat: boolean;
  readonly relativeError: number;
  /** The largest gradient of all that belong together, in the units of the report. */
  readonly largest: number;
}

/** Where each call moves plain numbers only, the calls belong together as the entries of one gradient do. */
function judge(comparison: GradientComparison, all: readonly GradientComparison[]): Judged {
  const { question, report } = comparison;
  const group = movesNumbersOnly(question)
    ? all.filter((other) => other.question.upstream === question.upstream && movesNumbersOnly(other.question))
    : [comparison];
  const isFlat = group.every((other) => other.isZero && other.report.passed);
  const largest =
    group.length === 1 ? errorOf(comparison) / report.relativeError : Math.max(...group.map(sizeOf));
  const relativeError = group.length === 1 ? report.relativeError : errorOf(comparison) / largest;
  const holds = !isFlat && (report.passed || relativeError <= question.tolerance);
  return { comparison, holds, isFlat, relativeError, largest };
}

function movesNumbersOnly({ inputs, withRespectTo }: GradientQuestion): boolean {
  return withRespectTo.every((place) => typeof inputs[place] === "number");
}

function errorOf({ report: { worst } }: GradientComparison): number {
  return worst ? Math.abs(worst.expected - worst.received) : Number.NaN;
}

function sizeOf({ report: { worst } }: GradientComparison): number {
  const sizes = [worst?.expected ?? 0, worst?.received ?? 0].map(Math.abs);
  return Math.max(0, ...sizes.filter(Number.isFinite));
}

function factsOf(wrong: Judged, judged: readonly Judged[], check: GradientCheck): readonly Fact[] {
  const { comparison, isFlat, relativeError, largest } = wrong;
  const { report, weight, question, entries } = comparison;
  const { column = 0, expected = Number.NaN, received = Number.NaN } = report.worst ?? {};
  const sizes = check.upstream && describeUpstream(question.upstream, judged, check.upstream);
  if (isFlat) {
    const note = `${nameOf(question.of)} does not change with its inputs here: there is no gradient to compare with`;
    return [
      ["received", "0"],
      ["note", note],
      ["upstream", sizes],
    ];
  }
  const error = Number.isFinite(relativeError) ? describeError(relativeError) : undefined;
  return [
    ["gradient for", question.isVjp || entries.length > 1 ? entries[column] : undefined],
    ["expected", `${digits(expected / weight)} (by central differences of ${nameOf(question.of)})`],
    ["received", describeValue(received / weight)],
    ["note", noteOn(comparison)],
    [
      "relative error",
      error && `${error}, relative to ${digits(Math.abs(largest / weight), 3)}, the largest gradient`,
    ],
    ["tolerance", `${describeError(question.tolerance)} (${check.toleranceFrom ?? sourceOfTolerance})`],
    ["upstream", sizes],
  ];
}

/** Which sizes of upstream gradient fail, and which do not: a formula that works with 1 alone has forgotten the gradient or adds to it. */
function describeUpstream(size: number, judged: readonly Judged[], sizes: readonly number[]): string {
  const holds = (other: number) =>
    judged.every(({ comparison, holds }) => holds || comparison.question.upstream !== other);
  const others = sizes.filter(holds);
  return `normal, of size ${size}${others.length > 0 ? `; with ${others.join(", ")} the check holds` : ""}`;
}

function noteOn({ report, weight }: GradientComparison): string | undefined {
  const { worst, kinks, jumps, resolution, tolerance } = report;
  if (!worst) return undefined;
  const { expected, received, column } = worst;
  if (Number.isNaN(received)) return notANumber(received);
  if (!Number.isFinite(expected)) return "the function is not finite here, or close by";
  const kink = kinks.find((other) => other.column === column);
  if (kink) {
    const [left, right] = [digits(kink.left / weight), digits(kink.right / weight)];
    return `the function has a kink here, with slope ${left} on the left and ${right} on the right`;
  }
  if (jumps.some((other) => other.column === column)) return "the function jumps here, and has no slope";
  if (resolution > tolerance) return "rounding hides the slope: the function is flat here, or large";
  if (received === 0) return "nothing arrives here";
  return expected === 0 ? undefined : `it is ${digits(received / expected, 3)} times what it should be`;
}

/** As many digits as a central difference has, and some. */
function digits(value: number, count = 8): string {
  return String(Number(value.toPrecision(count)));
}
