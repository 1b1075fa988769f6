import { type Check, emptyCheck, failed, passed, type Verdict } from "./check.ts";
import { describeValue, isList } from "./describe-value.ts";
import { notANumber } from "./difference.ts";
import { describeError, type Fact, failureMessage } from "./message.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { at, findLeaf, isMatrix, reading } from "./outcome.ts";

/** The moments E[((x − mean) / σ)ᵏ] of a distribution for k = 3, 4 and 6. They say how far statistics of a sample stray. */
export interface StandardMoments {
  readonly skewness: number;
  readonly kurtosis: number;
  readonly sixth: number;
}

const distributions = {
  normal: { skewness: 0, kurtosis: 3, sixth: 15 },
  uniform: { skewness: 0, kurtosis: 9 / 5, sixth: 27 / 7 },
} satisfies Record<string, StandardMoments>;

export interface Moments extends Check {
  readonly mean: number;
  readonly variance: number;
  /** The distribution of the draws: by name, or its standard moments. */
  readonly distribution: keyof typeof distributions | StandardMoments;
  /** The probability that a right sample fails, whichever of the statistics it is that strays. Say 1e-9 where the seed is free. */
  readonly falseAlarm: number;
  /** The interval in which every draw lies, ends included; 2⁻²³ beyond it, relative to the larger end, are rounding to f32. */
  readonly range?: readonly [number, number];
  /** Whether neighbours in a row, and in a column where the draws are rows or a matrix, are checked for correlation; false unless told. */
  readonly uncorrelated?: boolean;
}

/**
 * Checks a sample: a list of draws, a list of rows, or a matrix. Its mean, its variance, and if told its range and the correlation of
 * neighbours must be those of independent draws of the stated distribution.
 *
 * The tolerances are z standard errors: σ/√n for the mean, σ² √((kurtosis − 1)/n) for the variance, 1/√n for a correlation, where z is
 * the normal quantile of the false-alarm probability, shared out among the statistics. The first correction for the skewness γ of a
 * statistic, γ (z² − 1)/6, widens one side and narrows the other (E. A. Cornish and R. A. Fisher, "Moments and cumulants in the
 * specification of distributions", Revue de l'Institut International de Statistique 5, 1938).
 */
export function toHaveMoments(received: unknown, moments: Moments): Verdict {
  const { why, variance, falseAlarm } = moments;
  if (!(variance > 0)) throw emptyCheck(`its variance is ${variance}, and one is above 0`);
  const read = reading(() => readSample(received, moments.range));
  if ("unreadable" in read) return failed(`${why}\n\nA sample is needed here: ${read.unreadable}.`);
  if (!("draws" in read.result)) return failed(withSeed(moments, read.result));

  const sample = read.result;
  const statistics = statisticsOf(sample, moments);
  const z = normalQuantile(falseAlarm / statistics.length);
  for (const statistic of statistics) {
    const correction = (statistic.skewness * (z * z - 1)) / 6;
    const [below, above] = [-z + correction, z + correction].map((bound) => bound * statistic.standardError);
    if (above === undefined || below === undefined) continue;
    if (!(above < 1 && below > -1)) {
      return failed(
        `${why}\n\nThe sample has ${sample.draws.length} draws, and that is too few to tell a right one from a wrong one.`,
      );
    }
    const error = statistic.error;
    if (error >= below && error <= above) continue;
    return failed(withSeed(moments, factsOf(statistic, error < 0 ? -below : above, z, sample, moments)));
  }
  return passed;
}

function withSeed({ why, seed }: Moments, facts: readonly Fact[]): string {
  return failureMessage(why, [...facts, ["seed", seed?.toString()]]);
}

interface Sample {
  readonly draws: readonly number[];
  /** Draws a row; 0 where they stand in one list. */
  readonly columns: number;
}

/** The most draws that are looked at. */
const most = 2 ** 24;

function readSample(received: unknown, range: Moments["range"]): Sample | readonly Fact[] {
  const draws: number[] = [];
  const slack = range ? 2 ** -23 * Math.max(Math.abs(range[0]), Math.abs(range[1])) : 0;
  const isOutside = (x: number) => range !== undefined && (x < range[0] - slack || x > range[1] + slack);
  const misfit = findLeaf(received, (leaf) => {
    if (typeof leaf !== "number" || !Number.isFinite(leaf) || isOutside(leaf) || draws.length === most) {
      return true;
    }
    draws.push(leaf);
    return false;
  });
  if (misfit === undefined && draws.length > 1) return { draws, columns: columnsOf(received) };
  const { value, place } = misfit ?? { value: received, place: "" };
  const isNumber = typeof value === "number" && Number.isFinite(value);
  return [
    ["expected", range && isNumber ? `draws from ${range[0]} to ${range[1]}` : "a list or a matrix of draws"],
    ["received", `${describeValue(value)}${at(place)}`],
    ["note", noteOn(value, draws.length, isNumber)],
  ];
}

