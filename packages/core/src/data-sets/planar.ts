import { matrix, type Precision } from "../matrix.ts";
import type { Random } from "../random.ts";
import { checkCount, checkNonNegative, checkRandom, checkSettings } from "../setting-checks.ts";
import { type DataSet, permutation } from "./data-set.ts";

/** What every data set of two classes of points in the plane takes. */
export interface PlanarSettings {
  /** How many points in all. */
  readonly examples: number;
  /** Standard deviation of the Gaussian noise added to both coordinates. Default 0. */
  readonly noise?: number;
  /** Default `"f32"`. */
  readonly precision?: Precision;
}

/** A point before noise, with its class. */
export interface PlanarPoint {
  readonly x: number;
  readonly y: number;
  readonly target: 0 | 1;
}

/**
 * Points in random order with noise: inputs `(examples, 2)`, targets `(examples, 1)`. The order is drawn first, then
 * two normal deviates a point, whatever the noise, so that one seed gives one order and one pattern of noise at any
 * strength.
 *
 * @param pointAt the point with this number, from 0 to examples − 1
 */
export function planarDataSet(
  operation: string,
  { examples, noise = 0, precision = "f32" }: PlanarSettings,
  random: Random,
  pointAt: (index: number) => PlanarPoint,
): DataSet {
  const inputs = matrix(examples, 2, undefined, precision);
  const targets = matrix(examples, 1, undefined, precision);
  checkNonNegative(operation, "noise", noise);
  permutation(examples, random).forEach((index, row) => {
    const { x, y, target } = pointAt(index);
    inputs.data[row * 2] = x + noise * random.normal();
    inputs.data[row * 2 + 1] = y + noise * random.normal();
    targets.data[row] = target;
  });
  return { inputs, targets };
}

/** Refuses settings that no planar data set can take. */
export function checkPlanar(operation: string, settings: PlanarSettings, random: Random): void {
  checkSettings(operation, settings, `${operation}({ examples: 200 }, random(1))`);
  checkCount(operation, "examples", settings.examples, 1);
  checkRandom(operation, random);
}
