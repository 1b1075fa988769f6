import type { Random } from "../random.ts";
import { checkPositive } from "../setting-checks.ts";
import { cos, sin } from "../trigonometry.ts";
import type { DataSet } from "./data-set.ts";
import { checkPlanar, type PlanarSettings, planarDataSet } from "./planar.ts";

/**
 * Two spirals wound around each other. Inputs `(examples, 2)`, targets `(examples, 1)`. Point k of the n points of
 * class 0 is r (cos 2π·turns·r, sin 2π·turns·r) with r = (k + 1)/n; class 1 is class 0 turned by half a circle, (x,
 * y) → (−x, −y). ⌊examples / 2⌋ points are of class 0. The points are shuffled, then get Gaussian noise.
 *
 * After K. J. Lang and M. J. Witbrock, "Learning to tell two spirals apart", Proceedings of the 1988 Connectionist
 * Models Summer School: theirs have three turns and 97 points each.
 *
 * @param settings.turns how often each spiral goes around the origin. Default 1.5
 * @throws when examples is not a whole number from 1 on, noise not a finite number from 0 on, or turns not above 0.
 */
export function spirals(settings: PlanarSettings & { readonly turns?: number }, random: Random): DataSet {
  checkPlanar("spirals", settings, random);
  const { examples, turns = 1.5 } = settings;
  checkPositive("spirals", "turns", turns);
  const first = Math.floor(examples / 2);
  return planarDataSet("spirals", settings, random, (index) => {
    const radius = index < first ? (index + 1) / first : (index - first + 1) / (examples - first);
    const t = 2 * Math.PI * turns * radius;
    const [x, y] = [radius * cos(t), radius * sin(t)];
    return index < first ? { x, y, target: 0 } : { x: -x, y: -y, target: 1 };
  });
}
