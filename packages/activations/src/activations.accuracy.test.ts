import { type BigNumber, unitsInTheLastPlace } from "@vanishing/verification";
import { describe, expect, test } from "vitest";
import { activations } from "./activations.ts";
import { reference } from "./test-support/reference.ts";
import { samplePoints } from "./test-support/sample-points.ts";

const bound = 4;
// A quarter of a second on an idle machine; the rest is for one that is not.
const patience = { timeout: 60_000 };

describe.each(Object.values(activations))("$name against 64-digit arithmetic", (activation) => {
  const inSixtyFourDigits = reference(activation);
  const smooth = samplePoints.filter((x) => !activation.kinks.some(({ at }) => at === x));

  test(`value is within ${bound} units in the last place of the formula`, patience, () => {
    const worst = worstError(samplePoints, activation.value, inSixtyFourDigits.value);
    expect(worst.units, `at x = ${worst.x}`).toBeLessThanOrEqual(bound);
  });

  test(
    `derivative is within ${bound} units in the last place of the formula's symbolic derivative`,
    patience,
    () => {
      const worst = worstError(smooth, activation.derivative, inSixtyFourDigits.derivative);
      expect(worst.units, `at x = ${worst.x}`).toBeLessThanOrEqual(bound);
    },
  );
});

interface WorstError {
  x: number;
  units: number;
}

function worstError(
  points: readonly number[],
  received: (x: number) => number,
  expected: (x: number) => BigNumber,
): WorstError {
  const errors = points.map((x) => ({ x, units: unitsInTheLastPlace(expected(x), received(x)) }));
  return errors.reduce((worst, error) => (error.units > worst.units ? error : worst));
}
