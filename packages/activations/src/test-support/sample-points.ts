import { withNeighbours } from "@vanishing/verification";
import fc from "fast-check";
import { floatThresholds } from "./float-thresholds.ts";
import { farthest } from "./reference.ts";

const seed = 20260101;

/** A grid over the part of the line where a sigmoid bends and where its float64 runs out of digits. */
const grid = Array.from({ length: 321 }, (_, i) => (i - 160) / 4);

/** Both signs of every threshold, and the float64 numbers around it. */
const thresholds = floatThresholds.flatMap((x) => [x, -x]).flatMap((x) => withNeighbours(x, 2));

/** Drawn by exponent: of every magnitude from the least float64 up. */
const ofAnyMagnitude = sample(fc.double({ min: -farthest, max: farthest, noNaN: true }), 250);

/** Drawn evenly from −50 to 50. */
const evenly = sample(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map((i) => (i * 50) / 2 ** 31),
  250,
);

/** Where a row is compared with its 64-digit reference: a grid, the float64 thresholds, and seeded random points. */
export const samplePoints: readonly number[] = [
  ...grid,
  ...thresholds,
  ...ofAnyMagnitude,
  ...evenly,
  farthest,
  -farthest,
];

function sample(arbitrary: fc.Arbitrary<number>, numRuns: number): number[] {
  return fc.sample(arbitrary, { seed, numRuns });
}
