import { describeValue, failure } from "./failure.ts";
import { messageFor } from "./gradient-message.ts";
import { checkMatrix, convertPrecision, type Matrix } from "./matrix.ts";
import { type Change, slopesBeside } from "./one-sided-slopes.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";
import { Tensor } from "./tensor.ts";

/**
 * Central difference (f(x + h) − f(x − h)) / 2h, an approximation of f′(x).
 *
 * Its error is h²·|f‴|/6 from the formula and about ε·|f|/h from rounding, with ε = 2^−53. Near h = 1e-5 the two meet,
 * at 1e-11 to 1e-10 for values of order 1. At a kink it gives the mean of the two one-sided derivatives.
 *
 * @throws when h is so small that x + h or x − h rounds to x.
 */
export function centralDifference(f: (x: number) => number, x: number, h = 1e-5): number {
  const above = x + h;
  const below = x - h;
  if (Number.isFinite(x) && !(above > x && below < x)) {
    throw failure(
      "centralDifference",
      `a step that changes x = ${x}`,
      `h = ${describeValue(h)}`,
      "take a larger h; a good start is 1e-5 times the size of x",
    );
  }
  return (f(above) - f(below)) / (above - below);
}

/** What a gradient check found. */
export interface GradientReport {
  /** True when relativeError ≤ tolerance. */
  readonly passed: boolean;
  /** Largest error over all entries of all inputs, divided by the largest gradient among them. */
  readonly relativeError: number;
  readonly tolerance: number;
  /** The smallest relative error that the differences can see above their own rounding, roughly. */
  readonly resolution: number;
  /** The entry with the largest error: which input, where, the slope that it should have and the tape's gradient. */
  readonly worst: GradientMismatch | undefined;
  /** The entries at a kink, whether or not their gradient is one that a kink allows. */
  readonly kinks: readonly GradientKink[];
  /** The entries at a jump. There is no gradient there, so they are mismatches too. */
  readonly jumps: readonly GradientJump[];
  /** The verdict on `worst` in words, with what to look for. */
  readonly message: string;
}

export interface Place {
  /** Which input, counted from 0 as rows and columns are. */
  readonly input: number;
  readonly row: number;
  readonly column: number;
}

export interface GradientMismatch extends Place {
  /** The central difference, or the one-sided slope that settles it. At a kink, the slope nearest to `received`. */
  readonly expected: number;
  readonly received: number;
}

/** A corner of L, such as that of relu at 0. */
export interface GradientKink extends Place {
  /** ∂L/∂x just below x and just above it. Every number between the two is a right gradient. */
  readonly left: number;
  readonly right: number;
  readonly received: number;
}

/** A step of L, such as that of the sign function at 0. */
export interface GradientJump extends Place {
  /** L just above x minus L just below it. */
  readonly height: number;
}

export interface GradientCheckOptions {
  /** h of the central differences, times max(1, |x|). Default 1e-5. */
  readonly step?: number;
  /** Largest relative error that passes. Default 1e-6: rounding and curvature cost about 1e-10, a wrong formula 1e-2. */
  readonly tolerance?: number;
  /** Size of the gradient that arrives from above. Default 1. With 1e-15 you test at the depth of a vanished gradient. */
  readonly upstream?: number;
  /** Seed of the random upstream gradient. Default 1. */
  readonly seed?: number;
}

/**
 * Compares the gradients of a function that is built on a tape with central differences, in f64.
 *
 * `build` gets a fresh tape and one parameter for each input, and returns a tensor of any shape. That tensor Y is
 * weighted with a random matrix S of size `upstream`, so that the compared gradient is that of L = Σ S ⊙ Y.
 *
 * The error is relative to the largest gradient of all inputs. An absolute tolerance would pass a gradient of zero
 * exactly where gradients vanish. A mismatch is reported, not thrown; NaN and ±Infinity count as a mismatch.
 *
 * An entry x that does not agree is looked at again: the slopes of L on each side of x, over h, h/4, … h/4096.
 *
 * - Both sides lead to one slope: L is smooth at x, and the gradient is held to that slope. So a right gradient passes
 *   where L is as steep as tanh(10,000 x), or has a kink or a jump beside x.
 * - They lead to two slopes: x is at a kink. Any gradient between the two passes, and `kinks` names the entry. The
 *   largest gradient is sought among these slopes too, as if x were just beside the kink.
 * - They lead nowhere: the entry stays a mismatch. Where slopes grow like 1/h, `jumps` names it.
 *
 * A kink is named as well where the gradient is the very mean of its slopes, if they differ by more than a thousandth
 * of the largest gradient. Entries are judged one by one: where max has a tie, each may get from 0 to g, whatever the
 * others get.
 *
 * Where Y is flat in float64 (a saturated unit), the differences are rounding and nothing more. `resolution` says so:
 * when it is larger than the tolerance, check against a formula instead. A smaller step means more rounding, so the
 * second look needs a `resolution` of about a 500th of the tolerance, counting only the entries of Y that x changes.
 */
