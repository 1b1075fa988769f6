import { type BigNumber, exactly } from "./sixty-four-digits.ts";
import { unitsInTheLastPlace } from "./units-in-the-last-place.ts";

/** The largest error of a function over these points, in units in the last place of the expected values, and where it is. */
export function worstError(
  points: readonly number[],
  expected: (x: BigNumber) => BigNumber,
  received: (x: number) => number,
): { units: number; x: number } {
  const errors = points.map((x) => ({ units: unitsInTheLastPlace(expected(exactly(x)), received(x)), x }));
  return errors.reduce((worst, error) => (error.units > worst.units ? error : worst));
}
