import { meanField } from "@vanishing/initializers";
import { largestSigmaB, stepOfSigmaB } from "./edge-of-chaos-summary.ts";
import { type FigureActivationId, figureActivations } from "./figure-activations.ts";

/** The part of the plane of σ_w and σ_b that a picture shows. */
export interface PlaneValues {
  readonly activation: FigureActivationId;
  /** The largest σ_w of the picture. */
  readonly widest: number;
}

/** Where a layer far from the input multiplies the squared norm of the gradient by the same factor. */
export interface Isoline {
  readonly chi1: number;
  /** σ_w for each of the plane's σ_b; the widest σ_w where the line leaves the picture. */
  readonly sigmaWs: readonly number[];
}

export interface Phases extends PlaneValues {
  readonly activationName: string;
  /** From 0 on, evenly spaced. */
  readonly sigmaBs: readonly number[];
  /** In the order of χ₁; one of them has χ₁ = 1. */
  readonly isolines: readonly Isoline[];
}

const rows = Math.round(largestSigmaB / stepOfSigmaB);
const levels = [1 / 4, 1 / 2, 4 / 5, 1, 5 / 4, 3 / 2, 2, 4];

/** A σ_w, and χ₁ there. */
interface GridPoint {
  readonly sigmaW: number;
  readonly chi1: number;
}

/**
 * χ₁ at the fixed point that unit inputs come to, over a grid of σ_w and σ_b, and the lines along which it is the same. It rises with
 * σ_w, so each row of the grid meets a line once.
 */
export function phases({ activation, widest }: PlaneValues): Phases {
  const f = figureActivations[activation];
  // Both grids have a column at σ_w = 1, where χ₁ of tanh without biases has a corner.
  const step = widest <= 4 ? 0.1 : 0.25;
  const columns = Array.from({ length: Math.round(widest / step) }, (_, place) => (place + 1) * step);
  const sigmaBs = Array.from({ length: rows + 1 }, (_, place) => (place * largestSigmaB) / rows);
  const grid = sigmaBs.map((sigmaB) => {
    const at = (sigmaW: number) => ({ sigmaW, chi1: meanField(f, { sigmaW, sigmaB }).fixedPoint().chi1 });
    return { at, points: columns.map(at) };
  });
  return {
    activation,
    activationName: f.name,
    widest,
    sigmaBs,
    isolines: levels.map((chi1) => ({
      chi1,
      // The edge is stated in words, to four digits. For the other lines a pixel is enough.
      sigmaWs: grid.map(({ at, points }) => crossing(points, chi1, at, chi1 === 1 ? 5 : 0) ?? widest),
    })),
  };
}

/**
 * The σ_w at which χ₁ comes to a level, or undefined where it does not. Between two points ln χ₁ is taken for linear in ln σ_w, and
 * before the first for 2 ln σ_w.
 *
 * @param halvings how often the stretch between the two points is halved before
 */
function crossing(
  points: readonly GridPoint[],
  level: number,
  at: (sigmaW: number) => GridPoint,
  halvings: number,
): number | undefined {
  const place = points.findIndex(({ chi1 }) => chi1 >= level);
  let right = points[place];
  if (right === undefined) return undefined;
  let left = points[place - 1];
  if (left === undefined) return right.sigmaW * Math.sqrt(level / right.chi1);
  for (let halving = 0; halving < halvings; halving++) {
    const middle = at((left.sigmaW + right.sigmaW) / 2);
    if (middle.chi1 >= level) right = middle;
    else left = middle;
  }
  const share = Math.log(level / left.chi1) / Math.log(right.chi1 / left.chi1);
  return left.sigmaW * (right.sigmaW / left.sigmaW) ** share;
}
