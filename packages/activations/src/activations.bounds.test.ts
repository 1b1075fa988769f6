import { type BigNumber, exactly, unitsInTheLastPlace } from "@vanishing/verification";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bound, Interval } from "./activation.ts";
import { activations } from "./activations.ts";
import { reference } from "./test-support/reference.ts";

const settings: fc.Parameters<unknown> = { seed: 7, numRuns: 2000 };

/**
 * Every float64 but NaN, by exponent; evenly where activations bend; and evenly next to 0, where a slope is as good as
 * its bound and rounding could carry it past.
 */
const anyInput = fc.oneof(fc.double({ noNaN: true }), evenlyWithin(32), evenlyWithin(2 ** -26));
const finiteInput = anyInput.filter(Number.isFinite);

describe.each(Object.values(activations))("the bounds of $name", (activation) => {
  const inSixtyFourDigits = reference(activation);
  const { derivativeInfimum, derivativeSupremum, range, lipschitz } = activation;

  // With ≤, not <: the bounds that are reached are reached in float64 too, and rounding reaches the others.
  test("the derivative never passes its bounds", () => {
    fc.assert(
      fc.property(anyInput, (x) => within(activation.derivative(x), derivativeInfimum, derivativeSupremum)),
      settings,
    );
  });

  test("the value never passes its bounds", () => {
    fc.assert(
      fc.property(anyInput, (x) => within(activation.value(x), range.infimum, range.supremum)),
      settings,
    );
  });

  test("the derivative reaches or approaches its bounds where the row says", () => {
    const { derivative } = inSixtyFourDigits;
    holdsTo(derivativeInfimum, activation.derivative, derivative);
    holdsTo(derivativeSupremum, activation.derivative, derivative);
  });

  test("the value reaches or approaches its bounds where the row says", () => {
    holdsTo(range.infimum, activation.value, inSixtyFourDigits.value);
    holdsTo(range.supremum, activation.value, inSixtyFourDigits.value);
  });

  test("the Lipschitz constant is the larger of the derivative's bounds", () => {
    expect(lipschitz).toBe(Math.max(Math.abs(derivativeInfimum.value), Math.abs(derivativeSupremum.value)));
  });

  test("no two outputs are farther apart than the Lipschitz constant allows", () => {
    fc.assert(
      fc.property(finiteInput, finiteInput, (a, b) => {
        const [fa, fb] = [activation.value(a), activation.value(b)];
        // Each of the two values may be wrong by 4 units in the last place.
        const rounding = 4 * Number.EPSILON * (Math.abs(fa) + Math.abs(fb));
        return Math.abs(fa - fb) <= lipschitz * Math.abs(a - b) * (1 + 2 * Number.EPSILON) + rounding;
      }),
      settings,
    );
  });
});

function evenlyWithin(radius: number): fc.Arbitrary<number> {
  const steps = 2 ** 40;
  return fc.integer({ min: -steps, max: steps }).map((i) => (i / steps) * radius);
}

function within(y: number, infimum: Bound, supremum: Bound): boolean {
  return infimum.value <= y && y <= supremum.value;
}

function holdsTo(
  bound: Bound,
  received: (x: number) => number,
  inSixtyFourDigits: (x: number) => BigNumber,
): void {
  expect(bound.where).not.toEqual([]);
  for (const place of bound.where) {
    if (bound.reached) reaches(bound.value, place, received);
    else approaches(bound.value, place, inSixtyFourDigits);
  }
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

function approaches(value: number, { from, to }: Interval, f: (x: number) => BigNumber): void {
  expect(from, "only bounds at infinity are approached").toBe(to);
  const nearer = [10, 20, 50].map((distance) => f(Math.sign(to) * distance));
  if (!Number.isFinite(value)) {
    const sizes = nearer.map((y) => y.times(Math.sign(value)).toNumber());
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0] ?? Infinity);
    return;
  }
  const gaps = nearer.map((y) => y.minus(exactly(value)).abs());
  for (const gap of gaps) expect(gap.isZero()).toBe(false);
  for (const [i, gap] of gaps.slice(1).entries()) {
    // A gap that goes like 1/x, the slowest in use, falls to 1/2 and then to 2/5.
    expect(gap.div(gaps[i] ?? 0).toNumber()).toBeLessThanOrEqual(0.55);
  }
}
