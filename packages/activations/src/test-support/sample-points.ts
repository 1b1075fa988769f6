import { withNeighbours } from "@vanishing/verification";
import fc from "fast-check";
import type { Activation } from "../activation.ts";
import { floatThresholds } from "./float-thresholds.ts";
import { farthest } from "./reference.ts";
import { zeroOfDerivative, zerosOfSecondDerivative } from "./zeros.ts";

const seed = 20260101;

/** A grid over the part of the line where activations bend, and a coarser one where their float64 runs out of digits. */
const grid = [
  ...Array.from({ length: 65 }, (_, i) => (i - 32) / 4),
  ...Array.from({ length: 33 }, (_, i) => 2.5 * (i - 16)),
];

/** Both signs of every threshold, and the float64 numbers around it. */
const thresholds = floatThresholds.flatMap((x) => [x, -x]).flatMap((x) => withNeighbours(x, 1));

/** Drawn by exponent: of every magnitude from the least float64 up to where exponentials are as good as their limits. */
const ofAnyMagnitude = sample(fc.double({ min: -1100, max: 1100, noNaN: true }), 80);

/** Drawn evenly from −50 to 50. */
const evenly = sample(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 }).map((i) => (i * 50) / 2 ** 31),
  120,
);

const points = [...grid, ...thresholds, ...ofAnyMagnitude, ...evenly, 1100, 1e200, -1e200, Number.MAX_VALUE];

/**
 * Where a row is compared with its 64-digit reference: a grid, the float64 thresholds, seeded random points, and the numbers around the
 * zeros of f′ and f″, as far as the reference reaches.
 */
export function samplePoints(row: Activation): number[] {
  const zeros = [...zeroOfDerivative(row), ...zerosOfSecondDerivative(row)];
  return [...points, ...zeros.flatMap((x) => withNeighbours(x, 1))].filter(
    (x) => Math.abs(x) <= farthest(row),
  );
}

function sample(arbitrary: fc.Arbitrary<number>, numRuns: number): number[] {
  return fc.sample(arbitrary, { seed, numRuns });
}