export function checkGradient(
  build: (tape: Tape, ...inputs: Tensor[]) => Tensor,
  inputs: readonly Matrix[],
  { step = 1e-5, tolerance = 1e-6, upstream = 1, seed = 1 }: GradientCheckOptions = {},
): GradientReport {
  checkArguments(build, inputs);
  checkPositive("step", step);
  checkPositive("tolerance", tolerance);
  checkPositive("upstream", upstream);
  const points = inputs.map((input) => convertPrecision(input, "f64"));
  const { parameters, output } = run(build, points);
  const weights = normalMatrix(random(seed), output.rows, output.columns, upstream, "f64").data;
  // A copy, because a function that returns its input gives back the very array that changes below.
  const values = output.value.data.slice();
  output.backward({ rows: output.rows, columns: output.columns, data: weights });

  const comparisons = points.flatMap((point, input) =>
    Array.from(point.data, (x, at): Comparison => {
      const outputAt = (replaced: number) => {
        point.data[at] = replaced;
        const moved = run(build, points).output.value.data.slice();
        point.data[at] = x;
        return moved;
      };
      const changeOver = (a: number): Change => {
        const moved = outputAt(x + a);
        const rise = weightedDifference(weights, moved, values);
        return { rise, slope: rise / (x + a - x), rounding: roundingOf(weights, values, moved) };
      };
      const h = step * Math.max(1, Math.abs(x));
      const above = outputAt(x + h);
      const below = outputAt(x - h);
      return {
        place: { input, row: Math.floor(at / point.columns), column: at % point.columns },
        expected: weightedDifference(weights, above, below) / (x + h - (x - h)),
        received: parameters[input]?.gradient?.data[at] ?? 0,
        left: weightedDifference(weights, values, below) / (x - (x - h)),
        right: weightedDifference(weights, above, values) / (x + h - x),
        h,
        changeOver,
      };
    }),
  );
  return summarize(comparisons, tolerance, roundingOf(weights, values) / step);
}

/** What the first comparison knows of one entry x, and a way to know more. */
interface Comparison {
  readonly place: Place;
  readonly expected: number;
  readonly received: number;
  /** Slopes of L over [x − h, x] and over [x, x + h]. */
  readonly left: number;
  readonly right: number;
  readonly h: number;
  readonly changeOver: (a: number) => Change;
}

function checkPositive(name: string, value: unknown): void {
  if (typeof value === "number" && value > 0 && value < Infinity) return;
  throw failure(
    "checkGradient",
    `${name} to be a finite number above 0`,
    describeValue(value),
    "leave it out",
  );
}

/** Builds the function on a fresh tape at the given inputs. */
function run(build: (tape: Tape, ...inputs: Tensor[]) => Tensor, points: readonly Matrix[]) {
  const tape = new Tape({ precision: "f64" });
  const parameters = points.map((point) => tape.parameter(point));
  const output: unknown = build(tape, ...parameters);
  if (output instanceof Tensor) return { parameters, output };
  throw failure(
    "checkGradient",
    "build to return a tensor",
    describeValue(output),
    "return the last tensor: (tape, x) => x.tanh()",
  );
}

function checkArguments(build: unknown, inputs: unknown): void {
  const fix = "call checkGradient((tape, x, w) => x.matmul(w), [x, w])";
  if (typeof build !== "function") {
    throw failure("checkGradient", "a function that builds a tensor", describeValue(build), fix);
  }
  if (!Array.isArray(inputs)) {
    throw failure("checkGradient", "an array of input matrices", describeValue(inputs), fix);
  }
  for (const input of inputs) checkMatrix("checkGradient", input);
}

