import type { Random } from "../random.ts";
import type { DataSet } from "./data-set.ts";
import { checkPlanar, type PlanarSettings, planarDataSet } from "./planar.ts";

/**
 * Exclusive or. Inputs `(examples, 2)`: the corners (0, 0), (0, 1), (1, 0), (1, 1) of the unit square in turn,
 * shuffled, with Gaussian noise. Targets `(examples, 1)`: 1 where exactly one of the two coordinates was 1 before
 * the noise. No straight line parts the classes: M. Minsky and S. Papert, "Perceptrons", 1969.
 *
 * @param settings.examples default 4, one for each corner
 * @throws when examples is not a whole number from 1 on, or noise not a finite number from 0 on.
 */
export function xor(settings: Partial<PlanarSettings>, random: Random): DataSet {
  const complete = { examples: 4, ...settings };
  checkPlanar("xor", complete, random);
  return planarDataSet("xor", complete, random, (index) => {
    const x = Math.floor(index / 2) % 2;
    const y = index % 2;
    return { x, y, target: x === y ? 0 : 1 };
  });
}
