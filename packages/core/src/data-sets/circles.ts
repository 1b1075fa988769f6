import type { Random } from "../random.ts";
import { checkShare } from "../setting-checks.ts";
import { cos, sin } from "../trigonometry.ts";
import type { DataSet } from "./data-set.ts";
import { checkPlanar, type PlanarSettings, planarDataSet } from "./planar.ts";

/**
 * A circle inside another, both around the origin. Inputs `(examples, 2)`, targets `(examples, 1)`: 0 for the outer
 * circle of radius 1, 1 for the inner one of radius `factor` (default 0.8), each evenly spaced from angle 0 on.
 * ⌊examples / 2⌋ points are outer ones. The points are shuffled, then get Gaussian noise.
 *
 * The construction of `make_circles` in scikit-learn (Pedregosa et al. 2011, as in two-moons.ts).
 *
 * @throws when examples is not a whole number from 1 on, noise not a finite number from 0 on, or factor not from 0 to
 * below 1.
 */
export function circles(settings: PlanarSettings & { readonly factor?: number }, random: Random): DataSet {
  checkPlanar("circles", settings, random);
  const { examples, factor = 0.8 } = settings;
  checkShare("circles", "factor", factor, { below1: true });
  const outer = Math.floor(examples / 2);
  const inner = examples - outer;
  return planarDataSet("circles", settings, random, (index) => {
    const isOuter = index < outer;
    const t = isOuter ? (2 * Math.PI * index) / outer : (2 * Math.PI * (index - outer)) / inner;
    const radius = isOuter ? 1 : factor;
    return { x: radius * cos(t), y: radius * sin(t), target: isOuter ? 0 : 1 };
  });
}
