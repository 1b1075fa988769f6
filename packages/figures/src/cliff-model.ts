import {
  clipByGlobalNorm,
  clipByValue,
  type Matrix,
  matrix,
  matrixFromRows,
  type Precision,
  Tape,
  type Tensor,
} from "@vanishing/core";
import { formatNumber } from "./frame/format.ts";

/** What the figure's controls hold. */
export interface CliffValues {
  /** Where the descent begins. */
  readonly w: number;
  readonly b: number;
  readonly learningRate: number;
  readonly clipping: Clipping;
  readonly limit: number;
  readonly steps: number;
}

export type Clipping = "norm" | "value";

/** A weight and a bias, with the loss there. */
export interface CliffPoint {
  readonly w: number;
  readonly b: number;
  readonly loss: number;
}

/** One step of a descent, from its point. */
export interface CliffStep extends CliffPoint {
  readonly gradientNorm: number;
  /** How far the step goes: learning rate times norm, after clipping. */
  readonly length: number;
}

/** A run of neighbouring cells of the map with losses in one band. */
export interface CliffCell {
  readonly w: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
  /** From 0, the lowest losses, to `bands` − 1. */
  readonly band: number;
}

export interface Cliff {
  readonly values: CliffValues;
  readonly cells: readonly CliffCell[];
  /** The points of the two descents, with the step that leaves each; the last point has none. */
  readonly plain: readonly CliffStep[];
  readonly clipped: readonly CliffStep[];
}

/** How often the unit is applied: so many layers with one weight and one bias. */
export const chainLength = 50;
/** What the first layer gets, and what the last one should give. */
const chainStart = 0.5;
const chainTarget = 0.5;
/** The part of the plane that the map shows. */
export const mapOf = { w: [0.5, 3], b: [-1, 0.5] } as const;
/** The upper ends of the bands of loss but for the last. */
export const bandEnds = [0.01, 0.05, 0.15, 0.5, 1.5] as const;

const [columns, rows] = [100, 60];

const f64: Precision = "f64";
const scalar = (value: number) => matrix(1, 1, [value], f64);

/** hₜ = tanh(w hₜ₋₁ + b), fifty times, and the squared distance of the last one from its target. */
export function cliffLoss(w: number, b: number): number {
  let h = chainStart;
  for (let layer = 0; layer < chainLength; layer++) h = Math.tanh(w * h + b);
  return (h - chainTarget) ** 2;
}

/** ∂L/∂w and ∂L/∂b, by the tape. */
export function cliffGradient(w: number, b: number): readonly [number, number] {
  const tape = new Tape({ precision: f64 });
  const [weight, bias] = [tape.parameter(scalar(w)), tape.parameter(scalar(b))];
  let h: Tensor = tape.constant(scalar(chainStart));
  for (let layer = 0; layer < chainLength; layer++) h = h.mul(weight).add(bias).tanh();
  h.meanSquaredError(scalar(chainTarget)).backward();
  const of = (tensor: Tensor) => tensor.gradient?.data[0] ?? Number.NaN;
  return [of(weight), of(bias)];
}

/** Clips the gradients of weight and bias. The learner's functions can take its place. */
export type ClipGradients = (gradient: readonly [number, number], limit: number) => readonly [number, number];

const clipWith: Readonly<
  Record<Clipping, (gradients: readonly Matrix[], limit: number) => (Matrix | undefined)[]>
> = { norm: clipByGlobalNorm, value: clipByValue };

const clipByCore =
  (clipping: Clipping): ClipGradients =>
  ([w, b], limit) => {
    const clipped = clipWith[clipping]([matrixFromRows([[w]], f64), matrixFromRows([[b]], f64)], limit);
    return clipped.map((gradient) => gradient?.data[0] ?? Number.NaN) as [number, number];
  };

/** The map, and the two descents from one point. */
export function cliff(values: CliffValues, clip: ClipGradients = clipByCore(values.clipping)): Cliff {
  return {
    values,
    cells: lossMap(),
    plain: descent(values, (gradient) => gradient),
    clipped: descent(values, (gradient) => clip(gradient, values.limit)),
  };
}

function descent(
  { w, b, learningRate, steps }: CliffValues,
  clip: (gradient: readonly [number, number]) => readonly [number, number],
): readonly CliffStep[] {
  const points: CliffStep[] = [];
  let at = { w, b };
  for (let step = 0; step <= steps; step++) {
    const gradient = cliffGradient(at.w, at.b);
    const [ofW, ofB] = clip(gradient);
    const length = step === steps ? 0 : learningRate * Math.hypot(ofW, ofB);
    points.push({ ...at, loss: cliffLoss(at.w, at.b), gradientNorm: Math.hypot(...gradient), length });
    at = { w: at.w - learningRate * ofW, b: at.b - learningRate * ofB };
  }
  return points;
}

let map: readonly CliffCell[] | undefined;

/** The losses of the map, in bands. Neighbours of a row that are of one band are one cell. They are the same for all values. */
function lossMap(): readonly CliffCell[] {
  map ??= Array.from({ length: rows }, (_, row) => rowOfMap(row)).flat();
  return map;
}

function rowOfMap(row: number): CliffCell[] {
  const [bFrom, bTo] = [edge(mapOf.b, row, rows), edge(mapOf.b, row + 1, rows)];
  const cells: CliffCell[] = [];
  for (let column = 0; column < columns; column++) {
    const [wFrom, wTo] = [edge(mapOf.w, column, columns), edge(mapOf.w, column + 1, columns)];
    const loss = cliffLoss((wFrom + wTo) / 2, (bFrom + bTo) / 2);
    const band = bandEnds.filter((end) => loss > end).length;
    const before = cells.at(-1);
    if (before?.band === band) cells[cells.length - 1] = { ...before, w: [before.w[0], wTo] };
    else cells.push({ w: [wFrom, wTo], b: [bFrom, bTo], band });
  }
  return cells;
}

function edge([from, to]: readonly [number, number], at: number, count: number): number {
  return from + ((to - from) * at) / count;
}

/** Whether a point lies on the map. */
export function isOnMap({ w, b }: { readonly w: number; readonly b: number }): boolean {
  return w >= mapOf.w[0] && w <= mapOf.w[1] && b >= mapOf.b[0] && b <= mapOf.b[1];
}

/** What the figure shows, in sentences. */
export function describeCliff({ values, plain, clipped }: Cliff): string {
  const { w, b, steps, clipping, limit } = values;
  const start = plain[0] as CliffStep;
  return (
    `From w = ${formatNumber(w)}, b = ${formatNumber(b)}, with loss ${formatNumber(start.loss)} and a gradient of norm ${formatNumber(start.gradientNorm)}, ` +
    `${steps} ${steps === 1 ? "step" : "steps"}. Without clipping: ${journey(plain)}. ` +
    `Clipped by ${clipping} at ${formatNumber(limit)}: ${journey(clipped)}.`
  );
}

function journey(points: readonly CliffStep[]): string {
  const end = points.at(-1) as CliffStep;
  const longest = Math.max(...points.map(({ length }) => length));
  return `the longest step is ${formatNumber(longest)} long, and the loss at the end is ${formatNumber(end.loss)}${isOnMap(end) ? "" : ", off the map"}`;
}