/** Σ S ⊙ (Y⁺ − Y⁻). Subtracting first keeps digits that the difference of two sums would lose. */
function weightedDifference(
  weights: ArrayLike<number>,
  above: ArrayLike<number>,
  below: ArrayLike<number>,
): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    sum += (weights[k] as number) * ((above[k] as number) - (below[k] as number));
  }
  return sum;
}

/** About how much rounding Y to float64 can move Σ S ⊙ (Y′ − Y), where equal entries cancel; without Y′, Σ S ⊙ Y. */
function roundingOf(
  weights: ArrayLike<number>,
  values: ArrayLike<number>,
  moved?: ArrayLike<number>,
): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    if (values[k] !== moved?.[k]) sum += Math.abs((weights[k] as number) * (values[k] as number));
  }
  return sum * 2 ** -53;
}

function summarize(comparisons: readonly Comparison[], tolerance: number, rounding: number): GradientReport {
  let findings: Finding[] = comparisons.map(firstFinding);
  let largest = Infinity;
  // A jump beside x swells its central difference. Once that is cleared up, the others are measured against less.
  while (largestOf(findings) < largest / 2) {
    const measure = largestOf(findings);
    findings = comparisons.map((comparison) => judge(comparison, measure, tolerance));
    largest = measure;
  }
  largest = largestOf(findings);

  const mismatches = findings.map((finding) => finding.mismatch);
  const worst = mismatches.reduce<GradientMismatch | undefined>(
    (worst, next) => (worst === undefined || errorOf(next) > errorOf(worst) ? next : worst),
    undefined,
  );
  const error = worst === undefined ? 0 : errorOf(worst);
  const relativeError = error === 0 ? 0 : error / largest;
  const report = {
    passed: relativeError <= tolerance,
    relativeError,
    tolerance,
    resolution: rounding === 0 ? 0 : rounding / largest,
    worst,
    kinks: findings.flatMap(({ kink }) => kink ?? []),
    jumps: findings.flatMap(({ jump }) => jump ?? []),
  };
  return { ...report, message: messageFor(report) };
}

/** |expected − received|; infinite when one of them is not a finite number. */
function errorOf({ expected, received }: GradientMismatch): number {
  const error = Math.abs(expected - received);
  return Number.isNaN(error) ? Infinity : error;
}

/** What the check makes of one entry. */
interface Finding {
  readonly mismatch: GradientMismatch;
  readonly kink?: GradientKink;
  readonly jump?: GradientJump;
}

/** The largest finite gradient. At a kink both slopes count. */
function largestOf(findings: readonly Finding[]): number {
  let largest = 0;
  for (const { mismatch, kink } of findings) {
    for (const gradient of [mismatch.expected, mismatch.received, kink?.left ?? 0, kink?.right ?? 0]) {
      if (Number.isFinite(gradient)) largest = Math.max(largest, Math.abs(gradient));
    }
  }
  return largest;
}

function firstFinding({ place, expected, received }: Comparison): Finding {
  return { mismatch: { ...place, expected, received } };
}

/** Takes a second look at an entry that does not agree, and at one where L bends sharply. */
function judge(comparison: Comparison, largest: number, tolerance: number): Finding {
  const { place, received, h, changeOver } = comparison;
  const first = firstFinding(comparison);
  const agrees = errorOf(first.mismatch) <= tolerance * largest;
  if (agrees && Math.abs(comparison.right - comparison.left) <= largest / 1000) return first;

  // The slopes of |x| at 0 cancel in the central difference. They are the scale there all the same.
  const ownScale = Math.min(Math.abs(comparison.left), Math.abs(comparison.right));
  const bound = tolerance * Math.max(largest, ownScale);
  const { slopes, jump } = slopesBeside(changeOver, h, bound);
  if (slopes === undefined) return jump === 0 ? first : { ...first, jump: { ...place, height: jump } };
  const { left, right } = slopes;
  if (Math.abs(right - left) > bound) {
    const nearest = Math.min(Math.max(received, Math.min(left, right)), Math.max(left, right));
    return { mismatch: { ...place, expected: nearest, received }, kink: { ...place, left, right, received } };
  }
  return agrees ? first : { mismatch: { ...place, expected: (left + right) / 2, received } };
}
