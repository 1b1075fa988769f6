import { elu, leakyReluWithSlope, relu } from "@vanishing/activations";
import {
  circles,
  deadShare,
  type Elementwise,
  type Matrix,
  matrix,
  matrixFromRows,
  normalMatrix,
  type Random,
  random,
  sgd,
  Tape,
} from "@vanishing/core";
import { type RectifierId, type RectifiersValues, training } from "./rectifiers-settings.ts";

/** A unit of the hidden layer, after so many updates. */
export interface RectifierUnit {
  /** Counted from 1. */
  readonly unit: number;
  /** For each input, in the order of the picture, whether the unit's pre-activation is above 0. */
  readonly on: readonly boolean[];
  /** Whether it is off for every input. */
  readonly isOff: boolean;
  /** The largest slope that it has on any input. 0: no gradient passes, the unit is dead. */
  readonly largestSlope: number;
}

/** The layer after so many updates of its weights. */
export interface RectifiersStep {
  readonly values: RectifiersValues;
  readonly activationName: string;
  /** How many updates the weights have had. */
  readonly step: number;
  readonly units: readonly RectifierUnit[];
  /** How many units are off for every input, after each number of updates from 0 to `step`. */
  readonly offCounts: readonly number[];
  /** Of those, how many are dead: their slope is exactly 0 for every input. */
  readonly dead: number;
  /** Of the units that are off for every input: the largest slope of the one where it is smallest; undefined where there is none. */
  readonly slopeLeft: number | undefined;
  /** How many units were off for every input earlier, and are not now. */
  readonly cameBack: number;
  /** The share of all entries, a unit and an input each, that are off. */
  readonly offShare: number;
  readonly loss: number;
  /** Whether a gradient is not finite: then there is no update from it. */
  readonly isOverflowing: boolean;
}

/** The functions that the figure trains with: the packages', or a learner's. */
export interface RectifierFunctions {
  readonly activations: Readonly<Record<RectifierId, Elementwise>>;
  /** The share of units that are off for every input, from pre-activations `(inputs, units)` as rows. */
  deadFraction(preActivations: number[][]): number;
}

const names: Readonly<Record<RectifierId, string>> = { relu: "ReLU", leakyRelu: "Leaky ReLU", elu: "ELU" };

export const packageFunctions: RectifierFunctions = {
  activations: { relu, leakyRelu: leakyReluWithSlope(training.leak), elu },
  deadFraction: (rows) => deadShare(matrixFromRows(rows, "f64"), relu),
};

/**
 * Trains a layer of rectifiers, with one logit after it, to tell two circles apart: gradient descent on binary cross-entropy with all
 * inputs in each step, in float64, from He's weights. Yields the layer as it begins, and then after each update. It ends after the last
 * step, or when a gradient is not finite.
 */
export function* rectifiersTraining(
  values: RectifiersValues,
  functions: RectifierFunctions = packageFunctions,
): Generator<RectifiersStep, void> {
  const f = functions.activations[values.activation];
  const draws = random(values.seed);
  const { inputs, targets } = sortedCircles(draws);
  const weight = normalMatrix(draws, 2, training.units, 1, "f64");
  const bias = matrix(1, training.units, undefined, "f64");
  const readout = normalMatrix(draws, training.units, 1, Math.sqrt(2 / training.units), "f64");
  const readoutBias = matrix(1, 1, undefined, "f64");
  const parameters = [weight, bias, readout, readoutBias];
  const optimizer = sgd({ learningRate: values.learningRate });
  const tape = new Tape({ precision: "f64" });
  const offCounts: number[] = [];
  const wereOff = new Set<number>();

  for (let step = 0; step <= training.steps; step++) {
    const [w, b] = [tape.parameter(weight), tape.parameter(bias)];
    const [v, c] = [tape.parameter(readout), tape.parameter(readoutBias)];
    const z = tape.constant(inputs).linear(w, b);
    const loss = z.apply(f).linear(v, c).binaryCrossEntropy(targets);
    loss.backward();
    const gradients = [w, b, v, c].map(({ gradient }) => gradient);

    const rows = rowsOf(z.value);
    offCounts.push(Math.round(training.units * functions.deadFraction(rows)));
    const units = unitsOf(rows, f);
    const off = units.filter(({ isOff }) => isOff);
    const back = [...wereOff].filter((unit) => !off.some((other) => other.unit === unit));
    for (const { unit } of off) wereOff.add(unit);
    const isOverflowing = !gradients.every((gradient) => gradient?.data.every(Number.isFinite));
    yield {
      values,
      activationName: names[values.activation],
      step,
      units,
      offCounts: [...offCounts],
      dead: off.filter(({ largestSlope }) => largestSlope === 0).length,
      slopeLeft: off.length === 0 ? undefined : Math.min(...off.map(({ largestSlope }) => largestSlope)),
      cameBack: back.length,
      offShare: rows.flat().filter((entry) => !(entry > 0)).length / (training.units * training.inputs),
      loss: loss.value.data[0] as number,
      isOverflowing,
    };
    if (isOverflowing) return;
    optimizer.step(parameters, gradients);
    tape.reset();
  }
}

/** The layer at the end of its training. */
export function rectifiersTrained(
  values: RectifiersValues,
  functions: RectifierFunctions = packageFunctions,
): RectifiersStep {
  let last: RectifiersStep | undefined;
  for (const step of rectifiersTraining(values, functions)) last = step;
  return last as RectifiersStep;
}

/**
 * Two circles, in the order of their angle: a unit is on for the inputs on one side of a line, so that in this order they stand
 * together.
 */
function sortedCircles(draws: Random): { readonly inputs: Matrix; readonly targets: Matrix } {
  const { inputs, targets } = circles({ examples: training.inputs, noise: training.noise }, draws);
  const points = rowsOf(inputs).map(([x = 0, y = 0], row) => ({ x, y, target: targets.data[row] as number }));
  points.sort((a, b) => Math.atan2(a.y, a.x) - Math.atan2(b.y, b.x));
  return {
    inputs: matrixFromRows(
      points.map(({ x, y }) => [x, y]),
      "f64",
    ),
    targets: matrixFromRows(
      points.map(({ target }) => [target]),
      "f64",
    ),
  };
}

function unitsOf(rows: readonly (readonly number[])[], f: Elementwise): RectifierUnit[] {
  return Array.from({ length: training.units }, (_, place) => {
    const preActivations = rows.map((row) => row[place] as number);
    const on = preActivations.map((z) => z > 0);
    return {
      unit: place + 1,
      on,
      isOff: !on.includes(true),
      largestSlope: Math.max(...preActivations.map((z) => f.derivative(z))),
    };
  });
}

function rowsOf({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
}
