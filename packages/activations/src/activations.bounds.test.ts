import { type BigNumber, exactly, unitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activation, Bound, Interval } from "./activation.ts";
import { reference } from "./test-support/reference.ts";
import { everyRow } from "./test-support/rows.ts";

const settings: fc.Parameters<unknown> = { seed: 7, numRuns: 2000 };

/**
 * Every float64 but NaN, by exponent; evenly where activations bend; and evenly next to 0, where a slope is as good as
 * its bound and rounding could carry it past.
 */
const anyInput = fc.oneof(fc.double({ noNaN: true }), evenlyWithin(32), evenlyWithin(2 ** -26));
const finiteInput = anyInput.filter(Number.isFinite);

describe.each(everyRow)("the bounds of %s", (_, row) => {
  const inSixtyFourDigits = reference(row);
  const { derivativeInfimum, derivativeSupremum, range, lipschitz } = row;
  const bounds = [derivativeInfimum, derivativeSupremum, range.infimum, range.supremum];
  const besideBounds = bounds
    .flatMap(({ where }) => where.map(({ from }) => from))
    .filter((x) => Number.isFinite(x) && x !== 0)
    .flatMap((x) => evenly(4000).map((share) => x + 1e-7 * share * x));

  // With ≤, not <: the bounds that are reached are reached in float64 too, and rounding reaches the others.
  test("the derivative never passes its bounds", () => {
    const keeps = (x: number) => within(row.derivative(x), derivativeInfimum, derivativeSupremum);
    fc.assert(fc.property(anyInput, keeps), settings);
    expect(besideBounds.filter((x) => !keeps(x))).toEqual([]);
  });

  test("the value never passes its bounds", () => {
    const keeps = (x: number) => within(row.value(x), range.infimum, range.supremum);
    fc.assert(fc.property(anyInput, keeps), settings);
    expect(besideBounds.filter((x) => !keeps(x))).toEqual([]);
  });

  test("the derivative reaches or approaches its bounds where the row says", () => {
    const { derivative } = inSixtyFourDigits;
    for (const bound of [derivativeInfimum, derivativeSupremum]) {
      expect(bound.where).not.toEqual([]);
      for (const place of bound.where) {
        if (bound.reached === "by convention") isLeftSlopeAtKink(bound.value, place, row);
        else if (bound.reached) reaches(bound.value, place, row.derivative);
        else approaches(bound.value, place, derivative);
      }
    }
  });

  test("the value reaches or approaches its bounds where the row says", () => {
    for (const bound of [range.infimum, range.supremum]) {
      expect(bound.where).not.toEqual([]);
      expect(bound.reached).not.toBe("by convention");
      for (const place of bound.where) {
        if (bound.reached) reaches(bound.value, place, row.value);
        else approaches(bound.value, place, inSixtyFourDigits.value);
      }
    }
  });

  test("names each place of a bound once", () => {
    for (const { where } of [derivativeInfimum, derivativeSupremum, range.infimum, range.supremum]) {
      expect(new Set(where.map(({ from, to }) => `${from} to ${to}`)).size).toBe(where.length);
    }
  });

  test("the Lipschitz constant is the larger of the derivative's bounds, and infinite where f jumps", () => {
    const jumps = row.kinks.some(({ jump }) => jump !== undefined);
    const steepest = Math.max(Math.abs(derivativeInfimum.value), Math.abs(derivativeSupremum.value));
    expect(lipschitz).toBe(jumps ? Infinity : steepest);
  });

  test("no two outputs are farther apart than the Lipschitz constant allows", () => {
    fc.assert(
      fc.property(finiteInput, finiteInput, (a, b) => {
        const [fa, fb] = [row.value(a), row.value(b)];
        // Each of the two values may be wrong by 4 units in the last place, or by one of 2^−1074.
        const rounding = 4 * Number.EPSILON * (Math.abs(fa) + Math.abs(fb)) + 2 * Number.MIN_VALUE;
        const most = lipschitz * Math.abs(a - b) * (1 + 2 * Number.EPSILON) + rounding;
        return fa === fb || Math.abs(fa - fb) <= most;
      }),
      settings,
    );
  });
});

/** Numbers from −1 to 1 in equal steps. */
function evenly(steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => (2 * i) / steps - 1);
}

function evenlyWithin(radius: number): fc.Arbitrary<number> {
  const steps = 2 ** 40;
  return fc.integer({ min: -steps, max: steps }).map((i) => (i / steps) * radius);
}

function within(y: number, infimum: Bound, supremum: Bound): boolean {
  return infimum.value <= y && y <= supremum.value;
}

function isLeftSlopeAtKink(value: number, { from, to }: Interval, { kinks, derivative }: Activation): void {
  expect(from).toBe(to);
  expect(kinks.find(({ at }) => at === from)?.left).toBe(value);
  expect(derivative(from)).toBe(value);
}

function reaches(value: number, place: Interval, received: (x: number) => number): void {
  for (const x of pointsOf(place)) {
    expect(x, "a bound at infinity is approached, not reached").toSatisfy(Number.isFinite);
    expect(unitsInTheLastPlace(exactly(value), received(x)), `at x = ${x}`).toBeLessThanOrEqual(4);
  }
}

/** Points that belong to the interval: the one point, or some between the ends, from close to them to far away. */
function pointsOf({ from, to }: Interval): number[] {
  if (from === to) return [from];
  const ends = [from, to].filter(Number.isFinite);
  const distances = [1e-9, 1e-3, 0.5, 1, 1e3, 1e300];
  return (ends.length === 0 ? [0] : ends)
    .flatMap((end) => distances.flatMap((distance) => [end - distance, end + distance]))
    .filter((x) => from < x && x < to);
}

/** Comes nearer and nearer to the bound, from one side at least where the place is a finite point, and does not take it. */
function approaches(value: number, { from, to }: Interval, f: (x: number) => BigNumber): void {
  expect(from, "a bound is approached towards one point").toBe(to);
  const paths = Number.isFinite(to)
    ? [-1, 1].map((side) => [2, 5, 11].map((closeness) => to + side / closeness))
    : [[2, 5, 11].map((distance) => Math.sign(to) * distance)];
  const successful = paths.filter((path) => comesNearer(value, path.map(f)));
  expect(successful, `towards x = ${to}`).not.toEqual([]);
}

function comesNearer(value: number, nearer: readonly BigNumber[]): boolean {
  if (!Number.isFinite(value)) {
    const sizes = nearer.map((y) => y.times(Math.sign(value)).toNumber());
    return sizes.every((size, i) => size > (sizes[i - 1] ?? 0));
  }
  const gaps = nearer.map((y) => y.minus(exactly(value)).abs());
  // What is left of π/2 or λα when it is rounded to a float64.
  const rounding = exactly(Math.abs(value)).times(2 ** -53);
  // A gap that goes like 1/(1 + x), the slowest in use, falls to 1/2 each time.
  return gaps.every(
    (gap, i) =>
      !gap.isZero() && (i === 0 || gap.lessThanOrEqualTo(gaps[i - 1]?.times(0.55).plus(rounding) ?? 0)),
  );
}