function noteOn(value: unknown, count: number, isNumber: boolean): string | undefined {
  if (count === most) return `there are more than ${most} draws`;
  if (isList(value) || isMatrix(value)) return `there are ${count} draws, and a sample has many`;
  if (isNumber) return undefined;
  return typeof value === "number" && !Number.isNaN(value)
    ? "no draw of this distribution is infinite"
    : notANumber(value);
}

/** How many draws a row has, where all rows have the same number. */
function columnsOf(sample: unknown): number {
  if (isMatrix(sample)) return sample.columns;
  if (!isList(sample)) return 0;
  const lengths = new Set(Array.from(sample, (row) => (isList(row) ? row.length : 0)));
  const [length = 0] = lengths;
  return lengths.size === 1 ? length : 0;
}

/** What is measured of a sample, and what it strays by. */
interface Statistic {
  readonly name: string;
  readonly expected: number;
  readonly received: number;
  /** The deviation in units of `scale`. */
  readonly error: number;
  /** What the error is relative to, in words. */
  readonly scale: string;
  readonly standardError: number;
  readonly errorFormula: string;
  readonly skewness: number;
}

function statisticsOf({ draws, columns }: Sample, moments: Moments): Statistic[] {
  const { mean, variance, distribution, uncorrelated = false } = moments;
  const shape = typeof distribution === "string" ? distributions[distribution] : distribution;
  const n = draws.length;
  const deviation = Math.sqrt(variance);
  const scaled = draws.map((x) => (x - mean) / deviation);
  const center = scaled.reduce((sum, x) => sum + x, 0) / n;
  const spread = scaled.reduce((sum, x) => sum + (x - center) * (x - center), 0) / (n - 1);
  const { skewness, kurtosis, sixth } = shape;
  const ofSquares = Math.sqrt(kurtosis - 1);
  return [
    {
      name: "mean",
      expected: mean,
      received: mean + center * deviation,
      error: center,
      scale: ", relative to the standard deviation",
      standardError: 1 / Math.sqrt(n),
      errorFormula: "1/√n",
      skewness: skewness / Math.sqrt(n),
    },
    {
      name: "variance",
      expected: variance,
      received: spread * variance,
      error: spread - 1,
      scale: "",
      standardError: ofSquares / Math.sqrt(n),
      errorFormula: `√((${digits(kurtosis)} − 1)/n)`,
      // E[(x² − 1)³] = E x⁶ − 3 E x⁴ + 2, for x with mean 0 and variance 1.
      skewness: (sixth - 3 * kurtosis + 2) / (ofSquares * ofSquares * ofSquares * Math.sqrt(n)),
    },
    ...(uncorrelated && columns !== 1 ? [correlation(scaled, 1, "row", columns, skewness)] : []),
    ...(uncorrelated && columns > 0 && n > columns
      ? [correlation(scaled, columns, "column", 0, skewness)]
      : []),
  ];
}

/** The mean product of neighbours. Where there are rows, the last of a row is no neighbour of the first of the next. */
function correlation(
  scaled: readonly number[],
  lag: number,
  along: string,
  rowLength: number,
  skewness: number,
): Statistic {
  let [sum, pairs] = [0, 0];
  for (let k = 0; k + lag < scaled.length; k++) {
    if (rowLength > 0 && (k + lag) % rowLength === 0) continue;
    sum += (scaled[k] as number) * (scaled[k + lag] as number);
    pairs++;
  }
  const received = sum / pairs;
  return {
    name: `correlation of neighbours in a ${along}`,
    expected: 0,
    received,
    error: received,
    scale: ", relative to the variance",
    standardError: 1 / Math.sqrt(pairs),
    errorFormula: "1/√n",
    skewness: (skewness * skewness) / Math.sqrt(pairs),
  };
}

function factsOf(statistic: Statistic, bound: number, z: number, sample: Sample, moments: Moments): Fact[] {
  const { name, expected, received, error, scale, errorFormula } = statistic;
  const { draws } = sample;
  const allEqual = draws.every((x) => x === draws[0]);
  return [
    ["sample", `${draws.length} draws`],
    ["expected", `${name} ${describeValue(expected)}`],
    ["received", `${name} ${digits(received)}`],
    ["note", allEqual ? `all draws are ${describeValue(draws[0])}` : undefined],
    ["relative error", `${describeError(Math.abs(error))}${scale}`],
    [
      "tolerance",
      `${describeError(bound)} (${digits(z)} standard errors ${errorFormula}; a right sample fails with probability ${moments.falseAlarm.toExponential()})`,
    ],
  ];
}

function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
