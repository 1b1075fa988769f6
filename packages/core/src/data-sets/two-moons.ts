import type { Random } from "../random.ts";
import { cos, sin } from "../trigonometry.ts";
import type { DataSet } from "./data-set.ts";
import { checkPlanar, type PlanarSettings, planarDataSet } from "./planar.ts";

/**
 * Two half circles that reach into each other, so that no straight line parts them. Inputs `(examples, 2)`, targets
 * `(examples, 1)`: 0 for the outer moon (cos t, sin t), 1 for the inner one (1 − cos t, 1 − sin t − 0.5), with t evenly
 * spaced on [0, π]. ⌊examples / 2⌋ points are outer ones. The points are shuffled, then get Gaussian noise.
 *
 * The construction of `make_moons` in scikit-learn (F. Pedregosa et al., "Scikit-learn: Machine Learning in Python",
 * Journal of Machine Learning Research 12, 2011); the random numbers, and so the order, are this package's own.
 *
 * @throws when examples is not a whole number from 1 on, or noise not a finite number from 0 on.
 */
export function twoMoons(settings: PlanarSettings, random: Random): DataSet {
  checkPlanar("twoMoons", settings, random);
  const outer = Math.floor(settings.examples / 2);
  const inner = settings.examples - outer;
  return planarDataSet("twoMoons", settings, random, (index) => {
    const t = index < outer ? angle(index, outer) : angle(index - outer, inner);
    return index < outer
      ? { x: cos(t), y: sin(t), target: 0 }
      : { x: 1 - cos(t), y: 1 - sin(t) - 0.5, target: 1 };
  });
}

/** The k-th of `count` angles evenly spaced on [0, π], both ends included. A single one is 0. */
function angle(k: number, count: number): number {
  return count === 1 ? 0 : (Math.PI * k) / (count - 1);
}
