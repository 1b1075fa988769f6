import { type BigNumber, exactly, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { reference } from "./test-support/reference.ts";
import { everyRow } from "./test-support/rows.ts";
import { samplePoints } from "./test-support/sample-points.ts";
import { zeroOfDerivative, zerosOfSecondDerivative } from "./test-support/zeros.ts";

const bound = 4;

describe.each(everyRow)("%s against 64-digit arithmetic", (_, row) => {
  const { value, derivative, secondDerivative } = reference(row);
  const points = samplePoints(row);
  const smooth = points.filter((x) => !row.kinks.some(({ at }) => at === x));

  test(`value is within ${bound} units in the last place of the formula`, () => {
    expectUnits(points, (x) => unitsInTheLastPlace(value(x), row.value(x)));
  });

  test(`derivative is within ${bound} units in the last place of the formula's symbolic derivative`, () => {
    const near = neighbourhood(zeroOfDerivative(row));
    expectUnits(smooth, (x) => {
      const [expected, received] = [derivative(x), row.derivative(x)];
      return near(x)
        ? unitsOfInput(expected, received, secondDerivative(x).times(exactly(x)))
        : unitsInTheLastPlace(expected, received);
    });
  });

  test(`second derivative is within ${bound} units in the last place of the derivative's symbolic derivative`, () => {
    const near = neighbourhood(zerosOfSecondDerivative(row));
    expectUnits(points, (x) => {
      const [expected, received] = [secondDerivative(x), row.secondDerivative(x)];
      return near(x)
        ? unitsOfInput(expected, received, relativeSlope(secondDerivative, x))
        : unitsInTheLastPlace(expected, received);
    });
  });
});

function expectUnits(points: readonly number[], units: (x: number) => number): void {
  const errors = points.map((x) => ({ x, units: units(x) }));
  const worst = errors.reduce((worst, error) => (error.units > worst.units ? error : worst));
  expect(worst.units, `at x = ${worst.x}`).toBeLessThanOrEqual(bound);
}

/** Whether x is nearer to a zero than half of the distance of that zero from 0. */
function neighbourhood(zeros: readonly number[]): (x: number) => boolean {
  return (x) => zeros.some((zero) => Math.abs(x - zero) < Math.abs(zero) / 2);
}

/**
 * The error near a zero, in units that are not those of the small result y but of max(|y|, |x y′|): what a change of x in its last place
 * makes of y. A zero is not a float64, so that beside it even a rounded right result would be of few digits.
 */
function unitsOfInput(y: BigNumber, received: number, relativeSlope: BigNumber): number {
  const size = relativeSlope.abs().greaterThan(y.abs()) ? relativeSlope.abs() : y.abs();
  return exactly(received).minus(y).abs().div(size.times(Number.EPSILON)).toNumber();
}

/** x f′(x), to some ten digits. */
function relativeSlope(f: (x: number) => BigNumber, x: number): BigNumber {
  const step = 2 ** -17;
  return f(x * (1 + step))
    .minus(f(x * (1 - step)))
    .div(2 * step);
}
