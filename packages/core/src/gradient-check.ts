import { describeValue, failure } from "./failure.ts";
import { checkMatrix, convertPrecision, type Matrix } from "./matrix.ts";
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
  /** Largest |expected − received| over all entries of all inputs, divided by the largest gradient among them. */
  readonly relativeError: number;
  readonly tolerance: number;
  /** The smallest relative error that the differences can see above their own rounding, roughly. */
  readonly resolution: number;
  /** The entry with the largest error: which input, where, the slope that was measured and the tape's gradient. */
  readonly worst: GradientMismatch | undefined;
  /** The entries that stand at a kink, whether or not their gradient is one that the kink allows. */
  readonly kinks: readonly GradientKink[];
}

/** Which input, row and column, each counted from 0. */
interface Place {
  readonly input: number;
  readonly row: number;
  readonly column: number;
}

export interface GradientMismatch extends Place {
  /** The central difference, or what a second look made of it. At a kink, the allowed slope that is nearest to `received`. */
  readonly expected: number;
  readonly received: number;
}

/** An entry where the slopes on both sides differ, as those of ReLU do at 0: there is no derivative, only a convention. */
export interface GradientKink extends Place {
  /** The slope just left of the entry. */
  readonly left: number;
  /** The slope just right of it. */
  readonly right: number;
  readonly received: number;
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
 * An entry that disagrees, or whose slopes on both sides do, is looked at again with smaller steps. If the slopes lead to one
 * number, the gradient is held to that: a kink or a sharp bend beside x does no harm. If they lead to two, x is at a kink:
 * any gradient between the two passes, and `kinks` names the entry. If they lead nowhere, as at a jump, it stays a mismatch.
 *
 * Where Y is flat in float64 (a saturated unit), the differences are rounding and nothing more. `resolution` says so:
 * when it is larger than the tolerance, check against a formula instead.
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
  output.backward({ rows: output.rows, columns: output.columns, data: weights });

  // A copy, because a function that returns its input gives back the very array that changes below.
  const values = output.value.data.slice();

  const comparisons = points.flatMap((point, input) =>
    Array.from(point.data, (x, at): Comparison => {
      const outputAt = (replaced: number) => {
        point.data[at] = replaced;
        const moved = run(build, points).output.value.data.slice();
        point.data[at] = x;
        return moved;
      };
      const h = step * Math.max(1, Math.abs(x));
      const [above, below] = [outputAt(x + h), outputAt(x - h)];
      return {
        place: { input, row: Math.floor(at / point.columns), column: at % point.columns },
        expected: weightedDifference(weights, above, below) / (x + h - (x - h)),
        received: parameters[input]?.gradient?.data[at] ?? 0,
        left: weightedDifference(weights, values, below) / (x - (x - h)),
        right: weightedDifference(weights, above, values) / (x + h - x),
        h,
        slopeOver: (a) => weightedDifference(weights, outputAt(x + a), values) / (x + a - x),
      };
    }),
  );
  return summarize(comparisons, tolerance, roundingOf(weights, values) / step);
}

/** What the first look knows of one entry x, and a way to know more. */
interface Comparison {
  readonly place: Place;
  readonly expected: number;
  readonly received: number;
  /** The slopes of L from x − h to x and from x to x + h. */
  readonly left: number;
  readonly right: number;
  readonly h: number;
  /** The slope of L from x to x + a, where a may be negative. */
  slopeOver(a: number): number;
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

/** About how much rounding Y to float64 can move Σ S ⊙ Y. */
function roundingOf(weights: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += Math.abs((weights[k] as number) * (values[k] as number));
  return sum * 2 ** -53;
}

function summarize(comparisons: readonly Comparison[], tolerance: number, rounding: number): GradientReport {
  const first = largestOf(comparisons.flatMap(({ expected, received }) => [expected, received]));
  const judged = comparisons.map((comparison) => judge(comparison, first, tolerance));
  const kinks = judged.flatMap(({ kink }) => kink ?? []);
  const largest = largestOf([
    ...judged.flatMap(({ mismatch: { expected, received } }) => [expected, received]),
    ...kinks.flatMap(({ left, right }) => [left, right]),
  ]);
  let worst: GradientMismatch | undefined;
  for (const { mismatch } of judged) {
    if (worst === undefined || errorOf(mismatch) > errorOf(worst)) worst = mismatch;
  }
  const error = worst === undefined ? 0 : errorOf(worst);
  const relativeError = error === 0 ? 0 : error / largest;
  const resolution = rounding === 0 ? 0 : rounding / largest;
  return { passed: relativeError <= tolerance, relativeError, tolerance, resolution, worst, kinks };
}

/** Takes a second look at an entry where the first one found a disagreement, or slopes that differ by a thousandth. */
function judge(
  { place, expected, received, left, right, h, slopeOver }: Comparison,
  largest: number,
  tolerance: number,
): { readonly mismatch: GradientMismatch; readonly kink?: GradientKink } {
  const mismatch = { ...place, expected, received };
  // The two slopes of |x| at 0 cancel in the central difference, and are the scale there all the same.
  const scale = Math.max(largest, largestOf([left, right]));
  const agrees = errorOf(mismatch) <= tolerance * largest;
  if (agrees && Math.abs(right - left) <= scale / 1000) return { mismatch };
  const bound = tolerance * scale;
  for (const a of [h, h / 16, h / 256]) {
    const [below, above] = [limitOf(slopeOver, -a, bound), limitOf(slopeOver, a, bound)];
    if (below === undefined || above === undefined) continue;
    if (Math.abs(above - below) <= 4 * bound) {
      return { mismatch: agrees ? mismatch : { ...place, expected: (below + above) / 2, received } };
    }
    const nearest = Math.min(Math.max(received, Math.min(below, above)), Math.max(below, above));
    return {
      mismatch: { ...place, expected: nearest, received },
      kink: { ...place, left: below, right: above, received },
    };
  }
  return { mismatch };
}

/**
 * Where the slopes over a, a/2 and a/4 lead as the step goes to 0. The line through two of them gives the slope at x itself, but
 * for terms of order a². Undefined where the two lines do not agree within the bound: something happens between x and x + a.
 */
function limitOf(slopeOver: (a: number) => number, a: number, bound: number): number | undefined {
  const [whole, half, quarter] = [slopeOver(a), slopeOver(a / 2), slopeOver(a / 4)];
  const [first, second] = [2 * half - whole, 2 * quarter - half];
  return Math.abs(first - second) <= bound / 2 ? second : undefined;
}

function largestOf(gradients: readonly number[]): number {
  let largest = 0;
  for (const gradient of gradients)
    if (Number.isFinite(gradient)) largest = Math.max(largest, Math.abs(gradient));
  return largest;
}

/** |expected − received|; infinite when one of them is not a finite number. */
function errorOf({ expected, received }: GradientMismatch): number {
  const error = Math.abs(expected - received);
  return Number.isNaN(error) ? Infinity : error;
}
